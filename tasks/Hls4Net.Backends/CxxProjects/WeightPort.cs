namespace Hls4Net.CxxProjects;

/// <summary>A weight that lies in a memory outside: an array port of the top function, after its inputs and outputs.</summary>
/// <param name="Layer">The layer that reads it.</param>
/// <param name="Name">C++ name of the array.</param>
/// <param name="Declaration">Its declaration as a parameter.</param>
internal sealed record WeightPort(Layer Layer, string Name, string Declaration)
{
    /// <summary>The ports of a project, in the order of its layers: every weight of more elements than the option allows inside.</summary>
    public static IReadOnlyList<WeightPort> Of(HlsProject project) =>
    [
        .. from layer in project.Model.Layers
           from weight in layer.Weights.Values.OrderBy(weight => weight.Name, StringComparer.Ordinal)
           where project.Backend.Options.Contains(CxxOptions.BramFactor) && weight.Shape.Count > project.Config.Options.Get(CxxOptions.BramFactor)
           let name = project.Names.Constant(layer, weight.Name)
           select new WeightPort(layer, name, FormattableString.Invariant($"const {ApTypes.RawInteger(weight.Type)} {name}[{weight.Shape.Count}]")),
    ];
}
