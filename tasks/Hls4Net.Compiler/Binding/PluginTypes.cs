using System.Reflection;
using Hls4Net.Compiler.Plugins;

namespace Hls4Net.Compiler.Binding;

/// <summary>How generated code names the types of plugins that a model needs at run time.</summary>
internal static class PluginTypes
{
    /// <summary>The classes of custom layers in a model, each with the type that generated code makes.</summary>
    /// <exception cref="DiagnosticException">Generated code could not make one (HLSN4015).</exception>
    public static IReadOnlyList<(string ClassName, string TypeName)> Layers(ModelGraph graph)
    {
        var made = new List<(string ClassName, string TypeName)>();
        foreach (var layer in graph.Layers.OfType<CustomLayer>().DistinctBy(layer => layer.ClassName).OrderBy(layer => layer.ClassName, StringComparer.Ordinal))
        {
            made.Add((layer.ClassName, NameOf(
                layer.GetType(), $"The class of layers '{layer.ClassName}',", "a public constructor that takes the name, a string, alone", typeof(string))));
        }

        return made;
    }

    /// <summary>The type of a predictor; null where there is none.</summary>
    /// <exception cref="DiagnosticException">Generated code could not make it (HLSN4015).</exception>
    public static string? Predictor(Predictor? predictor) =>
        predictor is null ? null : NameOf(predictor.GetType(), "The predictor", "a public constructor without parameters");

    /// <summary>All of them, each with its assembly.</summary>
    public static IReadOnlyList<(string TypeName, string Assembly)> Of(ModelGraph graph, Predictor? predictor)
    {
        var made = new List<(string TypeName, string Assembly)>();
        foreach (var type in graph.Layers.OfType<CustomLayer>().Select(layer => layer.GetType())
            .Concat(predictor is null ? [] : [predictor.GetType()]).Distinct().OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            made.Add((type.FullName!, type.Assembly.GetName().Name!));
        }

        return made;
    }

    private static string NameOf(Type type, string what, string constructor, params Type[] parameters)
    {
        var problem = !type.IsVisible ? "it is not public, or not everything around it is"
            : type.IsGenericType ? "it is generic"
            : type.GetConstructor(BindingFlags.Public | BindingFlags.Instance, parameters) is null ? "it has no such constructor"
            : null;
        return problem is null
            ? "global::" + type.FullName!.Replace('+', '.')
            : throw new DiagnosticException(PluginDiagnostics.NotBindable, null, what, type.FullName, problem, constructor);
    }
}
