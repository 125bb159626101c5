namespace Hls4Net.Compiler.Widths;

/// <summary>
/// Settings from wide to narrow. Rounding errors are taken for independent noise: a knob of sensitivity s and w bits adds
/// s² · 4^−w to the mean square at the outputs. Step by step the knob loses a bit that adds the least per bit that is saved (the
/// greedy solution of the classical allocation of bits; Shoham and Gersho, 1988, in integers).
/// </summary>
internal sealed class WidthPath
{
    // A knob that no sample told anything of is not narrowed without limit before all others.
    private const double LeastSensitivity = 1e-3;

    private readonly List<int[]> _steps = [];

    /// <summary>The path.</summary>
    /// <param name="knobs">The knobs.</param>
    /// <param name="sensitivities">Per knob, what its rounding adds at the outputs, in parts of its coarsest bit.</param>
    /// <param name="widest">Where all of them begin.</param>
    public WidthPath(IReadOnlyList<WidthKnob> knobs, IReadOnlyList<double> sensitivities, int widest)
    {
        var floor = LeastSensitivity * sensitivities.Max();
        var noise = sensitivities.Select(sensitivity => Math.Max(sensitivity, floor)).Select((sensitivity, k) =>
            sensitivity * sensitivity * Math.Pow(4, -widest) / knobs[k].Values).ToArray();
        var widths = Enumerable.Repeat(widest, knobs.Count).ToArray();
        _steps.Add([.. widths]);
        for (var k = Next(); k >= 0; k = Next())
        {
            widths[k]--;
            noise[k] *= 4;
            _steps.Add([.. widths]);
        }

        int Next()
        {
            var best = -1;
            for (var k = 0; k < widths.Length; k++)
            {
                best = widths[k] > WidthKnob.Narrowest && (best < 0 || noise[k] < noise[best]) ? k : best;
            }

            return best;
        }
    }

    /// <summary>Per step, the width of every knob.</summary>
    public IReadOnlyList<int[]> Steps => _steps;

    /// <summary>The first step at which values have no more bits than that on average; the last where none is so narrow.</summary>
    public int At(IReadOnlyList<WidthKnob> knobs, double bitsPerValue)
    {
        var step = _steps.FindIndex(widths => Average(knobs, widths) <= bitsPerValue);
        return step < 0 ? _steps.Count - 1 : step;
    }

    /// <summary>Bits of a value on average.</summary>
    public static double Average(IReadOnlyList<WidthKnob> knobs, int[] widths) =>
        knobs.Select((knob, k) => (double)knob.Values * widths[k]).Sum() / knobs.Sum(knob => knob.Values);
}
