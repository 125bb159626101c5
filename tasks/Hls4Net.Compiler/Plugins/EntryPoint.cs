using System.Reflection;

namespace Hls4Net.Compiler.Plugins;

/// <summary>Finds the method that registers a plugin, or says precisely what is wrong with it.</summary>
internal static class EntryPoint
{
    private const string Method = "Register";

    /// <summary>The entry point that the reference names, or the only one in the assembly.</summary>
    /// <exception cref="DiagnosticException">HLSN4006.</exception>
    public static Action<IPluginRegistry> Find(PluginReference plugin, Assembly assembly)
    {
        if (plugin.EntryPoint.Length > 0)
        {
            var type = assembly.GetType(plugin.EntryPoint) ?? throw Missing(
                plugin, $"there is no type '{plugin.EntryPoint}'.{Suggestion.For(plugin.EntryPoint, assembly.GetExportedTypes().Select(known => known.FullName!))}");
            return RegisterOf(type) ?? throw Missing(plugin, Problem(type));
        }

        var candidates = assembly.GetExportedTypes().Select(RegisterOf).OfType<Action<IPluginRegistry>>().ToArray();
        return candidates is [var only] ? only : throw Missing(
            plugin, candidates.Length == 0
                ? "no type has a method Register(IPluginRegistry)."
                : $"several types have a method Register(IPluginRegistry): name one {(plugin.IsUnnamed ? "after '#'" : "with EntryPoint")}.");
    }

    private static Action<IPluginRegistry>? RegisterOf(Type type) =>
        type.IsVisible && !type.ContainsGenericParameters && type.GetMethod(Method, BindingFlags.Public | BindingFlags.Static, [typeof(IPluginRegistry)]) is { } method
            && method.ReturnType == typeof(void) && !method.IsGenericMethod
            ? method.CreateDelegate<Action<IPluginRegistry>>() : null;

    private static string Problem(Type type)
    {
        if (!type.IsVisible)
        {
            return $"the type '{type.FullName}' is not public.";
        }

        if (type.ContainsGenericParameters)
        {
            return $"the type '{type.FullName}' is generic.";
        }

        var methods = type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance)
            .Where(method => method.Name.Equals(Method, StringComparison.OrdinalIgnoreCase)).ToArray();
        return methods.Length == 0
            ? $"'{type.FullName}' has no method Register."
            : $"'{type.FullName}' has a method Register with another signature: `{string.Join("`, `", methods.Select(Describe))}`.";
    }

    private static string Describe(MethodInfo method)
    {
        var access = method.IsPublic ? "public " : "";
        var kind = method.IsStatic ? "static " : "";
        var result = method.ReturnType == typeof(void) ? "void" : method.ReturnType.Name;
        return $"{access}{kind}{result} {method.Name}{(method.IsGenericMethod ? "<>" : "")}({string.Join(", ", method.GetParameters().Select(parameter => parameter.ParameterType.Name))})";
    }

    private static DiagnosticException Missing(PluginReference plugin, string problem) =>
        new(PluginDiagnostics.NoEntryPoint, null, plugin.Described, problem);
}
