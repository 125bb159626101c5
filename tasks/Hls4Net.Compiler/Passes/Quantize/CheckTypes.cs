namespace Hls4Net.Compiler.Passes;

/// <summary>Refuses types that the backend's tool does not have, before anything is written.</summary>
/// <param name="backend">The backend.</param>
/// <param name="alternatives">Who else might have them.</param>
public sealed class CheckTypes(Backend backend, Alternatives alternatives) : Pass
{
    /// <inheritdoc/>
    public override void Run(ModelGraph model, PassContext context)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(context);
        foreach (var layer in model.Layers)
        {
            context.Node = layer;
            foreach (var (role, type) in Types(layer).Where(entry => !backend.TakesType(entry.Type)))
            {
                context.Diagnostics.Report(
                    LegalityDiagnostics.TypeNotTaken, layer.Name, backend.Name, type, role, alternatives.Where(other => other.TakesType(type)));
            }
        }
    }

    private static IEnumerable<(string Role, FixedType Type)> Types(Layer layer) =>
        layer.Outputs.Select(output => ("result", output.Type))
            .Concat(layer.Weights.Select(weight => (weight.Key, weight.Value.Type)))
            .Concat(layer.Types.Select(type => (type.Key, type.Value)));
}
