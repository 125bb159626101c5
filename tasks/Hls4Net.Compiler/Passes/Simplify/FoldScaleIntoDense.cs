using Hls4Net.Operators;

namespace Hls4Net.Compiler.Passes;

/// <summary>
/// A normalisation or shift right before a <see cref="Dense"/> (the subtracted mean of a data set, say) becomes part of its
/// weights and bias: <c>Σ (x·s + t)·w = Σ x·(s·w) + Σ t·w</c>. Left alone where the user gave types to what would vanish or change.
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
        && (norm.Scale is null || Fusion.MayChange(dense, "weight")) && (norm.Bias is null || Fusion.MayChange(dense, "bias"))
        && Fusion.Along(norm.Scale, dense.NIn, 1) is not null
        && Fusion.Along(norm.Bias, dense.NIn, 0) is not null;

    /// <inheritdoc/>
    public override bool Transform(ModelGraph model, Layer node)
    {
        var dense = (Dense)node;
        var norm = (BatchNormalization)dense.Input.Producer!;
        var scale = Fusion.Along(norm.Scale, dense.NIn, 1)!;
        var shift = Fusion.Along(norm.Bias, dense.NIn, 0)!;
        var weights = dense.Weight.Values.ToArray();
        var bias = dense.Bias?.Values.ToArray() ?? new double[dense.NOut];
        for (var i = 0; i < weights.Length; i++)
        {
            bias[i % dense.NOut] += shift[i / dense.NOut] * weights[i];
            weights[i] *= scale[i / dense.NOut];
        }

        dense.SetWeight(new WeightTensor("weight", dense.Weight.Shape, weights, dense.Weight.Origin));
        if (dense.HasBias || norm.Bias is not null)
        {
            dense.SetWeight(new WeightTensor("bias", new TensorShape(dense.NOut), bias, (dense.Bias ?? norm.Bias)!.Origin));
        }

        dense.Settings = dense.Settings with { Trace = dense.Settings.Trace || norm.Settings.Trace };
        dense.Absorb(norm);
        model.SetInput(dense, 0, norm.Input);
        model.Remove(norm);
        return true;
    }
}
