using System.Globalization;

namespace Aie4Net.Devices;

/// <summary>The product that one instruction of a tile computes: M×K times K×N.</summary>
/// <param name="M">Rows of the left operand.</param>
/// <param name="K">Depth.</param>
/// <param name="N">Columns of the right operand.</param>
public readonly record struct MicroTile(int M, int K, int N)
{
    /// <summary>Reads <c>4x8x8</c>.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static MicroTile Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = text.Split('x');
        return parts.Length == 3 && Array.TrueForAll(parts, part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size > 0)
            ? new MicroTile(Size(parts[0]), Size(parts[1]), Size(parts[2])) : throw new FormatException($"'{text}' is no micro-tile such as 4x8x8.");
    }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{M}x{K}x{N}");

    private static int Size(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
