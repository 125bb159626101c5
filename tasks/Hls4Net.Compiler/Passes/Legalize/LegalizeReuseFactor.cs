using Hls4Net.Operators;

namespace Hls4Net.Compiler.Passes;

/// <summary>
/// Outside Latency a reuse factor must cut the matrix into equal blocks. One that does not is moved to the nearest that does,
/// with a warning that shows the legal neighbours on both sides.
/// </summary>
public sealed class LegalizeReuseFactor : Pass
{
    /// <inheritdoc/>
    public override void Run(ModelGraph model, PassContext context)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(context);
        foreach (var layer in model.Layers)
        {
            context.Node = layer;
            foreach (var product in layer.MatrixProducts.Where(product => product.Strategy != Strategy.Latency))
            {
                Legalize(layer, product, context.Diagnostics);
            }
        }
    }

    private static void Legalize(Layer layer, IMatrixProduct product, DiagnosticBag diagnostics)
    {
        IReadOnlyList<int> legal = LegalReuseFactors.Of(product.NIn, product.NOut);
        if (product.Strategy == Strategy.ResourceUnrolled)
        {
            legal = [.. legal.SkipLast(1)]; // The largest leaves one multiplier: no code to unroll.
            if (legal.Count == 0)
            {
                diagnostics.Report(LegalityDiagnostics.NoLegalReuseFactor, layer.Name, product.NIn, product.NOut, product.Strategy);
                return;
            }
        }

        var wanted = product.ReuseFactor;
        product.ReuseFactor = LegalReuseFactors.Nearest(legal, wanted);
        if (product.ReuseFactor != wanted)
        {
            var below = legal.LastOrDefault(d => d < wanted);
            var above = legal.FirstOrDefault(d => d > wanted);
            var neighbours = string.Join(" and ", new[] { below, above }.Where(d => d > 0));
            diagnostics.Report(
                LegalityDiagnostics.ReuseFactorMoved, layer.Name, wanted, product.NIn, product.NOut, product.ReuseFactor, neighbours);
        }
    }
}
