using Hls4Net.Operators;

namespace Hls4Net.Compiler.Passes;

/// <summary>
/// What stands right before a quantiser becomes part of it: scales and shifts, rectifiers and clips (tighter limits), and a quantiser
/// whose results the next one leaves as they are.
/// </summary>
public sealed class MergeIntoQuantizer : OptimizerPass
{
    // Steps that meet their own reciprocals again are one, but for the last bit of a product.
    private const double Tolerance = 1e-12;

    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Roots => [nameof(Quantize)];

    /// <inheritdoc/>
    public override bool Match(Layer node) => node is Quantize quantizer && Merged(quantizer) is not null;

    /// <inheritdoc/>
    public override bool Transform(ModelGraph model, Layer node)
    {
        var quantizer = (Quantize)node;
        var (replacement, absorbed) = Merged(quantizer)!.Value;
        replacement.Settings = quantizer.Settings;
        var made = model.Replace(quantizer, replacement);
        made.Absorb(absorbed);
        model.Bypass(absorbed);
        return true;
    }

    private static (Quantize Quantizer, Layer Absorbed)? Merged(Quantize node)
    {
        var before = Above(node);
        if (before is null || Fusion.IsSet(before, "result") || before.Settings.Trace)
        {
            return null;
        }

        return before switch
        {
            BatchNormalization norm when before == node.Input.Producer => WithScale(node, norm) is { } merged ? (merged, before) : null,
            Relu => Limited(node, 0, null) is { } merged ? (merged, before) : null,
            Clip clip => Limited(node, clip.Minimum, clip.Maximum) is { } merged ? (merged, before) : null,
            Quantize first when before == node.Input.Producer && IsOnGrid(node, first) =>
                (new Quantize(node.Name, first.Exponent, first.Low, first.High, first.Rounding, first.Scale, first.Bias), before),
            _ => null,
        };
    }

    /// <summary>The layer before, seen through what only moves or compares values.</summary>
    private static Layer? Above(Quantize node)
    {
        for (Layer reader = node; Fusion.OnlyProducer<Layer>(reader) is { } producer; reader = producer)
        {
            if (producer is not (Reshape or Transpose or Pooling { Operation: PoolingOperation.Max }) || Fusion.IsSet(producer, "result"))
            {
                return producer;
            }
        }

        return null;
    }

    private static Quantize? WithScale(Quantize node, BatchNormalization norm)
    {
        WeightTensor?[] operands = [node.Scale, node.Bias, norm.Scale, norm.Bias];
        var length = operands.Max(operand => operand?.Values.Count ?? 1);
        if (operands.Any(operand => length % (operand?.Values.Count ?? 1) != 0))
        {
            return null;
        }

        var (own, factor) = (Fusion.Along(node.Scale, length, 1)!, Fusion.Along(norm.Scale, length, 1)!);
        var (offset, shift) = (Fusion.Along(node.Bias, length, 0)!, Fusion.Along(norm.Bias, length, 0)!);
        double[] scale = [.. own.Zip(factor, (a, b) => Math.Abs((a * b) - 1) < Tolerance ? 1 : a * b)];
        double[] bias = [.. shift.Select((value, i) => (value * own[i]) + offset[i])];
        return new Quantize(
            node.Name, node.Exponent, node.Low, node.High, node.Rounding,
            Constant("scale", scale, 1, norm.Scale ?? node.Scale), Constant("bias", bias, 0, norm.Bias ?? node.Bias));
    }

    private static WeightTensor? Constant(string role, double[] values, double neutral, WeightTensor? origin)
    {
        if (Array.TrueForAll(values, value => value == neutral))
        {
            return null;
        }

        values = Array.TrueForAll(values, value => value == values[0]) ? values[..1] : values;
        return new WeightTensor(role, new TensorShape(values.Length), values, origin!.Origin);
    }

    /// <summary>A quantiser of values that were limited before: it is monotone, so its results are.</summary>
    private static Quantize? Limited(Quantize node, double? minimum, double? maximum)
    {
        if (Scales.Uniform(node.Scale, 1) is not { } scale || scale <= 0 || Scales.Uniform(node.Bias, 0) is not { } bias)
        {
            return null;
        }

        long? Image(double? value) => value is { } x ? (long)FixedPoint.Round(((x * scale) + bias) * Math.ScaleB(1, -node.Exponent), node.Rounding) : null;
        var (low, high) = (Image(minimum), Image(maximum));
        low = low is { } l && node.Low is { } nl ? Math.Max(l, nl) : low ?? node.Low;
        high = high is { } h && node.High is { } nh ? Math.Min(h, nh) : high ?? node.High;
        return low <= high || low is null || high is null
            ? new Quantize(node.Name, node.Exponent, low, high, node.Rounding, node.Scale, node.Bias) : null;
    }

    /// <summary>Whether a quantiser without scale finds nothing to round in the results of another, and nothing to limit.</summary>
    private static bool IsOnGrid(Quantize node, Quantize first) =>
        node.IsConversion && first.Exponent >= node.Exponent && IsWithin(first.Low, first.Exponent, node) && IsWithin(first.High, first.Exponent, node);

    private static bool IsWithin(long? value, int exponent, Quantize node) => value is { } steps
        ? Math.ScaleB(steps, exponent - node.Exponent) is var own && !(own < node.Low) && !(own > node.High)
        : node.Low is null && node.High is null;
}
