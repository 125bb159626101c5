using Hls4Net.Operators;

namespace Hls4Net.Compiler.Passes;

/// <summary>
/// A clip or rectifier behind a quantiser whose bounds are among its results (the clip of a QCDQ export, the saturation of an
/// integerised one) becomes its limits.
/// </summary>
public sealed class LimitQuantizer : OptimizerPass
{
    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Roots => [nameof(Clip), nameof(Relu)];

    /// <inheritdoc/>
    public override bool Match(Layer node) => Limited(node) is not null;

    /// <inheritdoc/>
    public override bool Transform(ModelGraph model, Layer node)
    {
        var (quantizer, limited) = Limited(node)!.Value;
        limited.Settings = quantizer.Settings;
        model.Replace(quantizer, limited).Absorb(node);
        model.Bypass(node);
        return true;
    }

    private static (Quantize Quantizer, Quantize Limited)? Limited(Layer node)
    {
        // A scale in between is that of the numbers which the integers stand for.
        var (reader, scale, bias) = (node, 1.0, 0.0);
        if (Fusion.OnlyProducer<BatchNormalization>(node) is { } norm)
        {
            if (Scales.Uniform(norm.Scale, 1) is not { } factor || Scales.Uniform(norm.Bias, 0) is not { } shift || factor <= 0 || Fusion.IsSet(norm, "result"))
            {
                return null;
            }

            (reader, scale, bias) = (norm, factor, shift);
        }

        var (minimum, maximum) = node is Clip clip ? (clip.Minimum, clip.Maximum) : (0, null);
        if (Fusion.OnlyProducer<Quantize>(reader) is not { } quantizer || Fusion.IsSet(quantizer, "result") || Fusion.IsSet(node, "result") || quantizer.Settings.Trace
            || !Steps(minimum, out var low) || !Steps(maximum, out var high))
        {
            return null;
        }

        low = low is { } l && quantizer.Low is { } ownLow ? Math.Max(l, ownLow) : low ?? quantizer.Low;
        high = high is { } h && quantizer.High is { } ownHigh ? Math.Min(h, ownHigh) : high ?? quantizer.High;
        return low > high ? null
            : (quantizer, new Quantize(quantizer.Name, quantizer.Exponent, low, high, quantizer.Rounding, quantizer.Scale, quantizer.Bias));

        bool Steps(double? bound, out long? steps)
        {
            var exact = bound is { } value ? Math.ScaleB((value - bias) / scale, -quantizer.Exponent) : 0;
            steps = bound is null ? null : (long)Math.Round(exact);
            return Math.Abs(exact - Math.Round(exact)) < 1e-6 && Math.Abs(exact) < 1L << 52;
        }
    }
}
