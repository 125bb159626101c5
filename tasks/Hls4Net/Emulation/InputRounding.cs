using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Hls4Net.Emulation;

/// <summary>
/// Rounds floating-point numbers to integers by the modes of fixed-point types. Some are an instruction; for the others, the part behind
/// the point, <c>t = y − trunc(y)</c>, is exact in any binary format: a mode goes one up where t reaches its upper threshold and one
/// down where it reaches its lower one.
/// </summary>
internal readonly struct InputRounding
{
    private const float Half = 0.5f;

    private readonly Rounding _mode;
    private readonly float _up;
    private readonly float _down;

    public InputRounding(Rounding rounding)
    {
        var aboveHalf = MathF.BitIncrement(Half);
        _mode = rounding;
        (_up, _down) = rounding switch
        {
            Rounding.RoundMinInf => (aboveHalf, -Half),
            Rounding.RoundInf => (Half, -Half),
            _ => (aboveHalf, -aboveHalf),
        };
    }

    /// <summary>Rounds every number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Apply(Vector512<float> values) => _mode switch
    {
        Rounding.Truncate => Vector512.Floor(values),
        Rounding.TruncateZero => Vector512.Truncate(values),
        Rounding.Round => HalfUp(values),
        Rounding.RoundConvergent => Vector512.Round(values),
        _ => ByThresholds(values),
    };

    // The difference loses bits only where it is nearer to one than to one half.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> HalfUp(Vector512<float> values)
    {
        var floor = Vector512.Floor(values);
        return floor + (Vector512.GreaterThanOrEqual(values - floor, Vector512.Create(Half)) & Vector512<float>.One);
    }

    private Vector512<float> ByThresholds(Vector512<float> values)
    {
        var whole = Vector512.Truncate(values);
        var rest = values - whole;
        var up = Vector512.GreaterThanOrEqual(rest, Vector512.Create(_up));
        var down = Vector512.LessThanOrEqual(rest, Vector512.Create(_down));
        return whole + (up & Vector512<float>.One) - (down & Vector512<float>.One);
    }
}
