using System.Globalization;
using Hls4Net.Compiler.Estimate;

namespace Hls4Net.Compiler.Widths;

/// <summary>
/// Chooses widths. What a knob's rounding does to the outputs is measured knob by knob; that gives a path of settings from wide to
/// narrow (<see cref="WidthPath"/>), along which the target is found by halving; then every knob is tried with a bit less. The same
/// model and samples always give the same widths, after about three trials a knob.
/// </summary>
/// <param name="knobs">What is to be chosen.</param>
/// <param name="trial">Tells the error.</param>
internal sealed class WidthSearch(IReadOnlyList<WidthKnob> knobs, WidthTrial trial)
{
    private const int FrontierPoints = 10;

    // Where all begin; more where the error asks for it.
    private static readonly int[] s_widest = [16, 24, 32];

    private readonly Dictionary<string, (WidthPoint Point, double Mean)> _tried = new(StringComparer.Ordinal);
    private readonly string[] _reasons = new string[knobs.Count];
    private int _widest = s_widest[0];

    /// <summary>Searches, and leaves the layers with the settings that were chosen.</summary>
    public WidthPlan Run(Budgets budgets)
    {
        var wide = All(_widest);
        foreach (var widest in s_widest)
        {
            _widest = widest;
            wide = All(widest);
            if (budgets.MaxError is null || Try(wide).Error <= budgets.MaxError)
            {
                break;
            }
        }

        var path = new WidthPath(knobs, Sensitivities(wide), _widest);
        var widths = budgets.MaxError is { } error ? ForError(path, error) : ForBits(path, budgets.TotalBits!.Value);
        for (var k = 1; k <= FrontierPoints; k++)
        {
            Try(path.Steps[(path.Steps.Count - 1) * k / (FrontierPoints + 1)]);
        }

        var chosen = Try(widths);
        Set(widths);
        return new WidthPlan(
            chosen, [.. knobs.Select((knob, k) => new WidthChoice(knob.Layer.Name, knob.Role, widths[k], _reasons[k]))], Frontier(), trial.Count);
    }

    private int[] All(int width) => [.. Enumerable.Repeat(width, knobs.Count)];

    /// <summary>The narrowest step of the path that keeps within an error, then knob by knob what can still be spared.</summary>
    private int[] ForError(WidthPath path, double error)
    {
        var (good, bad) = (0, path.Steps.Count);
        while (bad - good > 1)
        {
            var middle = (good + bad) / 2;
            (good, bad) = Try(path.Steps[middle]).Error <= error ? (middle, bad) : (good, middle);
        }

        int[] widths = [.. path.Steps[good]];
        foreach (var k in Enumerable.Range(0, knobs.Count).OrderByDescending(k => knobs[k].Values))
        {
            while (widths[k] > WidthKnob.Narrowest)
            {
                widths[k]--;
                var tried = Try(widths).Error;
                if (!(tried <= error))
                {
                    widths[k]++;
                    _reasons[k] = string.Create(CultureInfo.InvariantCulture, $"chosen for MaxError={error}: with a bit less here the error was {tried:G3}");
                    break;
                }
            }

            _reasons[k] ??= string.Create(CultureInfo.InvariantCulture, $"chosen for MaxError={error}: no type is narrower");
        }

        return widths;
    }

    /// <summary>The step of the path with so many bits per value, or the same width for all where that happens to be better.</summary>
    private int[] ForBits(WidthPath path, int bits)
    {
        var widths = path.Steps[path.At(knobs, bits)];
        var same = All(Math.Min(bits, _widest));
        widths = Try(same).Error < Try(widths).Error ? same : widths;
        for (var k = 0; k < knobs.Count; k++)
        {
            _reasons[k] = string.Create(CultureInfo.InvariantCulture, $"chosen for TotalBits={bits}: {knobs[k].Values} values of {bits} bits on average");
        }

        return widths;
    }

    /// <summary>Per knob, what its rounding alone adds at the outputs, in parts of its coarsest bit.</summary>
    private double[] Sensitivities(int[] wide)
    {
        Try(wide);
        var basis = Mean(wide);
        return
        [
            .. Enumerable.Range(0, knobs.Count).Select(k =>
            {
                int[] widths = [.. wide];
                widths[k] /= 2;
                Try(widths);
                var mean = Mean(widths);
                return double.IsFinite(mean) ? Math.Sqrt(Math.Max(0, (mean * mean) - (basis * basis))) * Math.ScaleB(1, widths[k]) : Math.ScaleB(1, widths[k]);
            }),
        ];
    }

    private WidthPoint Try(int[] widths)
    {
        var key = Key(widths);
        if (!_tried.TryGetValue(key, out var known))
        {
            Set(widths);
            var error = trial.Run();
            known = (new WidthPoint(trial.Bits(), WidthPath.Average(knobs, widths), error.Largest), error.Mean);
            _tried.Add(key, known);
        }

        return known.Point;
    }

    private double Mean(int[] widths) => _tried[Key(widths)].Mean;

    private void Set(int[] widths)
    {
        for (var k = 0; k < widths.Length; k++)
        {
            knobs[k].Width = widths[k];
        }

        WidthKnob.Apply(knobs, _widest);
    }

    private string Key(int[] widths) => _widest + ":" + string.Join(',', widths);

    private List<WidthPoint> Frontier()
    {
        var points = new List<WidthPoint>();
        foreach (var point in _tried.Values.Select(tried => tried.Point).OrderBy(point => point.Bits).ThenBy(point => point.Error))
        {
            if (points.Count == 0 || point.Error < points[^1].Error)
            {
                points.Add(point);
            }
        }

        points.Reverse();
        return points;
    }
}
