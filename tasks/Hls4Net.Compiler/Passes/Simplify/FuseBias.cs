using Hls4Net.Operators;

namespace Hls4Net.Compiler.Passes;

/// <summary>
/// A shift right after a matrix product or convolution becomes its bias: exporters split a dense layer into a product and an addition.
/// The sum is the same number; it is rounded once instead of twice.
/// </summary>
public sealed class FuseBias : OptimizerPass
{
    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Roots => [nameof(BatchNormalization)];

    /// <inheritdoc/>
    public override bool Match(Layer node) =>
        node is BatchNormalization { Scale: null, Bias: not null } shift
        && Fusion.OnlyProducer<Layer>(node) is { } dense && dense is IWeightedSums product
        && !(Fusion.IsSet(dense, "result") && Fusion.IsSet(shift, "result") && dense.Settings.For("result") != shift.Settings.For("result"))
        && Fusion.Along(shift.Bias, product.NOut, 0) is not null
        && Fusion.MayBecome(dense, "bias", () => Sum(product, shift));

    /// <inheritdoc/>
    public override bool Transform(ModelGraph model, Layer node)
    {
        var shift = (BatchNormalization)node;
        var dense = shift.Input.Producer!;
        var product = (IWeightedSums)dense;
        dense.SetWeight(new WeightTensor("bias", new TensorShape(product.NOut), Sum(product, shift), product.Bias?.Origin ?? shift.Bias!.Origin));
        dense.Settings = Fusion.Merge(dense, shift, biasOf: shift);
        dense.Absorb(shift);
        model.Bypass(shift);
        return true;
    }

    private static double[] Sum(IWeightedSums product, BatchNormalization shift) =>
        [.. Fusion.Along(shift.Bias, product.NOut, 0)!.Select((value, j) => value + (product.Bias?.Values[j] ?? 0))];
}
