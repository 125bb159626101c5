using System.Globalization;
using Hls4Net.Operators;

namespace Hls4Net.Compiler.Passes;

/// <summary>
/// The vendor tool gives up, late and with an obscure message, on loops and arrays that unroll into too many pieces. What
/// would end so is refused here, before a file is written, with what would work instead.
/// </summary>
/// <param name="limits">What the backend's tool accepts.</param>
public sealed class CheckUnrollLimit(HardwareLimits limits) : Pass
{
    private readonly int _limit = UnrollProduct.Limit(limits);

    /// <inheritdoc/>
    public override void Run(ModelGraph model, PassContext context)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(context);
        foreach (var layer in model.Layers)
        {
            context.Node = layer;
            if (layer is IMatrixProduct product && UnrollProduct.Of(product) > _limit)
            {
                var legal = LegalReuseFactors.Of(product.NIn, product.NOut);
                var fits = legal.First(d => UnrollProduct.Of(product.NIn, product.NOut, d) <= _limit);
                context.Diagnostics.Report(
                    LegalityDiagnostics.UnrollLimit, layer.Name, product.Strategy, product.ReuseFactor, UnrollProduct.Of(product),
                    product.NIn, product.NOut, _limit, fits.ToString(CultureInfo.InvariantCulture), _limit / product.NIn);
            }
        }
    }
}
