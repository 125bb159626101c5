using System.Numerics;

namespace Hls4Net;

/// <summary>
/// Conversions between numbers and raw integers, exact at every width: first quantise to the target's fraction bits
/// (rounding), then bring the integer into the target's range (overflow).
/// </summary>
public static partial class FixedPoint
{
    /// <summary>Converts <c>value · 2^−fraction</c> into <paramref name="type"/> and returns the raw integer.</summary>
    public static BigInteger Convert(BigInteger value, int fraction, FixedType type)
    {
        var quantised = Quantise(value, fraction, type, out var floor);
        return Fit(quantised, floor, type);
    }

    /// <summary>The integer nearest to <c>value · 2^(type.Fraction − fraction)</c> by the type's rounding, before any overflow.</summary>
    /// <param name="value">The number's raw integer.</param>
    /// <param name="fraction">Its fraction bits.</param>
    /// <param name="type">Gives the fraction bits wanted and the rounding.</param>
    public static BigInteger Quantise(BigInteger value, int fraction, FixedType type) => Quantise(value, fraction, type, out _);

    private static BigInteger Quantise(BigInteger value, int fraction, FixedType type, out BigInteger floor)
    {
        var dropped = fraction - type.Fraction;
        if (dropped <= 0)
        {
            return floor = value << -dropped;
        }

        floor = value >> dropped;
        var remainder = value - (floor << dropped);
        var toHalf = remainder.CompareTo(BigInteger.One << (dropped - 1));
        return RoundsUp(type.Rounding, toHalf, value.Sign < 0, remainder.IsZero, floor.IsEven) ? floor + 1 : floor;
    }

    /// <summary>Whether a rounding takes the integer above the floor.</summary>
    /// <param name="rounding">The mode.</param>
    /// <param name="toHalf">Sign of (dropped part − one half).</param>
    /// <param name="negative">Whether the number is negative.</param>
    /// <param name="exact">Whether nothing is dropped.</param>
    /// <param name="even">Whether the floor is even.</param>
    private static bool RoundsUp(Rounding rounding, int toHalf, bool negative, bool exact, bool even) => rounding switch
    {
        Rounding.Truncate => false,
        Rounding.Round => toHalf >= 0,
        Rounding.RoundZero => toHalf > 0 || (toHalf == 0 && negative),
        Rounding.RoundMinInf => toHalf > 0,
        Rounding.RoundInf => toHalf > 0 || (toHalf == 0 && !negative),
        Rounding.RoundConvergent => toHalf > 0 || (toHalf == 0 && !even),
        Rounding.TruncateZero => negative && !exact,
        _ => throw new ArgumentOutOfRangeException(nameof(rounding), rounding, null),
    };

    /// <summary>The overflow step.</summary>
    /// <param name="value">The quantised integer.</param>
    /// <param name="floor">The same before rounding: sign-magnitude wrap looks at it.</param>
    /// <param name="type">Gives range and mode.</param>
    private static BigInteger Fit(BigInteger value, BigInteger floor, FixedType type)
    {
        var (low, high) = (type.MinRaw, type.MaxRaw);
        if (low <= value && value <= high)
        {
            // The symmetric range has no room for the most negative integer, although it fits.
            return type is { Overflow: Overflow.SaturateSymmetric, Signed: true } && value == low ? -high : value;
        }

        var over = value > high;
        return type.Overflow switch
        {
            Overflow.Saturate => over ? high : low,
            Overflow.SaturateZero => BigInteger.Zero,
            Overflow.SaturateSymmetric => over ? high : type.Signed ? -high : BigInteger.Zero,
            Overflow.Wrap when type.SaturationBits == 0 => FromBits(value & Ones(type.Width), type),
            Overflow.Wrap => FromBits(WrapSaturating(value, type), type),
            Overflow.WrapSignMagnitude => FromBits(WrapSignMagnitude(value, floor, type), type),
            _ => throw new ArgumentOutOfRangeException(nameof(type), type.Overflow, null),
        };
    }

    /// <summary><c>AP_WRAP</c> with N ≥ 1: the top N bits saturate, the rest wraps.</summary>
    private static BigInteger WrapSaturating(BigInteger value, FixedType type)
    {
        var (width, n) = (type.Width, type.SaturationBits);
        var bits = value & Ones(width);
        if (!type.Signed)
        {
            return bits | (Ones(n) << (width - n));
        }

        return ForceTop(bits, value.Sign < 0, width, n);
    }

    /// <summary><c>AP_WRAP_SM</c>; signed only.</summary>
    private static BigInteger WrapSignMagnitude(BigInteger value, BigInteger floor, FixedType type)
    {
        var (width, n) = (type.Width, type.SaturationBits);
        var bits = value & Ones(width);
        if (n == 0)
        {
            var carry = IsSet(floor, width);
            return IsSet(bits, width - 1) == carry ? bits : SetSign(bits ^ Ones(width), carry, width);
        }

        var negative = value.Sign < 0;
        var complement = n == 1 ? IsSet(bits, width - 1) != negative : IsSet(bits, width - n) == negative;
        return ForceTop(complement ? bits ^ Ones(width) : bits, negative, width, n);
    }

    /// <summary>Sets the sign bit and makes the <c>n − 1</c> bits below it its opposite.</summary>
    private static BigInteger ForceTop(BigInteger bits, bool negative, int width, int n)
    {
        var top = Ones(n - 1) << (width - n);
        return SetSign(negative ? bits & ~top : bits | top, negative, width);
    }

    private static BigInteger SetSign(BigInteger bits, bool negative, int width) =>
        negative ? bits | (BigInteger.One << (width - 1)) : bits & Ones(width - 1);

    private static bool IsSet(BigInteger bits, int index) => !((bits >> index) & 1).IsZero;

    private static BigInteger Ones(int count) => (BigInteger.One << count) - 1;

    private static BigInteger FromBits(BigInteger bits, FixedType type) =>
        type.Signed && IsSet(bits, type.Width - 1) ? bits - (BigInteger.One << type.Width) : bits;
}
