using Hls4Net;

namespace Aie4Net.Arithmetic;

/// <summary>The step by which a tile makes a result of a sum, and the only one that loses bits: shift, round, saturate.</summary>
/// <param name="Shift">Bits dropped, 0 to 63.</param>
/// <param name="Type">Type of the result: its range, rounding and overflow.</param>
public readonly record struct ShiftRoundSaturate(int Shift, FixedType Type)
{
    /// <summary>The result of a sum.</summary>
    public long Apply(long sum)
    {
        var result = sum;
        if (Shift > 0)
        {
            var half = 1UL << (Shift - 1);
            var rest = (ulong)sum & ((2 * half) - 1);
            result = (sum >> Shift) + (RoundsUp(sum, sum >> Shift, rest, half) ? 1 : 0);
        }

        return Fit(result);
    }

    /// <summary>The rounding modes of AI Engine tiles by the names of the fixed-point types that mean the same.</summary>
    private bool RoundsUp(long sum, long floor, ulong rest, ulong half) => Type.Rounding switch
    {
        Rounding.Truncate => false,
        Rounding.Round => rest >= half,
        Rounding.RoundMinInf => rest > half,
        Rounding.RoundInf => rest > half || (rest == half && sum >= 0),
        Rounding.RoundZero => rest > half || (rest == half && sum < 0),
        Rounding.RoundConvergent => rest > half || (rest == half && (floor & 1) != 0),
        _ => throw new InvalidOperationException($"Tiles do not round {Type.Rounding}."),
    };

    private long Fit(long value)
    {
        var (low, high) = ((long)Type.MinRaw, (long)Type.MaxRaw);
        return Type.Overflow switch
        {
            Overflow.Saturate => Math.Clamp(value, low, high),
            Overflow.SaturateSymmetric => Math.Clamp(value, Type.Signed ? -high : 0, high),
            Overflow.Wrap => Wrap(value),
            _ => throw new InvalidOperationException($"Tiles do not overflow as {Type.Overflow}."),
        };
    }

    private long Wrap(long value)
    {
        var unused = 64 - Type.Width;
        return Type.Signed ? value << unused >> unused : (long)((ulong)value << unused >> unused);
    }
}
