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
            foreach (var output in layer.Outputs)
            {
                Check(layer, "result", output.Type, context);
            }

            foreach (var (role, weight) in layer.Weights)
            {
                Check(layer, role, weight.Type, context);
            }

            foreach (var (role, type) in layer.Types)
            {
                Check(layer, role, type, context);
            }
        }
    }

    private void Check(Layer layer, string role, FixedType type, PassContext context)
    {
        if (!backend.TakesType(type))
        {
            context.Diagnostics.Report(
                LegalityDiagnostics.TypeNotTaken, layer.Name, backend.Name, type, role, alternatives.Where(other => other.TakesType(type)));
        }
    }
}
