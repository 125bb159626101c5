using System.Numerics;

namespace Hls4Net.Operators;

/// <summary>
/// The integers by which a quantiser multiplies and what it adds. For every candidate width of the factors the offsets that give the
/// trained result on both sides of every step form an interval; the first width at which none is empty is taken, with the
/// offsets of fewest bits. So equality is proven for every value that can arrive, and the rounding costs nothing: it is in the offset.
/// </summary>
internal static class QuantizeConstants
{
    private const int MostFactorBits = 56;

    /// <summary>Elements after which scale and bias repeat together.</summary>
    public static int PeriodOf(Quantize layer) => CommonPeriod.Of(layer.Scale?.Shape.Count ?? 1, layer.Bias?.Shape.Count ?? 1);

    /// <summary>Gives scale and bias their types and integers.</summary>
    public static void Fit(Quantize layer)
    {
        var period = PeriodOf(layer);
        double[] scales = [.. Enumerable.Range(0, period).Select(i => layer.Scale?.TrainedOf(i) ?? 1)];
        double[] biases = [.. Enumerable.Range(0, period).Select(i => layer.Bias?.TrainedOf(i) ?? 0)];
        var origin = (layer.Scale ?? layer.Bias)!.Origin;
        layer.SetWeight(new WeightTensor("scale", new TensorShape(period), scales, origin));
        layer.SetWeight(new WeightTensor("bias", new TensorShape(period), biases, layer.Bias?.Origin ?? origin));

        var ranges = RepeatedRange.PerChannel(layer.Input.Range, period);
        var inputFraction = layer.Input.Type.Fraction;
        QuantizeSteps[] staircases =
        [
            .. ranges.Select((range, i) => new QuantizeSteps(
                layer, range, FixedValue.Of(scales[i]).ScaleByPowerOfTwo(-inputFraction - layer.Exponent), FixedValue.Of(biases[i]).ScaleByPowerOfTwo(-layer.Exponent))),
        ];

        // A floor needs no hardware; where its steps are all alike but the trained ones are not (around zero), the trained rounding does.
        var isListed = staircases.Sum(steps => (double)(steps.Values.Max - steps.Values.Min)) <= QuantizeSteps.Most;
        foreach (var rounding in isListed ? new[] { Rounding.Truncate, layer.Rounding } : [])
        {
            if (Prove(layer, scales, staircases, rounding))
            {
                (layer.IsProven, layer.HardwareRounding) = (true, rounding);
                return;
            }
        }

        (layer.IsProven, layer.HardwareRounding) = (false, layer.Rounding);
        Approximate(layer, scales, biases, ranges);
    }

    private static bool Prove(Quantize layer, double[] scales, QuantizeSteps[] staircases, Rounding rounding)
    {
        var bounds = Array.ConvertAll(staircases, steps => new QuantizeBounds(layer, steps, rounding));
        var largest = scales.Max(Math.Abs);
        var first = (largest == 0 ? 0 : -(int)Math.Ceiling(Math.Log2(largest))) + 1;
        var inputFraction = layer.Input.Type.Fraction;
        var (hardest, offsets) = (0, new (Int128 Low, Int128 High)[bounds.Length]);
        for (var fraction = Math.Max(first, 1 - layer.Exponent - inputFraction); fraction < first + MostFactorBits; fraction++)
        {
            var factors = Array.ConvertAll(scales, scale => RoundedTo(scale, fraction));
            var fits = true;
            for (var k = 0; k < bounds.Length && fits; k++)
            {
                var i = (hardest + k) % bounds.Length;
                if (!bounds[i].Offsets(factors[i], fraction + inputFraction, out offsets[i]))
                {
                    (fits, hardest) = (false, i);
                }
            }

            if (fits)
            {
                return Set(layer.Scale!, Array.ConvertAll(factors, factor => (BigInteger)factor), fraction) && Set(layer.Bias!, Shortest(offsets), fraction + inputFraction);
            }
        }

        return false;
    }

    /// <summary>Where no proof is possible (too many steps): factors whose error stays below a hundredth of a step, the nearest offsets.</summary>
    private static void Approximate(Quantize layer, double[] scales, double[] biases, IReadOnlyList<ValueRange> ranges)
    {
        const int guard = 7, widest = 60;
        var magnitude = ValueRange.Hull(ranges).SignedBits - layer.Input.Type.Fraction;
        var fraction = Math.Min(magnitude + guard - layer.Exponent, widest - Integers(scales));
        Set(layer.Scale!, Array.ConvertAll(scales, scale => (BigInteger)RoundedTo(scale, fraction)), fraction);
        fraction = Math.Min(guard - layer.Exponent, widest - Integers(biases));
        Set(layer.Bias!, Array.ConvertAll(biases, bias => (BigInteger)RoundedTo(bias, fraction)), fraction);

        static int Integers(double[] values) => values.Max(Math.Abs) is var largest and > 0 ? (int)Math.Ceiling(Math.Log2(largest)) : 0;
    }

    private static Int128 RoundedTo(double value, int fraction)
    {
        var exact = FixedValue.Of(value);
        return (Int128)FixedPoint.Quantise(exact.Raw, exact.Fraction, new FixedType(1, 1 - fraction, Rounding: Rounding.Round));
    }

    /// <summary>One number of each interval, all multiples of the largest power of two that each has a multiple of.</summary>
    private static BigInteger[] Shortest((Int128 Low, Int128 High)[] offsets)
    {
        var shift = 100;
        foreach (var (low, high) in offsets)
        {
            while (shift > 0 && Multiple(low, shift) > high)
            {
                shift--;
            }
        }

        return Array.ConvertAll(offsets, offset => (BigInteger)Multiple(offset.Low, shift));
    }

    private static Int128 Multiple(Int128 atLeast, int shift) => -((-atLeast) >> shift) << shift;

    /// <summary>The integers in the narrowest type that holds them all; false where constants are not that wide.</summary>
    private static bool Set(WeightTensor weight, BigInteger[] raw, int fraction)
    {
        var zeros = raw.Where(value => !value.IsZero).Select(value => (int)BigInteger.TrailingZeroCount(value)).DefaultIfEmpty(0).Min();
        var shifted = Array.ConvertAll(raw, value => value >> zeros);
        var type = ValueRange.Hull(shifted.Select(ValueRange.Of)).ToType(fraction - zeros);
        if (!type.FitsInt64)
        {
            return false;
        }

        weight.SetRaw(type, Array.ConvertAll(shifted, value => (long)value));
        return true;
    }
}
