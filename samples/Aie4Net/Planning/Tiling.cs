using Aie4Net.Devices;

namespace Aie4Net.Planning;

/// <summary>
/// How a product is cut into blocks for a grid of tiles: CasNum chains, one below the other, have a slice of the columns each;
/// within a chain CasLength tiles, side by side, have a slice of the depth each. Slices are padded to pairs of micro-tiles, and
/// all the same size: slice p begins at p times that size, whatever the real sizes are.
/// </summary>
/// <param name="Size">The product.</param>
/// <param name="Micro">The micro-tile.</param>
/// <param name="CasLength">Tiles of a chain.</param>
/// <param name="CasNum">Chains.</param>
public sealed record Tiling(MatrixSize Size, MicroTile Micro, int CasLength, int CasNum)
{
    /// <summary>Rows of every block of x and y.</summary>
    public int Rows { get; } = AlignUp(Size.Rows, 2 * Micro.M);

    /// <summary>Columns of every block of x, rows of every block of w.</summary>
    public int KSlice { get; } = AlignUp(CeilingOf(Size.Depth, CasLength), 2 * Micro.K);

    /// <summary>Columns of every block of w and y.</summary>
    public int NSlice { get; } = AlignUp(CeilingOf(Size.Columns, CasNum), 2 * Micro.N);

    /// <summary>Tiles in all.</summary>
    public int Tiles => CasLength * CasNum;

    /// <summary>Multiplications with padding.</summary>
    public long PaddedProducts => (long)Rows * KSlice * NSlice * Tiles;

    private static int CeilingOf(int a, int b) => (a + b - 1) / b;

    private static int AlignUp(int value, int unit) => CeilingOf(value, unit) * unit;
}
