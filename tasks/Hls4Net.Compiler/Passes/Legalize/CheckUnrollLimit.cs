using Hls4Net.Operators;

namespace Hls4Net.Compiler.Passes;

/// <summary>
/// The vendor tool gives up, late and with an obscure message, on loops and arrays that unroll into too many pieces. Products
/// that would end so are refused here, before a file is written, with what would work instead; tensors are warned about.
/// </summary>
/// <param name="limits">What the backend's tool accepts.</param>
/// <param name="streams">Whether the project is io_stream: tensors then are no registers.</param>
public sealed class CheckUnrollLimit(HardwareLimits limits, bool streams = false) : Pass
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
            foreach (var product in layer.MatrixProducts.Where(product => _unroll.Of(product) > _unroll.Limit))
            {
                context.Diagnostics.Report(
                    LegalityDiagnostics.UnrollLimit, layer.Name, product.Strategy, product.ReuseFactor, _unroll.Of(product),
                    _unroll.Text(product), _unroll.Limit, _unroll.SmallestReuseFactor(product));
            }

            foreach (var output in layer.Outputs.Where(output => layer is not Reshape && !streams && output.Shape.Count > limits.MaximumPartition))
            {
                context.Diagnostics.Report(
                    LegalityDiagnostics.TensorTooLarge, layer.Name, NameText.Show(output.Name), output.Shape.Count, limits.MaximumPartition);
            }
        }
    }
}
