using Hls4Net.Operators;

namespace Hls4Net.Compiler.Passes;

/// <summary>
/// A normalisation or shift right before a <see cref="Dense"/> (the subtracted mean of a data set, say) becomes part of its
/// weights and bias: <c>Σ (x·s + t)·w = Σ x·(s·w) + Σ t·w</c>. Left alone where the user gave types to what would vanish, or one
/// to a weight that does not suit its new values.
/// </summary>
public sealed class FoldScaleIntoDense : OptimizerPass
{
    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Roots => [nameof(Dense)];

    /// <inheritdoc/>
    public override bool Match(Layer node) =>
        node is Dense dense
        && Fusion.OnlyProducer<BatchNormalization>(node) is { } norm
        && !Fusion.IsSet(norm, "result") && !Fusion.IsSet(norm, "scale") && !Fusion.IsSet(norm, "bias")
        && Fusion.Along(norm.Scale, dense.NIn, 1) is not null
        && Fusion.Along(norm.Bias, dense.NIn, 0) is not null
        && Fusion.MayBecome(dense, "weight", () => Weights(dense, norm))
        && Fusion.MayBecome(dense, "bias", () => Bias(dense, norm));

    /// <inheritdoc/>
    public override bool Transform(ModelGraph model, Layer node)
    {
        var dense = (Dense)node;
        var norm = (BatchNormalization)dense.Input.Producer!;
        var (weights, bias) = (Weights(dense, norm), Bias(dense, norm));
        dense.SetWeight(new WeightTensor("weight", dense.Weight.Shape, weights, dense.Weight.Origin));
        if ((dense.Bias ?? norm.Bias) is { } origin)
        {
            dense.SetWeight(new WeightTensor("bias", new TensorShape(dense.NOut), bias, origin.Origin));
        }

        dense.Settings = dense.Settings with { Trace = dense.Settings.Trace || norm.Settings.Trace };
        dense.Absorb(norm);
        model.SetInput(dense, 0, norm.Input);
        model.Remove(norm);
        return true;
    }

    private static double[] Weights(Dense dense, BatchNormalization norm)
    {
        var scale = Fusion.Along(norm.Scale, dense.NIn, 1)!;
        return [.. dense.Weight.Values.Select((weight, i) => weight * scale[i / dense.NOut])];
    }

    private static double[] Bias(Dense dense, BatchNormalization norm)
    {
        var shift = Fusion.Along(norm.Bias, dense.NIn, 0)!;
        var bias = dense.Bias?.Values.ToArray() ?? new double[dense.NOut];
        for (var i = 0; i < dense.Weight.Values.Count; i++)
        {
            bias[i % dense.NOut] += shift[i / dense.NOut] * dense.Weight.Values[i];
        }

        return bias;
    }
}
