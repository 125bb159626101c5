using System.Numerics;

namespace Hls4Net;

/// <summary>
/// An exact binary number <c>Raw · 2^−Fraction</c>. Sums, differences and products are exact, as the results of AP and AC
/// operators are; only <see cref="To"/> and the divisions lose bits. The language of every layer's exact evaluation.
/// </summary>
/// <param name="Raw">The integer.</param>
/// <param name="Fraction">Fraction bits; may be negative.</param>
public readonly record struct FixedValue(BigInteger Raw, int Fraction) : IComparable<FixedValue>
{
    /// <summary>Zero.</summary>
    public static FixedValue Zero => default;

    /// <summary>One.</summary>
    public static FixedValue One => new(BigInteger.One, 0);

    /// <summary>−1, 0 or 1.</summary>
    public int Sign => Raw.Sign;

    /// <summary>What a raw integer of <paramref name="type"/> denotes.</summary>
    public static FixedValue Of(BigInteger raw, FixedType type) => new(raw, type.Fraction);

    /// <summary>The exact value of a double.</summary>
    /// <exception cref="ArgumentException">The value is NaN or infinite.</exception>
    public static FixedValue Of(double value)
    {
        var (mantissa, fraction) = FixedPoint.Decompose(value);
        return new(mantissa, fraction);
    }

    /// <summary>Exact sum.</summary>
    public static FixedValue operator +(FixedValue left, FixedValue right)
    {
        var fraction = Math.Max(left.Fraction, right.Fraction);
        return new(left.AlignedTo(fraction) + right.AlignedTo(fraction), fraction);
    }

    /// <summary>Exact difference.</summary>
    public static FixedValue operator -(FixedValue left, FixedValue right) => left + -right;

    /// <summary>Exact opposite.</summary>
    public static FixedValue operator -(FixedValue value) => new(-value.Raw, value.Fraction);

    /// <summary>Exact product.</summary>
    public static FixedValue operator *(FixedValue left, FixedValue right) =>
        new(left.Raw * right.Raw, left.Fraction + right.Fraction);

    /// <summary>
    /// Quotient as the AP and AC types define it: truncated toward zero at the dividend's fraction bits
    /// (more where the divisor has negative ones).
    /// </summary>
    /// <exception cref="DivideByZeroException">The divisor is zero.</exception>
    public static FixedValue operator /(FixedValue left, FixedValue right)
    {
        var shift = Math.Max(right.Fraction, 0);
        return new(BigInteger.Divide(left.Raw << shift, right.Raw), left.Fraction + shift - right.Fraction);
    }

    /// <summary>Exact comparison.</summary>
    public static bool operator <(FixedValue left, FixedValue right) => left.CompareTo(right) < 0;

    /// <summary>Exact comparison.</summary>
    public static bool operator >(FixedValue left, FixedValue right) => left.CompareTo(right) > 0;

    /// <summary>Exact comparison.</summary>
    public static bool operator <=(FixedValue left, FixedValue right) => left.CompareTo(right) <= 0;

    /// <summary>Exact comparison.</summary>
    public static bool operator >=(FixedValue left, FixedValue right) => left.CompareTo(right) >= 0;

    /// <summary>The larger of two.</summary>
    public static FixedValue Max(FixedValue left, FixedValue right) => left >= right ? left : right;

    /// <summary>The smaller of two.</summary>
    public static FixedValue Min(FixedValue left, FixedValue right) => left <= right ? left : right;

    /// <summary>Converted into a type with its rounding and overflow; <see cref="Raw"/> is then a raw integer of that type.</summary>
    public FixedValue To(FixedType type) => new(FixedPoint.Convert(Raw, Fraction, type), type.Fraction);

    /// <summary>Times <c>2^exponent</c>, exact.</summary>
    public FixedValue ScaleByPowerOfTwo(int exponent) => new(Raw, Fraction - exponent);

    /// <summary>The largest integer not above it.</summary>
    public BigInteger Floor() => Fraction <= 0 ? Raw << -Fraction : Raw >> Fraction;

    /// <summary>The integer part: rounded toward zero.</summary>
    public BigInteger Truncate() => Raw.Sign < 0 ? -(-this).Floor() : Floor();

    /// <summary>The nearest double, ties to even.</summary>
    public double ToDouble() => FixedPoint.ToDouble(Raw, Fraction);

    /// <inheritdoc/>
    public int CompareTo(FixedValue other)
    {
        var fraction = Math.Max(Fraction, other.Fraction);
        return AlignedTo(fraction).CompareTo(other.AlignedTo(fraction));
    }

    /// <summary>Equality of the numbers, whatever their fraction bits.</summary>
    public bool Equals(FixedValue other) => CompareTo(other) == 0;

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        // Equal numbers have equal odd parts and exponents.
        if (Raw.IsZero)
        {
            return 0;
        }

        var zeros = (int)BigInteger.TrailingZeroCount(Raw);
        return HashCode.Combine(Raw >> zeros, Fraction - zeros);
    }

    private BigInteger AlignedTo(int fraction) => Raw << (fraction - Fraction);
}
