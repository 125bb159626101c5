using System.Numerics;

namespace Hls4Net;

/// <summary>
/// Closed interval of raw integers that an element of a tensor can take; units of the tensor's type (or of a fraction that
/// the context gives). Arithmetic is interval arithmetic: the result holds every value that operands within can make.
/// </summary>
/// <param name="Min">Smallest possible raw integer.</param>
/// <param name="Max">Largest possible raw integer.</param>
public readonly record struct ValueRange(BigInteger Min, BigInteger Max)
{
    /// <summary>Only zero.</summary>
    public static ValueRange Zero => default;

    /// <summary>Everything that <paramref name="type"/> can hold.</summary>
    public static ValueRange Of(FixedType type) => new(type.MinRaw, type.MaxRaw);

    /// <summary>A single value.</summary>
    public static ValueRange Of(BigInteger value) => new(value, value);

    /// <summary>The smallest interval around all of <paramref name="ranges"/>.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public static ValueRange Hull(IEnumerable<ValueRange> ranges) =>
        (ranges is RepeatedRange repeated ? repeated.Pattern : ranges).Aggregate((a, b) => a.Hull(b));

    /// <summary>Some of a list's intervals.</summary>
    internal static ValueRange[] Slice(IReadOnlyList<ValueRange> ranges, int start, int count)
    {
        var slice = new ValueRange[count];
        for (var i = 0; i < count; i++)
        {
            slice[i] = ranges[start + i];
        }

        return slice;
    }

    /// <summary>Sums.</summary>
    public static ValueRange operator +(ValueRange left, ValueRange right) => new(left.Min + right.Min, left.Max + right.Max);

    /// <summary>Differences.</summary>
    public static ValueRange operator -(ValueRange left, ValueRange right) => new(left.Min - right.Max, left.Max - right.Min);

    /// <summary>Opposites.</summary>
    public static ValueRange operator -(ValueRange value) => new(-value.Max, -value.Min);

    /// <summary>Products.</summary>
    public static ValueRange operator *(ValueRange left, ValueRange right) => (left * right.Min).Hull(left * right.Max);

    /// <summary>Products with a constant.</summary>
    public static ValueRange operator *(ValueRange range, BigInteger factor) => factor.Sign < 0
        ? new(range.Max * factor, range.Min * factor)
        : new(range.Min * factor, range.Max * factor);

    /// <summary>The same numbers in units <c>2^bits</c> times finer.</summary>
    public static ValueRange operator <<(ValueRange range, int bits) => new(range.Min << bits, range.Max << bits);

    /// <summary>The smallest interval around both.</summary>
    public ValueRange Hull(ValueRange other) => new(BigInteger.Min(Min, other.Min), BigInteger.Max(Max, other.Max));

    /// <summary>What a lower bound leaves of it; values below it become the bound.</summary>
    public ValueRange AtLeast(BigInteger bound) => new(BigInteger.Max(Min, bound), BigInteger.Max(Max, bound));

    /// <summary>What an upper bound leaves of it; values above it become the bound.</summary>
    public ValueRange AtMost(BigInteger bound) => new(BigInteger.Min(Min, bound), BigInteger.Min(Max, bound));

    /// <summary>Whether a value lies within.</summary>
    public bool Contains(BigInteger value) => Min <= value && value <= Max;

    /// <summary>Whether another interval lies within.</summary>
    public bool Contains(ValueRange other) => Min <= other.Min && other.Max <= Max;

    /// <summary>Every value that its elements, read with <paramref name="fraction"/> fraction bits, can take in <paramref name="type"/>.</summary>
    /// <returns>Raw units of <paramref name="type"/>; the whole range of the type where a value overflows without saturating.</returns>
    public ValueRange Convert(int fraction, FixedType type)
    {
        // Quantising is monotone; so are the saturations to an end.
        var quantised = new ValueRange(
            FixedPoint.Quantise(Min, fraction, type), FixedPoint.Quantise(Max, fraction, type));
        var saturates = type.Overflow is Overflow.Saturate or Overflow.SaturateSymmetric;
        return saturates || Of(type).Contains(quantised)
            ? new(FixedPoint.Convert(Min, fraction, type), FixedPoint.Convert(Max, fraction, type))
            : Of(type);
    }

    /// <summary>Whether a conversion into <paramref name="type"/> can meet a value outside the type's range.</summary>
    public bool Overflows(int fraction, FixedType type) => !Of(type).Contains(new ValueRange(
        FixedPoint.Quantise(Min, fraction, type), FixedPoint.Quantise(Max, fraction, type)));

    /// <summary>Fewest bits of an integer that holds the interval: two's complement when it has negative values, else unsigned; at least 1.</summary>
    public int Bits => Min.Sign < 0 ? SignedBits : (int)Math.Max(1, Max.GetBitLength());

    /// <summary>Fewest bits of a two's complement integer that holds the interval.</summary>
    public int SignedBits => 1 + (int)Math.Max(MagnitudeBits(Min), MagnitudeBits(Max));

    /// <summary>The narrowest type with <paramref name="fraction"/> fraction bits that holds the interval, given in those units.</summary>
    /// <param name="fraction">Fraction bits of the interval and of the type.</param>
    /// <param name="signed">Whether the type must be signed although no value is negative.</param>
    public FixedType ToType(int fraction, bool signed = false)
    {
        var isSigned = signed || Min.Sign < 0;
        var width = isSigned ? SignedBits : Bits;
        return new FixedType(width, width - fraction, isSigned);
    }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"[{Min},{Max}]");

    // GetBitLength is minimal two's complement without the sign bit: −8 and 7 both need 3.
    private static long MagnitudeBits(BigInteger value) => value.GetBitLength();
}
