using System.Numerics;

namespace Hls4Net.Emulation;

/// <summary>What the overflow step of a conversion has to do for a proven interval.</summary>
internal enum OverflowStep
{
    None,
    Clamp,
    Zero,
    Wrap,
    WrapSaturating,
    WrapSignMagnitude,
}

/// <summary>The constants of a <see cref="VectorQuantizer{T}"/>, independent of its lane.</summary>
internal readonly struct QuantizerPlan
{
    public QuantizerPlan(ValueRange range, int fraction, FixedType type)
    {
        Append = Math.Max(0, type.Fraction - fraction);
        Drop = Math.Min(Math.Max(0, fraction - type.Fraction), HarmlessDrop(range, type.Rounding));
        var half = Drop == 0 ? BigInteger.Zero : BigInteger.One << (Drop - 1);
        (Add, Mask, LooksAtSign) = Drop == 0 ? (0, 0, false) : type.Rounding switch
        {
            Rounding.Truncate => (BigInteger.Zero, BigInteger.Zero, false),
            Rounding.Round => (half, BigInteger.Zero, false),
            Rounding.RoundMinInf => (half - 1, BigInteger.Zero, false),
            Rounding.RoundZero => (half - 1, BigInteger.One, true),
            Rounding.RoundInf => (half, BigInteger.MinusOne, true),
            Rounding.RoundConvergent => (half - 1, BigInteger.One, false),
            Rounding.TruncateZero => (BigInteger.Zero, (half << 1) - 1, true),
            _ => throw new ArgumentOutOfRangeException(nameof(type), type.Rounding, null),
        };

        var sum = range + ValueRange.Of(Add) + new ValueRange(BigInteger.Min(Mask, 0), BigInteger.Max(Mask, 0));
        var quantised = new ValueRange((sum.Min >> Drop) << Append, (sum.Max >> Drop) << Append);
        var bounds = type is { Overflow: Overflow.SaturateSymmetric, Signed: true }
            ? new ValueRange(-type.MaxRaw, type.MaxRaw) : ValueRange.Of(type);
        Step = bounds.Contains(quantised) ? OverflowStep.None : type.Overflow switch
        {
            Overflow.Saturate or Overflow.SaturateSymmetric => OverflowStep.Clamp,
            Overflow.SaturateZero => OverflowStep.Zero,
            Overflow.Wrap when type.SaturationBits == 0 => OverflowStep.Wrap,
            Overflow.Wrap => OverflowStep.WrapSaturating,
            _ => OverflowStep.WrapSignMagnitude,
        };

        // A bound that no value reaches needs no lane that could hold it.
        var clips = Step is OverflowStep.Clamp or OverflowStep.Zero;
        (Low, High) = clips
            ? (BigInteger.Clamp(quantised.Min, bounds.Min, bounds.Max), BigInteger.Clamp(quantised.Max, bounds.Min, bounds.Max))
            : (bounds.Min, bounds.Max);
        var needed = range.Hull(sum).Hull(quantised).Hull(ValueRange.Of(Mask)).Hull(ShiftableBy(Drop));
        Needed = Step == OverflowStep.None ? needed : needed.Hull(new ValueRange(Low, High));
    }

    /// <summary>Bits shifted out.</summary>
    public int Drop { get; }

    /// <summary>Zero bits shifted in.</summary>
    public int Append { get; }

    /// <summary>Added before bits are dropped.</summary>
    public BigInteger Add { get; }

    /// <summary>Picks what is added besides: from the sign of the value, or from its lowest kept bit.</summary>
    public BigInteger Mask { get; }

    /// <summary>Whether <see cref="Mask"/> applies to the sign.</summary>
    public bool LooksAtSign { get; }

    /// <summary>Smallest result.</summary>
    public BigInteger Low { get; }

    /// <summary>Largest result.</summary>
    public BigInteger High { get; }

    public OverflowStep Step { get; }

    /// <summary>Interval of everything on the way.</summary>
    public ValueRange Needed { get; }

    /// <summary>An interval whose lane has more than <paramref name="drop"/> bits: processors shift by less than a lane.</summary>
    public static ValueRange ShiftableBy(int drop) => drop == 0 ? default : ValueRange.Of(BigInteger.One << (drop - 1));

    /// <summary>
    /// Dropping more bits than this gives what this gives: every value is already nearer to zero than half a unit
    /// (for truncation: than a unit), so its sign alone decides.
    /// </summary>
    private static int HarmlessDrop(ValueRange range, Rounding rounding) =>
        rounding == Rounding.Truncate ? range.SignedBits - 1 : range.SignedBits + 1;
}

/// <summary>Questions about a <see cref="VectorQuantizer{T}"/> before it exists.</summary>
public static class VectorQuantizer
{
    /// <summary>The narrowest lane in which a conversion never leaves the lane.</summary>
    /// <param name="range">Interval of the integers to convert.</param>
    /// <param name="fraction">Their fraction bits.</param>
    /// <param name="type">The type to convert into.</param>
    public static Lane LaneOf(ValueRange range, int fraction, FixedType type) =>
        LanePlan.LaneOf(new QuantizerPlan(range, fraction, type).Needed);
}
