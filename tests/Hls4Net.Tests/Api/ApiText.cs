using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Hls4Net.Tests.Api;

/// <summary>
/// Everything of an assembly that others can compile against or override, a line each, ordered: what has no line may change at will. Written by
/// reflection, as the analyzers for it cannot be had everywhere.
/// </summary>
internal static class ApiText
{
    private static readonly Dictionary<string, string> s_words = new()
    {
        ["System.Void"] = "void", ["System.Object"] = "object", ["System.String"] = "string", ["System.Boolean"] = "bool", ["System.Char"] = "char",
        ["System.Byte"] = "byte", ["System.Int16"] = "short", ["System.Int32"] = "int", ["System.Int64"] = "long", ["System.UInt64"] = "ulong",
        ["System.Single"] = "float", ["System.Double"] = "double",
    };

    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static IEnumerable<string> Of(Assembly assembly) =>
        assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal).SelectMany(type => Members(type).Prepend(Head(type)));

    private static string Head(Type type)
    {
        var kind = type.IsEnum ? "enum" : type.IsInterface ? "interface" : type.IsValueType ? "struct" : typeof(Delegate).IsAssignableFrom(type) ? "delegate"
            : type.IsAbstract && type.IsSealed ? "static class" : type.IsAbstract ? "abstract class" : type.IsSealed ? "sealed class" : "class";
        var bases = (type.BaseType is { } parent && parent != typeof(object) && !type.IsValueType ? [parent] : Array.Empty<Type>())
            .Concat(type.GetInterfaces().Where(i => i.IsPublic && !type.IsEnum)).Select(Name).Order(StringComparer.Ordinal);
        return $"{kind} {Name(type)}{(bases.Any() ? " : " + string.Join(", ", bases) : "")}{Constraints(type.GetGenericArguments())}";
    }

    private static IEnumerable<string> Members(Type type) => type.GetMembers(Declared)
        .Where(member => member.GetCustomAttribute<CompilerGeneratedAttribute>() is null && !IsOfEveryObject(member))
        .Select(Member).OfType<string>().Select(text => "    " + text).Order(StringComparer.Ordinal);

    private static bool IsOfEveryObject(MemberInfo member) => member is MethodInfo method && method.GetBaseDefinition().DeclaringType == typeof(object);

    private static string? Member(MemberInfo member) => member switch
    {
        FieldInfo { IsSpecialName: false } field when Seen(field.IsPublic, field.IsFamily || field.IsFamilyOrAssembly) is { } seen =>
            $"{seen}{(field.IsLiteral ? "const " : field.IsStatic ? "static " : "")}{(field.IsInitOnly ? "readonly " : "")}{Name(field.FieldType)} {field.Name}"
            + (field.IsLiteral ? " = " + Value(field.GetRawConstantValue()) : ""),
        ConstructorInfo { IsStatic: false } constructor when Seen(constructor) is { } seen => $"{seen}new({Parameters(constructor)})",
        MethodInfo { IsSpecialName: false } method when Seen(method) is { } seen && !method.Name.StartsWith('<') =>
            $"{seen}{Modifiers(method)}{Nullable(method.ReturnParameter)} {method.Name}{Generics(method)}({Parameters(method)}){Constraints(method.GetGenericArguments())}",
        MethodInfo method when method.Name.StartsWith("op_", StringComparison.Ordinal) => $"static {Name(method.ReturnType)} {method.Name}({Parameters(method)})",
        PropertyInfo property => Property(property),
        EventInfo { AddMethod: { } add } evented when Seen(add) is { } seen => $"{seen}event {Name(evented.EventHandlerType!)} {evented.Name}",
        _ => null,
    };

    private static string? Property(PropertyInfo property)
    {
        var accessors = new[] { property.GetMethod, property.SetMethod }.OfType<MethodInfo>().Where(accessor => Seen(accessor) is not null).ToArray();
        if (accessors.Length == 0)
        {
            return null;
        }

        var index = property.GetIndexParameters();
        var words = accessors.Select(accessor => (accessor == accessors[0] ? "" : Seen(accessor)) + (accessor == property.GetMethod ? "get" : IsInit(accessor) ? "init" : "set"));
        var required = property.GetCustomAttribute<RequiredMemberAttribute>() is null ? "" : "required ";
        var parameters = index.Length == 0 ? "" : $"[{string.Join(", ", index.Select(parameter => Name(parameter.ParameterType)))}]";
        return $"{Seen(accessors[0])}{required}{Modifiers(accessors[0])}{Nullable(property)} {property.Name}{parameters} {{ {string.Join("; ", words)} }}";
    }

    private static bool IsInit(MethodInfo setter) => setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));

    private static string? Seen(MethodBase method) => Seen(method.IsPublic, method.IsFamily || method.IsFamilyOrAssembly);

    private static string? Seen(bool isPublic, bool isProtected) => isPublic ? "" : isProtected ? "protected " : null;

    private static string Modifiers(MethodInfo method) =>
        method.IsStatic ? "static "
        : method.DeclaringType!.IsInterface ? method.IsAbstract ? "" : "default "
        : method.IsAbstract ? "abstract "
        : method.IsFinal || !method.IsVirtual ? ""
        : method.GetBaseDefinition() != method ? "override "
        : "virtual ";

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(parameter =>
        (parameter.IsDefined(typeof(ParamArrayAttribute)) || parameter.IsDefined(typeof(ParamCollectionAttribute)) ? "params " : "")
        + (parameter.IsOut ? "out " : parameter.IsIn ? "in " : parameter.ParameterType.IsByRef ? "ref " : "")
        + $"{Nullable(parameter)} {parameter.Name}" + (parameter.HasDefaultValue ? " = " + Value(parameter.RawDefaultValue) : "")));

    private static string Nullable(ParameterInfo parameter) => Name(parameter.ParameterType) + Mark(parameter.ParameterType, new NullabilityInfoContext().Create(parameter));

    private static string Nullable(PropertyInfo property) => Name(property.PropertyType) + Mark(property.PropertyType, new NullabilityInfoContext().Create(property));

    private static string Mark(Type type, NullabilityInfo info) =>
        !type.IsValueType && (info.ReadState == NullabilityState.Nullable || info.WriteState == NullabilityState.Nullable) ? "?" : "";

    private static string Generics(MethodInfo method) =>
        method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(argument => argument.Name))}>" : "";

    private static string Constraints(Type[] arguments) => string.Concat(arguments.Where(argument => argument.IsGenericParameter).Select(argument =>
    {
        var attributes = argument.GenericParameterAttributes;
        string[] words =
        [
            attributes.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint) ? "class" : "",
            attributes.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint) ? "struct" : "",
            .. argument.GetGenericParameterConstraints().Where(type => type != typeof(ValueType)).Select(Name),
            attributes.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint) && !attributes.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint) ? "new()" : "",
        ];
        var list = string.Join(", ", words.Where(word => word.Length > 0));
        return list.Length > 0 ? $" where {argument.Name} : {list}" : "";
    }));

    private static string Name(Type type)
    {
        if (type.IsByRef || type.IsArray || type.IsPointer)
        {
            return Name(type.GetElementType()!) + (type.IsByRef ? "" : type.IsPointer ? "*" : $"[{new string(',', type.GetArrayRank() - 1)}]");
        }

        if (type.IsGenericParameter || !type.IsGenericType)
        {
            return type.IsGenericParameter ? type.Name : Shorten(type.FullName!);
        }

        var name = Shorten(type.GetGenericTypeDefinition().FullName!);
        return $"{name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>";
    }

    private static string Shorten(string name) => s_words.GetValueOrDefault(name, name.Replace('+', '.').Replace("System.Collections.Generic.", "", StringComparison.Ordinal));

    private static string Value(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
