using System.Numerics;

namespace Hls4Net;

/// <summary>The rules by which <c>auto</c> becomes a type.</summary>
public static class TypeFit
{
    /// <summary>
    /// The type of at most <paramref name="width"/> bits for values within an interval: fewest integer bits that hold both ends
    /// after rounding, then as many fraction bits as the width leaves and the values have. Never-negative values drop the sign
    /// bit: they get the unsigned half of a signed type of that width.
    /// </summary>
    /// <param name="values">The interval, in units of <c>2^−fraction</c>.</param>
    /// <param name="fraction">Fraction bits that hold every value exactly.</param>
    /// <param name="width">Total bits of a signed type.</param>
    /// <param name="fractionLimit">Most fraction bits worth having.</param>
    public static FixedType ToWidth(ValueRange values, int fraction, int width, int fractionLimit = int.MaxValue)
    {
        if (values == ValueRange.Zero)
        {
            return new FixedType(1, 1, Signed: false);
        }

        var exact = values.ToType(fraction);
        var bits = Math.Max(1, exact.Signed ? width : width - 1);
        var limit = Math.Min(fraction, fractionLimit);
        for (var integer = Math.Max(exact.Integer, 1 - limit); ; integer++)
        {
            var kept = Math.Min(bits - integer, limit);
            var type = new FixedType(
                integer + kept, integer, exact.Signed, kept < fraction ? Rounding.Round : Rounding.Truncate);
            if (!values.Overflows(fraction, type))
            {
                return type;
            }
        }
    }

    /// <summary>
    /// What samples say about a proven type: where the proof leaves fraction bits out for values that no sample comes near
    /// (intervals grow from layer to layer, as if every input were at its worst at once), a type for twice the range of the
    /// samples that saturates beyond; else the proven type.
    /// </summary>
    /// <param name="proven">The type that holds every value.</param>
    /// <param name="values">The proven interval, in units of <c>2^−fraction</c>.</param>
    /// <param name="fraction">Fraction bits that hold every value exactly.</param>
    /// <param name="observed">Smallest and largest value of the samples.</param>
    /// <param name="width">Total bits of a signed type.</param>
    public static FixedType ToSamples(FixedType proven, ValueRange values, int fraction, (double Min, double Max) observed, int width)
    {
        if (proven.Fraction >= fraction)
        {
            return proven;
        }

        var reached = new ValueRange(
            BigInteger.Max(values.Min, FixedValue.Of(2 * observed.Min).ScaleByPowerOfTwo(fraction).Floor()),
            BigInteger.Min(values.Max, FixedValue.Of(2 * observed.Max).ScaleByPowerOfTwo(fraction).Floor()));
        if (reached.Min > reached.Max)
        {
            return proven;
        }

        var type = ToWidth(reached.Hull(ValueRange.Zero), fraction, width);
        return type.Fraction > proven.Fraction ? type with { Overflow = Overflow.Saturate } : proven;
    }

    /// <summary>The type of constants: as <see cref="ToWidth"/>, from the values themselves.</summary>
    public static FixedType OfConstants(IReadOnlyList<double> values, int width, int fractionLimit = int.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(values);
        var (low, high, fraction) = (0.0, 0.0, int.MinValue);
        for (var i = 0; i < values.Count; i++)
        {
            var value = values[i];
            (low, high) = i == 0 ? (value, value) : (Math.Min(low, value), Math.Max(high, value));
            if (value != 0)
            {
                var (mantissa, places) = FixedPoint.Decompose(value);
                fraction = Math.Max(fraction, places - (int)long.TrailingZeroCount(mantissa));
            }
        }

        if (fraction == int.MinValue)
        {
            return new FixedType(1, 1, Signed: false);
        }

        return ToWidth(new ValueRange(RawOf(low, fraction), RawOf(high, fraction)), fraction, width, fractionLimit);
    }

    /// <summary>A type of constants of which only the ends are known: every fraction bit that the width leaves is used.</summary>
    public static FixedType Spanning(double low, double high, int width)
    {
        var type = OfConstants([low, high], width);
        return low == 0 && high == 0 ? type
            : type with { Width = type.Signed ? width : Math.Max(1, width - 1), Rounding = Rounding.Round };
    }

    private static BigInteger RawOf(double value, int fraction)
    {
        var (mantissa, places) = FixedPoint.Decompose(value);
        return fraction >= places
            ? (BigInteger)mantissa << (fraction - places)
            : mantissa >> Math.Min(places - fraction, 63);
    }
}
