using Hls4Net.Operators;

namespace Hls4Net.Compiler.Passes;

/// <summary>
/// A normalisation right after a matrix product or convolution becomes part of its weights and bias: n multipliers fewer and one rounding
/// less. Left alone where the user gave a type to the tensor in between, or one to a weight that does not suit its new values.
/// </summary>
public sealed class FuseBatchNorm : OptimizerPass
{
    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Roots => [nameof(BatchNormalization)];

    /// <inheritdoc/>
    public override bool Match(Layer node) =>
        node is BatchNormalization { Scale: not null } norm
        && Fusion.OnlyProducer<Layer>(node) is { } dense && dense is IWeightedSums { Weight.IsQuantized: false } product
        && !Fusion.IsSet(dense, "result") && !Fusion.IsSet(norm, "scale")
        && Fusion.Along(norm.Scale, product.NOut, 1) is not null
        && Fusion.Along(norm.Bias, product.NOut, 0) is not null
        && Fusion.MayBecome(dense, "weight", () => Weights(product, norm))
        && Fusion.MayBecome(dense, "bias", () => Bias(product, norm));

    /// <inheritdoc/>
    public override bool Transform(ModelGraph model, Layer node)
    {
        var norm = (BatchNormalization)node;
        var dense = norm.Input.Producer!;
        var product = (IWeightedSums)dense;
        Fusion.SetConstants(dense, Weights(product, norm), Bias(product, norm), product.Bias ?? norm.Bias);

        dense.Settings = Fusion.Merge(dense, norm, biasOf: norm);
        dense.Absorb(norm);
        model.Bypass(norm);
        return true;
    }

    private static double[] Weights(IWeightedSums product, BatchNormalization norm)
    {
        var scale = Fusion.Along(norm.Scale, product.NOut, 1)!;
        return [.. product.Weight.Values.Select((weight, i) => weight * scale[i % product.NOut])];
    }

    private static double[] Bias(IWeightedSums product, BatchNormalization norm)
    {
        var scale = Fusion.Along(norm.Scale, product.NOut, 1)!;
        return [.. Fusion.Along(norm.Bias, product.NOut, 0)!.Select((shift, j) => shift + (scale[j] * (product.Bias?.Values[j] ?? 0)))];
    }
}
