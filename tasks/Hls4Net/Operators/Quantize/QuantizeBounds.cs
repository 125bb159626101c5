using System.Numerics;

namespace Hls4Net.Operators;

/// <summary>Which offsets make an integer factor give the results of a staircase exactly.</summary>
internal sealed class QuantizeBounds
{
    private const int Kinds = 4;

    private readonly int _exponent;
    private readonly Rounding _rounding;

    // At an input whose result must be at least (or below) a number of steps. Even and odd numbers are apart, and those above zero: roundings differ there.
    private readonly StepHull[] _atLeast;
    private readonly StepHull[] _below;

    /// <param name="layer">The quantiser.</param>
    /// <param name="steps">Its staircase at one element.</param>
    /// <param name="rounding">How hardware rounds.</param>
    public QuantizeBounds(Quantize layer, QuantizeSteps steps, Rounding rounding)
    {
        (_exponent, _rounding) = (layer.Exponent, rounding);
        var (least, most) = (steps.Values.Min, steps.Values.Max);
        var (smallest, largest) = steps.Rises ? (steps.Raw.Min, steps.Raw.Max) : (steps.Raw.Max, steps.Raw.Min);
        _atLeast = [.. Enumerable.Range(0, Kinds).Select(_ => new StepHull(true, steps.Rises))];
        _below = [.. Enumerable.Range(0, Kinds).Select(_ => new StepHull(false, steps.Rises))];

        // Beyond the ends the limits take over, where there are any.
        if (least != layer.Low)
        {
            Add(_atLeast, smallest, least);
        }

        for (var value = least + 1; value <= most; value++)
        {
            var start = steps.Start(value);
            Add(_atLeast, start, value);
            Add(_below, steps.Rises ? start - 1 : start + 1, value);
        }

        if (most != layer.High)
        {
            Add(_below, largest, most + 1);
        }

        static void Add(StepHull[] hulls, BigInteger input, BigInteger steps) => hulls[(steps.IsEven ? 0 : 1) + (steps.Sign > 0 ? 2 : 0)].Add((Int128)input, (Int128)steps);
    }

    /// <summary>The offsets for a factor; none where the interval is empty.</summary>
    /// <param name="factor">The factor.</param>
    /// <param name="fraction">Fraction bits of input times factor.</param>
    /// <param name="offsets">The interval, in units of <c>2^−fraction</c>.</param>
    public bool Offsets(Int128 factor, int fraction, out (Int128 Low, Int128 High) offsets)
    {
        var (shift, low, high) = (_exponent + fraction, -(Int128.One << 100), Int128.One << 100);
        foreach (var (input, steps) in _atLeast.SelectMany(hull => hull.Points))
        {
            low = Int128.Max(low, Reached(steps, shift) - (input * factor));
        }

        foreach (var (input, steps) in _below.SelectMany(hull => hull.Points))
        {
            high = Int128.Min(high, Reached(steps, shift) - (input * factor) - 1);
            if (high < low)
            {
                break;
            }
        }

        // Where only one side is bound, the offset nearest to zero.
        offsets = low == -(Int128.One << 100) ? (Int128.Min(0, high), high) : (low, high == Int128.One << 100 ? Int128.Max(0, low) : high);
        return low <= high;
    }

    /// <summary>The smallest number, in units of <c>2^−shift</c> steps, that hardware rounds to at least that many steps.</summary>
    private Int128 Reached(Int128 steps, int shift)
    {
        if (_rounding == Rounding.Truncate)
        {
            return steps << shift;
        }

        var (twice, inclusive) = QuantizeSteps.Bound(_rounding, steps);
        return ((Int128)twice << (shift - 1)) + (inclusive ? 0 : 1);
    }
}
