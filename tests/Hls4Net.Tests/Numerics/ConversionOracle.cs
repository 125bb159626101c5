using System.Numerics;

namespace Hls4Net.Tests.Numerics;

/// <summary>
/// The conversion tables once more, written from their meaning instead of their formulas: distances between rationals for
/// rounding, strings of bits for wrapping.
/// </summary>
internal static class ConversionOracle
{
    public static BigInteger Convert(BigInteger value, int fraction, FixedType type)
    {
        // number = value·2^−fraction, wanted in units of 2^−F: numerator / denominator units.
        var scale = type.Fraction - fraction;
        var numerator = scale >= 0 ? value * BigInteger.Pow(2, scale) : value;
        var denominator = scale >= 0 ? BigInteger.One : BigInteger.Pow(2, -scale);
        var below = FloorDivide(numerator, denominator);
        var rounded = Round(numerator, denominator, below, type.Rounding);
        return Overflowed(rounded, below, type);
    }

    private static BigInteger Round(BigInteger numerator, BigInteger denominator, BigInteger below, Rounding rounding)
    {
        var above = numerator == below * denominator ? below : below + 1;
        var (down, up) = (numerator - (below * denominator), (above * denominator) - numerator);
        var zeroward = numerator < 0 ? above : below;
        var tie = rounding switch
        {
            Rounding.Round => above,
            Rounding.RoundMinInf => below,
            Rounding.RoundZero => zeroward,
            Rounding.RoundInf => numerator < 0 ? below : above,
            _ => BigInteger.Remainder(below, 2) == 0 ? below : above,
        };
        return rounding switch
        {
            Rounding.Truncate => below,
            Rounding.TruncateZero => zeroward,
            _ => down < up ? below : up < down ? above : tie,
        };
    }

    private static BigInteger Overflowed(BigInteger value, BigInteger floor, FixedType type)
    {
        var high = BigInteger.Pow(2, type.Signed ? type.Width - 1 : type.Width) - 1;
        var low = type.Signed ? -high - 1 : 0;
        var symmetricLow = type.Signed ? -high : 0;
        if (value >= low && value <= high)
        {
            return type.Overflow == Overflow.SaturateSymmetric && value < symmetricLow ? symmetricLow : value;
        }

        return type.Overflow switch
        {
            Overflow.Saturate => value > high ? high : low,
            Overflow.SaturateSymmetric => value > high ? high : symmetricLow,
            Overflow.SaturateZero => 0,
            Overflow.Wrap => ToNumber(Wrap(Bits(value, type.Width), value < 0, type), type.Signed),
            _ => ToNumber(WrapSignMagnitude(Bits(value, type.Width), value < 0, Bits(floor, type.Width + 1)[0], type), true),
        };
    }

    // Strings of bits, the most significant first.
    private static string Wrap(string bits, bool negative, FixedType type)
    {
        var n = type.SaturationBits;
        var rest = bits[n..];
        return (n, type.Signed) switch
        {
            (0, _) => bits,
            (_, false) => new string('1', n) + rest,
            _ => Sign(negative) + new string(Not(Sign(negative)[0]), n - 1) + rest,
        };
    }

    private static string WrapSignMagnitude(string bits, bool negative, char deleted, FixedType type)
    {
        var n = type.SaturationBits;
        var sign = Sign(negative);
        switch (n)
        {
            case 0:
                return deleted == bits[0] ? bits : deleted + Complement(bits)[1..];
            case 1:
                return sign + (bits[0] == sign[0] ? bits : Complement(bits))[1..];
            default:
                var kept = bits[n - 1] == sign[0] ? Complement(bits) : bits;
                return sign + new string(Not(sign[0]), n - 1) + kept[n..];
        }
    }

    private static string Sign(bool negative) => negative ? "1" : "0";

    private static char Not(char bit) => bit == '1' ? '0' : '1';

    private static string Complement(string bits) => string.Concat(bits.Select(Not));

    private static string Bits(BigInteger value, int width) => string.Concat(
        Enumerable.Range(0, width).Select(i => FloorDivide(value, BigInteger.Pow(2, width - 1 - i)) % 2 == 0 ? '0' : '1'));

    private static BigInteger ToNumber(string bits, bool signed)
    {
        var unsigned = bits.Aggregate(BigInteger.Zero, (sum, bit) => (2 * sum) + (bit - '0'));
        return signed && bits[0] == '1' ? unsigned - BigInteger.Pow(2, bits.Length) : unsigned;
    }

    private static BigInteger FloorDivide(BigInteger a, BigInteger b)
    {
        var quotient = BigInteger.DivRem(a, b, out var remainder);
        return remainder < 0 ? quotient - 1 : quotient;
    }
}
