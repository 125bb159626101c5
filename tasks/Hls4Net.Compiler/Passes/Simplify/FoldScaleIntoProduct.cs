using Hls4Net.Operators;

namespace Hls4Net.Compiler.Passes;

/// <summary>
/// A normalisation or shift right before a matrix product or convolution (the subtracted mean of a data set, say) becomes part of
/// its weights and bias: <c>Σ (x·s + t)·w = Σ x·(s·w) + Σ t·w</c>. Left alone where the user gave types to what would vanish, or one
/// to a weight that does not suit its new values; and a shift beside padding, which it does not shift.
/// </summary>
public sealed class FoldScaleIntoProduct : OptimizerPass
{
    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Roots => [nameof(Dense), "Conv1D", "Conv2D", "DepthwiseConv1D", "DepthwiseConv2D"];

    /// <inheritdoc/>
    public override bool Match(Layer node) =>
        node is IWeightedSums { Weight.IsQuantized: false } product
        && Fusion.OnlyProducer<BatchNormalization>(node) is { } norm
        && !Fusion.IsSet(norm, "result") && !Fusion.IsSet(norm, "scale") && !Fusion.IsSet(norm, "bias")
        && (norm.Bias is null || !product.SeesPadding)
        && Fusion.Along(norm.Scale, product.InputPeriod, 1) is not null
        && Fusion.Along(norm.Bias, product.InputPeriod, 0) is not null
        && Fusion.MayBecome(node, "weight", () => Weights(product, norm))
        && Fusion.MayBecome(node, "bias", () => Bias(product, norm));

    /// <inheritdoc/>
    public override bool Transform(ModelGraph model, Layer node)
    {
        var product = (IWeightedSums)node;
        var norm = (BatchNormalization)node.Input.Producer!;
        Fusion.SetConstants(node, Weights(product, norm), Bias(product, norm), product.Bias ?? norm.Bias);
        node.Settings = node.Settings with { Trace = node.Settings.Trace || norm.Settings.Trace };
        node.Absorb(norm);
        model.SetInput(node, 0, norm.Input);
        model.Remove(norm);
        return true;
    }

    private static double[] Weights(IWeightedSums product, BatchNormalization norm)
    {
        var scale = Fusion.Along(norm.Scale, product.InputPeriod, 1)!;
        return [.. product.Weight.Values.Select((weight, i) => weight * scale[product.InputOf(i)])];
    }

    private static double[] Bias(IWeightedSums product, BatchNormalization norm)
    {
        var shift = Fusion.Along(norm.Bias, product.InputPeriod, 0)!;
        var bias = product.Bias?.Values.ToArray() ?? new double[product.NOut];
        for (var i = 0; i < product.Weight.Values.Count; i++)
        {
            bias[i % product.NOut] += shift[product.InputOf(i)] * product.Weight.Values[i];
        }

        return bias;
    }
}
