namespace Hls4Net.Operators;

/// <summary>
/// The points of a staircase that bound the offsets of every factor: a bound <c>steps · c − input · factor</c> is largest, or smallest, at a vertex of
/// their convex hull, whatever the factor. Points come along the staircase (monotone chain); of a million a few dozen are left.
/// </summary>
/// <param name="isUpper">Whether the largest bound counts; else the smallest.</param>
/// <param name="rises">Whether inputs grow along the staircase; else they fall.</param>
internal sealed class StepHull(bool isUpper, bool rises)
{
    private readonly List<(Int128 Input, Int128 Steps)> _points = [];

    /// <summary>The vertices.</summary>
    public IReadOnlyList<(Int128 Input, Int128 Steps)> Points => _points;

    /// <summary>Adds the next point along the staircase.</summary>
    public void Add(Int128 input, Int128 steps)
    {
        while (_points.Count > 1 && IsWithin(_points[^2], _points[^1], (input, steps)))
        {
            _points.RemoveAt(_points.Count - 1);
        }

        _points.Add((input, steps));
    }

    private bool IsWithin((Int128 Input, Int128 Steps) first, (Int128 Input, Int128 Steps) middle, (Int128 Input, Int128 Steps) last)
    {
        var turn = ((middle.Input - first.Input) * (last.Steps - first.Steps)) - ((middle.Steps - first.Steps) * (last.Input - first.Input));
        return isUpper == rises ? turn >= 0 : turn <= 0;
    }
}
