using Hls4Net.Operators;

namespace Hls4Net.Compiler.Passes;

/// <summary>
/// Constants right behind a normalization become its own factors and offsets, as they were trained: <c>(z·s₀ + b₀)·s₁ + b₁</c>. Exporters
/// that take normalizations apart leave them there.
/// </summary>
public sealed class FuseScaleIntoNormalization : OptimizerPass
{
    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Roots => [nameof(BatchNormalization)];

    /// <inheritdoc/>
    public override bool Match(Layer node) =>
        node is BatchNormalization scale
        && Fusion.OnlyProducer<NormalizationLayer>(node) is { } normalization
        && !Fusion.IsSet(normalization, "result")
        && Fusion.Along(scale.Scale, normalization.Scale.Shape.Count, 1) is not null
        && Fusion.Along(scale.Bias, normalization.Scale.Shape.Count, 0) is not null
        && Fusion.MayBecome(normalization, "scale", () => Scale(normalization, scale))
        && Fusion.MayBecome(normalization, "bias", () => Bias(normalization, scale));

    /// <inheritdoc/>
    public override bool Transform(ModelGraph model, Layer node)
    {
        var scale = (BatchNormalization)node;
        var normalization = (NormalizationLayer)scale.Input.Producer!;
        var (factors, shifts) = (Scale(normalization, scale), Bias(normalization, scale));
        normalization.SetWeight(new WeightTensor("scale", new TensorShape(factors.Length), factors, (scale.Scale ?? normalization.Scale).Origin));
        normalization.SetWeight(new WeightTensor("bias", new TensorShape(shifts.Length), shifts, (scale.Bias ?? normalization.Bias).Origin));
        normalization.Settings = Fusion.Merge(normalization, scale, biasOf: scale);
        normalization.Absorb(scale);
        model.Bypass(scale);
        return true;
    }

    private static double[] Scale(NormalizationLayer normalization, BatchNormalization scale) =>
        [.. normalization.Scale.Values.Zip(Fusion.Along(scale.Scale, normalization.Scale.Shape.Count, 1)!, (a, b) => a * b)];

    private static double[] Bias(NormalizationLayer normalization, BatchNormalization scale)
    {
        var count = normalization.Scale.Shape.Count;
        var (factors, shifts) = (Fusion.Along(scale.Scale, count, 1)!, Fusion.Along(scale.Bias, count, 0)!);
        return [.. Fusion.Along(normalization.Bias, count, 0)!.Select((bias, i) => (bias * factors[i]) + shifts[i])];
    }
}
