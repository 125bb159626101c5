using System.Numerics;

namespace Hls4Net.Operators;

/// <summary>
/// The staircase of a quantiser over the integers that can arrive at one element: where each step begins. It is monotone, so two
/// functions that agree on either side of every step agree everywhere.
/// </summary>
internal sealed class QuantizeSteps
{
    /// <summary>More steps than this are not listed.</summary>
    public const int Most = 1 << 21;

    private readonly BigInteger _factor;
    private readonly BigInteger _offset;
    private readonly int _fraction;
    private readonly Quantize _quantizer;

    /// <summary>The staircase of <c>raw · factor + offset</c>, both in steps of the quantiser.</summary>
    public QuantizeSteps(Quantize quantizer, ValueRange raw, FixedValue factor, FixedValue offset)
    {
        _quantizer = quantizer;
        Raw = raw;
        _fraction = Math.Max(1, Math.Max(factor.Fraction, offset.Fraction));
        _factor = factor.Raw << (_fraction - factor.Fraction);
        _offset = offset.Raw << (_fraction - offset.Fraction);
        Rises = _factor.Sign >= 0;
        var (first, last) = (At(raw.Min), At(raw.Max));
        Values = Rises ? new ValueRange(first, last) : new ValueRange(last, first);
    }

    /// <summary>The integers that can arrive.</summary>
    public ValueRange Raw { get; }

    /// <summary>The results, in steps.</summary>
    public ValueRange Values { get; }

    /// <summary>Whether larger inputs give larger results.</summary>
    public bool Rises { get; }

    /// <summary>The first input (coming from small results) whose result is at least <paramref name="value"/>.</summary>
    public BigInteger Start(BigInteger value)
    {
        var (twice, inclusive) = Bound(_quantizer.Rounding, value);
        var bound = twice << (_fraction - 1);
        var distance = bound - _offset;
        return (Rises, inclusive) switch
        {
            (true, true) => -FloorDivide(-distance, _factor),
            (true, false) => FloorDivide(distance, _factor) + 1,
            (false, true) => FloorDivide(-distance, -_factor),
            _ => -FloorDivide(distance, -_factor) - 1,
        };
    }

    /// <summary>Where a rounding begins to give at least a value: <c>round(v) ≥ value ⇔ 2v ≥ bound</c>, or <c>&gt;</c> where a tie goes down.</summary>
    public static (BigInteger Twice, bool Inclusive) Bound(Rounding rounding, BigInteger value)
    {
        var lower = rounding switch
        {
            Rounding.Truncate => 0,
            Rounding.TruncateZero => value.Sign > 0 ? 0 : 2,
            _ => 1,
        };
        var inclusive = rounding switch
        {
            Rounding.RoundConvergent => value.IsEven,
            Rounding.RoundZero => value.Sign <= 0,
            Rounding.RoundInf or Rounding.TruncateZero => value.Sign > 0,
            Rounding.RoundMinInf => false,
            _ => true,
        };
        return ((2 * value) - lower, inclusive);
    }

    private BigInteger At(BigInteger raw)
    {
        var value = FixedPoint.Quantise((raw * _factor) + _offset, _fraction, new FixedType(1, 1, Rounding: _quantizer.Rounding));
        value = _quantizer.Low is { } low ? BigInteger.Max(low, value) : value;
        return _quantizer.High is { } high ? BigInteger.Min(high, value) : value;
    }

    private static BigInteger FloorDivide(BigInteger dividend, BigInteger divisor)
    {
        var quotient = BigInteger.DivRem(dividend, divisor, out var remainder);
        return remainder.Sign < 0 ? quotient - 1 : quotient;
    }
}
