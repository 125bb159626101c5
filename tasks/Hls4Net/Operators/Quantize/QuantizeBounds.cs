namespace Hls4Net.Operators;

/// <summary>Which offsets make an integer factor give the results of a staircase exactly.</summary>
internal sealed class QuantizeBounds
{
    private readonly int _exponent;
    private readonly Rounding _rounding;

    // At an input whose result must be at least (or below) a number of steps.
    private readonly (Int128 Input, Int128 Steps)[] _atLeast;
    private readonly (Int128 Input, Int128 Steps)[] _below;

    /// <param name="layer">The quantiser.</param>
    /// <param name="steps">Its staircase at one element.</param>
    /// <param name="rounding">How hardware rounds.</param>
    public QuantizeBounds(Quantize layer, QuantizeSteps steps, Rounding rounding)
    {
        (_exponent, _rounding) = (layer.Exponent, rounding);
        var (least, most) = (steps.Values.Min, steps.Values.Max);
        var (smallest, largest) = steps.Rises ? (steps.Raw.Min, steps.Raw.Max) : (steps.Raw.Max, steps.Raw.Min);
        var (atLeast, below) = (new List<(Int128, Int128)>(), new List<(Int128, Int128)>());
        for (var value = least + 1; value <= most; value++)
        {
            var start = steps.Start(value);
            atLeast.Add(((Int128)start, (Int128)value));
            below.Add(((Int128)(steps.Rises ? start - 1 : start + 1), (Int128)value));
        }

        // Beyond the ends the limits take over, where there are any.
        if (least != layer.Low)
        {
            atLeast.Add(((Int128)smallest, (Int128)least));
        }

        if (most != layer.High)
        {
            below.Add(((Int128)largest, (Int128)most + 1));
        }

        (_atLeast, _below) = ([.. atLeast], [.. below]);
    }

    /// <summary>The offsets for a factor; none where the interval is empty.</summary>
    /// <param name="factor">The factor.</param>
    /// <param name="fraction">Fraction bits of input times factor.</param>
    /// <param name="offsets">The interval, in units of <c>2^−fraction</c>.</param>
    public bool Offsets(Int128 factor, int fraction, out (Int128 Low, Int128 High) offsets)
    {
        var (shift, low, high) = (_exponent + fraction, -(Int128.One << 100), Int128.One << 100);
        foreach (var (input, steps) in _atLeast)
        {
            low = Int128.Max(low, Reached(steps, shift) - (input * factor));
        }

        foreach (var (input, steps) in _below)
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
