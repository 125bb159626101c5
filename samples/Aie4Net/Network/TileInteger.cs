using Hls4Net;

namespace Aie4Net.Network;

/// <summary>An integer as tiles store it.</summary>
/// <param name="Bits">8 or 16.</param>
/// <param name="Signed">Two's complement or unsigned.</param>
public readonly record struct TileInteger(int Bits, bool Signed)
{
    /// <summary>Bytes in memory.</summary>
    public int Bytes => Bits / 8;

    /// <summary>The C++ type.</summary>
    public string CxxName => FormattableString.Invariant($"{(Signed ? "" : "u")}int{Bits}_t");

    /// <summary>The smallest that holds every raw integer of a fixed-point type; null where there is none.</summary>
    public static TileInteger? Holding(FixedType type)
    {
        // An unsigned type with a bit to spare is at home in a signed integer: its numbers are the same.
        foreach (var bits in new[] { 8, 16 })
        {
            if (type.Width <= (type.Signed ? bits : bits - 1))
            {
                return new TileInteger(bits, Signed: true);
            }

            if (type.Width <= bits)
            {
                return new TileInteger(bits, Signed: false);
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{(Signed ? "int" : "uint")}{Bits}");
}
