namespace Hls4Net.Compiler.Passes;

/// <summary>
/// Every tensor, weight and table gets its type: layer after layer in topological order, each by its own rule from the proven
/// intervals of what it reads. Then checks that nothing was left out and that no interval leaves its type.
/// </summary>
public sealed class InferPrecision : Pass
{
    /// <inheritdoc/>
    public override void Run(ModelGraph model, PassContext context)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(context);
        var precision = new PrecisionContext(context.Diagnostics);
        foreach (var layer in model.Layers)
        {
            context.Node = layer;
            TypeRule.Run(layer, precision);
        }

        context.Node = null;
        if (!context.Diagnostics.HasErrors && GraphVerifier.Verify(model, typed: true) is [_, ..] problems)
        {
            throw new DiagnosticException(InternalDiagnostics.GraphBroken, null, Name, string.Join(" ", problems));
        }
    }
}
