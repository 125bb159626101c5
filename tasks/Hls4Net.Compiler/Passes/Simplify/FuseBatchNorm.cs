using Hls4Net.Operators;

namespace Hls4Net.Compiler.Passes;

/// <summary>
/// A normalisation right after a <see cref="Dense"/> becomes part of its weights and bias: n multipliers fewer and one rounding
/// less. Left alone where the user gave a type to the tensor in between or to a weight whose values would change.
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
        && Fusion.MayChange(dense, "weight") && Fusion.MayChange(dense, "bias")
        && Fusion.Along(norm.Scale, dense.NOut, 1) is not null
        && Fusion.Along(norm.Bias, dense.NOut, 0) is not null;

    /// <inheritdoc/>
    public override bool Transform(ModelGraph model, Layer node)
    {
        var norm = (BatchNormalization)node;
        var dense = (Dense)norm.Input.Producer!;
        var scale = Fusion.Along(norm.Scale, dense.NOut, 1)!;
        var bias = Fusion.Along(norm.Bias, dense.NOut, 0)!;
        var weights = dense.Weight.Values.ToArray();
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] *= scale[i % dense.NOut];
        }

        dense.SetWeight(new WeightTensor("weight", dense.Weight.Shape, weights, dense.Weight.Origin));
        if (dense.HasBias || norm.Bias is not null)
        {
            for (var j = 0; j < bias.Length; j++)
            {
                bias[j] += scale[j] * (dense.Bias?.Values[j] ?? 0);
            }

            dense.SetWeight(new WeightTensor("bias", new TensorShape(dense.NOut), bias, (dense.Bias ?? norm.Bias)!.Origin));
        }

        dense.Settings = Fusion.Merge(dense, norm, biasOf: norm);
        dense.Absorb(norm);
        model.Bypass(norm);
        return true;
    }
}
