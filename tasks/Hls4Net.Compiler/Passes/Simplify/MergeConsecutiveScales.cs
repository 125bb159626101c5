using Hls4Net.Operators;

namespace Hls4Net.Compiler.Passes;

/// <summary>Two normalisations in a row become one: <c>(x·s₀ + b₀)·s₁ + b₁ = x·(s₀·s₁) + (b₀·s₁ + b₁)</c>.</summary>
public sealed class MergeConsecutiveScales : OptimizerPass
{
    private static readonly string[] Roles = ["scale", "bias"];

    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Roots => [nameof(BatchNormalization)];

    /// <inheritdoc/>
    public override bool Match(Layer node) =>
        node is BatchNormalization second
        && Fusion.OnlyProducer<BatchNormalization>(node) is { } first
        && !Fusion.IsSet(first, "result")
        && Roles.All(role => !Fusion.IsSet(first, role) && !Fusion.IsSet(second, role))
        && Period(first, second) > 0;

    /// <inheritdoc/>
    public override bool Transform(ModelGraph model, Layer node)
    {
        var second = (BatchNormalization)node;
        var first = (BatchNormalization)second.Input.Producer!;
        var length = Period(first, second);
        var (s0, b0) = (Fusion.Along(first.Scale, length, 1)!, Fusion.Along(first.Bias, length, 0)!);
        var (s1, b1) = (Fusion.Along(second.Scale, length, 1)!, Fusion.Along(second.Bias, length, 0)!);
        var shape = new TensorShape(length);
        if ((first.Scale ?? second.Scale) is { } scale)
        {
            first.SetWeight(new WeightTensor("scale", shape, [.. s0.Zip(s1, (x, y) => x * y)], scale.Origin));
        }

        if ((first.Bias ?? second.Bias) is { } bias)
        {
            first.SetWeight(new WeightTensor("bias", shape, [.. b0.Select((b, i) => (b * s1[i]) + b1[i])], bias.Origin));
        }

        first.Settings = Fusion.Merge(first, second);
        first.Absorb(second);
        model.Bypass(second);
        return true;
    }

    /// <summary>The longest of the four operands, where all others repeat within it; 0 where they do not.</summary>
    private static int Period(BatchNormalization first, BatchNormalization second)
    {
        WeightTensor?[] operands = [first.Scale, first.Bias, second.Scale, second.Bias];
        var length = operands.Max(operand => operand?.Values.Count ?? 1);
        return operands.All(operand => length % (operand?.Values.Count ?? 1) == 0) ? length : 0;
    }
}
