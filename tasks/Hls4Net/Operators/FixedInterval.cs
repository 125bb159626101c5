namespace Hls4Net.Operators;

/// <summary>An interval of exact binary numbers: what <see cref="FixedValue"/> is to single numbers.</summary>
/// <param name="Raw">The integers.</param>
/// <param name="Fraction">Their fraction bits.</param>
internal readonly record struct FixedInterval(ValueRange Raw, int Fraction)
{
    public static FixedInterval One { get; } = new(ValueRange.Of(1), 0);

    public static FixedInterval operator +(FixedInterval left, FixedInterval right)
    {
        var fraction = Math.Max(left.Fraction, right.Fraction);
        return new(left.In(fraction) + right.In(fraction), fraction);
    }

    public static FixedInterval operator -(FixedInterval left, FixedInterval right) => left + new FixedInterval(-right.Raw, right.Fraction);

    public static FixedInterval operator *(FixedInterval left, FixedInterval right) => new(left.Raw * right.Raw, left.Fraction + right.Fraction);

    /// <summary>A single number.</summary>
    public static implicit operator FixedInterval(FixedValue value) => new(ValueRange.Of(value.Raw), value.Fraction);

    public FixedInterval Hull(FixedInterval other)
    {
        var fraction = Math.Max(Fraction, other.Fraction);
        return new(In(fraction).Hull(other.In(fraction)), fraction);
    }

    /// <summary>The smallest interval around all of them.</summary>
    public static FixedInterval Hull(IEnumerable<FixedInterval> intervals) => intervals.Aggregate((a, b) => a.Hull(b));

    /// <summary>What a conversion makes of it.</summary>
    public FixedInterval To(FixedType type) => new(Raw.Convert(Fraction, type), type.Fraction);

    /// <summary>The integers with more fraction bits.</summary>
    public ValueRange In(int fraction) => Raw << (fraction - Fraction);

    /// <summary>Whether every number lies within another interval.</summary>
    public bool IsWithin(FixedInterval other)
    {
        var fraction = Math.Max(Fraction, other.Fraction);
        return other.In(fraction).Contains(In(fraction));
    }
}
