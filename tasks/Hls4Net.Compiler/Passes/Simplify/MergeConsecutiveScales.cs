using Hls4Net.Operators;

namespace Hls4Net.Compiler.Passes;

/// <summary>Two normalisations in a row become one: <c>(x·s₀ + b₀)·s₁ + b₁ = x·(s₀·s₁) + (b₀·s₁ + b₁)</c>.</summary>
public sealed class MergeConsecutiveScales : OptimizerPass
{
    // A factor that meets its own reciprocal leaves one, but for the last bit of the product.
    private const double Reciprocal = 1e-12;

    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Roots => [nameof(BatchNormalization)];

    /// <inheritdoc/>
    public override bool Match(Layer node) =>
        node is BatchNormalization second
        && Fusion.OnlyProducer<BatchNormalization>(node) is { } first
        && !Fusion.IsSet(first, "result")
        && !Fusion.IsSet(second, "scale") && !Fusion.IsSet(second, "bias")
        && Period(first, second) > 0
        && Fusion.MayBecome(first, "scale", () => Scale(first, second))
        && Fusion.MayBecome(first, "bias", () => Bias(first, second));

    /// <inheritdoc/>
    public override bool Transform(ModelGraph model, Layer node)
    {
        var second = (BatchNormalization)node;
        var first = (BatchNormalization)second.Input.Producer!;
        var (factors, shifts) = (Scale(first, second), Bias(first, second));
        if ((first.Scale ?? second.Scale) is { } scale)
        {
            first.SetWeight(new WeightTensor("scale", new TensorShape(factors.Length), factors, scale.Origin));
        }

        if (Array.TrueForAll(shifts, shift => shift == 0))
        {
            first.RemoveWeight("bias");
        }
        else if ((first.Bias ?? second.Bias) is { } bias)
        {
            first.SetWeight(new WeightTensor("bias", new TensorShape(shifts.Length), shifts, bias.Origin));
        }

        first.Settings = Fusion.Merge(first, second);
        first.Absorb(second);
        model.Bypass(second);
        return true;
    }

    private static double[] Scale(BatchNormalization first, BatchNormalization second)
    {
        var length = Period(first, second);
        return [.. Fusion.Along(first.Scale, length, 1)!.Zip(Fusion.Along(second.Scale, length, 1)!, (a, b) => Math.Abs((a * b) - 1) < Reciprocal ? 1 : a * b)];
    }

    private static double[] Bias(BatchNormalization first, BatchNormalization second)
    {
        var length = Period(first, second);
        var (shift, scale) = (Fusion.Along(first.Bias, length, 0)!, Fusion.Along(second.Scale, length, 1)!);
        return [.. Fusion.Along(second.Bias, length, 0)!.Select((bias, i) => (shift[i] * scale[i]) + bias)];
    }

    /// <summary>The longest of the four operands, where all others repeat within it; 0 where they do not.</summary>
    private static int Period(BatchNormalization first, BatchNormalization second)
    {
        WeightTensor?[] operands = [first.Scale, first.Bias, second.Scale, second.Bias];
        var length = operands.Max(operand => operand?.Values.Count ?? 1);
        return operands.All(operand => length % (operand?.Values.Count ?? 1) == 0) ? length : 0;
    }
}
