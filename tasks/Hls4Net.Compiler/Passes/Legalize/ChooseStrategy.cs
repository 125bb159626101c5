using Hls4Net.Operators;

namespace Hls4Net.Compiler.Passes;

/// <summary>
/// Gives each matrix product its strategy and reuse factor: the user's, else Latency and 1. Where that would unroll more than
/// the tool accepts and the user left the choice open, the layer moves to Resource with the smallest reuse factor that fits.
/// </summary>
/// <param name="limits">What the backend's tool accepts.</param>
/// <param name="streams">Whether the project is io_stream.</param>
public sealed class ChooseStrategy(HardwareLimits limits, bool streams = false) : Pass
{
    private readonly UnrollProduct _unroll = new(limits, streams);

    /// <inheritdoc/>
    public override void Run(ModelGraph model, PassContext context)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(context);
        foreach (var layer in model.Layers)
        {
            context.Node = layer;
            foreach (var product in layer.MatrixProducts)
            {
                Choose(layer, product, context.Diagnostics);
            }
        }
    }

    private void Choose(Layer layer, IMatrixProduct product, DiagnosticBag diagnostics)
    {
        var settings = layer.Settings;
        var reuse = product is RecurrentProduct { Prefix.Length: > 0 } ? settings.RecurrentReuseFactor ?? settings.ReuseFactor : settings.ReuseFactor;
        product.Strategy = settings.Strategy ?? Strategy.Latency;
        product.ReuseFactor = reuse ?? 1;
        if (product is { Strategy: Strategy.ResourceUnrolled, ReuseFactor: 1 })
        {
            product.Strategy = Strategy.Resource; // Nothing to unroll: with one step the two are the same circuit.
        }

        var (unrolled, size) = (_unroll.Of(product), _unroll.Text(product));
        var isOpen = settings.Strategy is null || (settings.Strategy == Strategy.Resource && reuse is null);
        if (unrolled <= _unroll.Limit || !isOpen)
        {
            return;
        }

        product.Strategy = Strategy.Resource;
        if (product.ReuseFactor == 1)
        {
            product.ReuseFactor = _unroll.SmallestReuseFactor(product);
        }

        diagnostics.Report(
            LegalityDiagnostics.MovedToResource, layer.Name, unrolled, size, _unroll.Limit, product.ReuseFactor, _unroll.Of(product));
    }
}
