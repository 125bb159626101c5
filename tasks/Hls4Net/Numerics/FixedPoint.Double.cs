using System.Numerics;

namespace Hls4Net;

/// <content>Between doubles and raw integers. A double is an exact binary number; nothing passes through decimal text.</content>
public static partial class FixedPoint
{
    private const int MantissaBits = 52;

    /// <summary>Converts doubles; the type has at most 64 bits.</summary>
    /// <exception cref="ArgumentException">A value is NaN or infinite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The raw integers of the type do not fit <see cref="long"/>.</exception>
    public static long[] Quantize(IReadOnlyList<double> values, FixedType type)
    {
        ArgumentNullException.ThrowIfNull(values);
        var raw = new long[values.Count];
        for (var i = 0; i < raw.Length; i++)
        {
            var (mantissa, fraction) = Decompose(values[i]);
            raw[i] = Convert(mantissa, fraction, type);
        }

        return raw;
    }

    /// <summary>Converts the exact value of a double into <paramref name="type"/> and returns the raw integer.</summary>
    /// <exception cref="ArgumentException">The value is NaN or infinite.</exception>
    public static BigInteger FromDouble(double value, FixedType type)
    {
        var (mantissa, fraction) = Decompose(value);
        return type.FitsInt64 ? Convert(mantissa, fraction, type) : Convert((BigInteger)mantissa, fraction, type);
    }

    /// <summary>The whole number that a rounding makes of a number.</summary>
    public static double Round(double value, Rounding rounding) => rounding switch
    {
        Rounding.RoundConvergent => Math.Round(value, MidpointRounding.ToEven),
        Rounding.Truncate => Math.Floor(value),
        Rounding.TruncateZero => Math.Truncate(value),
        Rounding.RoundInf => Math.Round(value, MidpointRounding.AwayFromZero),
        Rounding.Round => HalfUp(value),
        Rounding.RoundMinInf => -HalfUp(-value),
        _ => Math.CopySign(-HalfUp(-Math.Abs(value)), value),
    };

    /// <summary>Replaces numbers by what is left of them in a type.</summary>
    internal static void Round(Span<double> values, FixedType type)
    {
        var saturates = type.Overflow is Overflow.Saturate or Overflow.SaturateSymmetric && type.Width <= MantissaBits && Math.Abs(type.Fraction) < 512;
        var (scale, step, range) = (Math.ScaleB(1, type.Fraction), type.Step, type.ReachableRange);
        var (low, high) = ((double)range.Min, (double)range.Max);
        for (var i = 0; i < values.Length; i++)
        {
            // No zero has a sign here.
            values[i] = saturates && Math.Abs(values[i]) < 1e100 ? (Math.Clamp(Round(values[i] * scale, type.Rounding), low, high) * step) + 0.0
                : ToDouble(FromDouble(values[i], type), type.Fraction);
        }
    }

    /// <summary>To nearest, ties upward; <c>value + 0.5</c> itself would round.</summary>
    private static double HalfUp(double value)
    {
        var floor = Math.Floor(value);
        return value - floor >= 0.5 ? floor + 1 : floor;
    }

    /// <summary>The double nearest to <c>raw · 2^−fraction</c>, ties to even; exact up to 53 significant bits.</summary>
    public static double ToDouble(BigInteger raw, int fraction)
    {
        var excess = (int)BigInteger.Abs(raw).GetBitLength() - MantissaBits - 1;
        if (excess <= 0)
        {
            return Math.ScaleB((double)(long)raw, -fraction);
        }

        var nearest = Quantise(raw, excess, new FixedType(64, 64, true, Rounding.RoundConvergent));
        return Math.ScaleB((double)(long)nearest, excess - fraction);
    }

    /// <summary>As <see cref="ToDouble(BigInteger, int)"/>, for 64 bits.</summary>
    public static double ToDouble(long raw, int fraction) => Math.ScaleB((double)raw, -fraction);

    /// <summary>Splits a finite double into an integer of at most 53 bits and its fraction bits: <c>value = mantissa · 2^−fraction</c>.</summary>
    /// <exception cref="ArgumentException">The value is NaN or infinite.</exception>
    public static (long Mantissa, int Fraction) Decompose(double value)
    {
        if (!double.IsFinite(value))
        {
            throw new ArgumentException("NaN and infinity have no fixed-point value.", nameof(value));
        }

        var bits = BitConverter.DoubleToInt64Bits(value);
        var exponent = (int)(bits >> MantissaBits) & 0x7FF;
        var mantissa = bits & ((1L << MantissaBits) - 1);
        if (exponent == 0)
        {
            exponent = 1;
        }
        else
        {
            mantissa |= 1L << MantissaBits;
        }

        return (bits < 0 ? -mantissa : mantissa, 1023 + MantissaBits - exponent);
    }
}
