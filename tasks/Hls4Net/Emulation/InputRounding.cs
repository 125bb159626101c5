using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Hls4Net.Emulation;

/// <summary>
/// Rounds floating-point numbers to integers by the modes of fixed-point types. The part behind the point, <c>t = y − trunc(y)</c>,
/// is exact in any binary format; a mode goes one up where t reaches <see cref="Up"/> and one down where it reaches <see cref="Down"/>.
/// </summary>
internal readonly struct InputRounding
{
    private const float Never = 2;
    private const float Half = 0.5f;

    private readonly bool _toEven;

    public InputRounding(Rounding rounding)
    {
        var aboveHalf = MathF.BitIncrement(Half);
        (Up, Down) = rounding switch
        {
            Rounding.Truncate => (Never, -float.Epsilon),
            Rounding.TruncateZero => (Never, -Never),
            Rounding.Round => (Half, -aboveHalf),
            Rounding.RoundMinInf => (aboveHalf, -Half),
            Rounding.RoundInf => (Half, -Half),
            _ => (aboveHalf, -aboveHalf),
        };
        _toEven = rounding == Rounding.RoundConvergent;
    }

    public float Up { get; }

    public float Down { get; }

    /// <summary>Rounds every number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Apply(Vector512<float> values)
    {
        var whole = Vector512.Truncate(values);
        var rest = values - whole;
        var up = Vector512.GreaterThanOrEqual(rest, Vector512.Create(Up));
        var down = Vector512.LessThanOrEqual(rest, Vector512.Create(Down));
        if (_toEven)
        {
            var half = Vector512.Create(Half);
            var odd = ~Vector512.Equals(Vector512.Truncate(whole * half), whole * half);
            up |= odd & Vector512.Equals(rest, half);
            down |= odd & Vector512.Equals(rest, -half);
        }

        return whole + (up & Vector512<float>.One) - (down & Vector512<float>.One);
    }
}
