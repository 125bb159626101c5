namespace Hls4Net.Compiler.Estimate;

/// <summary>The multiplier in a DSP block of a family.</summary>
/// <param name="Name">What the vendor calls it.</param>
/// <param name="Wide">Bits of the wider signed operand.</param>
/// <param name="Narrow">Bits of the narrower signed operand.</param>
public sealed record DspBlock(string Name, int Wide, int Narrow)
{
    // Below this, tools build multipliers of look-up tables by default; where exactly differs between versions.
    private const int SmallOperand = 10;

    /// <summary>DSP blocks of one multiplier; none for operands of one or two bits, which only choose, negate or drop.</summary>
    /// <param name="x">Type of one operand.</param>
    /// <param name="y">Type of the other.</param>
    public Bounds Of(FixedType x, FixedType y)
    {
        var (a, b) = (SignedWidth(x), SignedWidth(y));
        if (Math.Min(x.Width, y.Width) <= 2)
        {
            return Bounds.Zero;
        }

        var most = Math.Min((long)Pieces(a, Wide) * Pieces(b, Narrow), (long)Pieces(b, Wide) * Pieces(a, Narrow));
        return new Bounds(Math.Min(x.Width, y.Width) < SmallOperand ? 0 : most, most);
    }

    private static int SignedWidth(FixedType type) => type.Signed ? type.Width : type.Width + 1;

    // The pieces below the first are unsigned, so each holds a bit less.
    private static int Pieces(int width, int operand) => width <= operand ? 1 : 1 + ((width - operand + operand - 2) / (operand - 1));
}
