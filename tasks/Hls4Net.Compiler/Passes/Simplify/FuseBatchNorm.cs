using Hls4Net.Operators;

namespace Hls4Net.Compiler.Passes;

/// <summary>
/// A normalisation right after a <see cref="Dense"/> becomes part of its weights and bias: n multipliers fewer and one rounding
/// less. Left alone where the user gave a type to the tensor in between, or one to a weight that does not suit its new values.
/// </summary>
public sealed class FuseBatchNorm : OptimizerPass
{
    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Roots => [nameof(BatchNormalization)];

    /// <inheritdoc/>
    public override bool Match(Layer node) =>
        node is BatchNormalization { Scale: not null } norm
        && Fusion.OnlyProducer<Dense>(node) is { } dense
        && !Fusion.IsSet(dense, "result") && !Fusion.IsSet(norm, "scale")
        && Fusion.Along(norm.Scale, dense.NOut, 1) is not null
        && Fusion.Along(norm.Bias, dense.NOut, 0) is not null
        && Fusion.MayBecome(dense, "weight", () => Weights(dense, norm))
        && Fusion.MayBecome(dense, "bias", () => Bias(dense, norm));

    /// <inheritdoc/>
    public override bool Transform(ModelGraph model, Layer node)
    {
        var norm = (BatchNormalization)node;
        var dense = (Dense)norm.Input.Producer!;
        var (weights, bias) = (Weights(dense, norm), Bias(dense, norm));
        dense.SetWeight(new WeightTensor("weight", dense.Weight.Shape, weights, dense.Weight.Origin));
        if ((dense.Bias ?? norm.Bias) is { } origin)
        {
            dense.SetWeight(new WeightTensor("bias", new TensorShape(dense.NOut), bias, origin.Origin));
        }

        dense.Settings = Fusion.Merge(dense, norm, biasOf: norm);
        dense.Absorb(norm);
        model.Bypass(norm);
        return true;
    }

    private static double[] Weights(Dense dense, BatchNormalization norm)
    {
        var scale = Fusion.Along(norm.Scale, dense.NOut, 1)!;
        return [.. dense.Weight.Values.Select((weight, i) => weight * scale[i % dense.NOut])];
    }

    private static double[] Bias(Dense dense, BatchNormalization norm)
    {
        var scale = Fusion.Along(norm.Scale, dense.NOut, 1)!;
        return [.. Fusion.Along(norm.Bias, dense.NOut, 0)!.Select((shift, j) => shift + (scale[j] * (dense.Bias?.Values[j] ?? 0)))];
    }
}
