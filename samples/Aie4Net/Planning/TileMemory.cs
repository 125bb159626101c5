using Aie4Net.Network;

namespace Aie4Net.Planning;

/// <summary>Bytes of a tile's four banks. Input and output are there twice, in a bank each: one half fills while the other is used.</summary>
/// <param name="Input">Block of x; banks 0 and 3 of the left neighbour.</param>
/// <param name="Weights">Block of w; bank 2.</param>
/// <param name="BiasAndStack">Bank 1.</param>
/// <param name="Output">Block of y; banks 0 and 3.</param>
public readonly record struct TileMemory(int Input, int Weights, int BiasAndStack, int Output)
{
    private const int StackBytes = 2048;

    /// <summary>The fullest bank.</summary>
    public int Largest => Math.Max(Math.Max(Input, Weights), Math.Max(BiasAndStack, Output));

    /// <summary>What the tiles of a layer need.</summary>
    public static TileMemory Of(DenseStage stage, Tiling tiling)
    {
        ArgumentNullException.ThrowIfNull(stage);
        ArgumentNullException.ThrowIfNull(tiling);
        return new TileMemory(
            tiling.Rows * tiling.KSlice * stage.InputInteger!.Value.Bytes,
            tiling.KSlice * tiling.NSlice * stage.WeightInteger!.Value.Bytes,
            (tiling.NSlice * sizeof(int)) + StackBytes,
            tiling.Rows * tiling.NSlice * stage.OutputInteger!.Value.Bytes);
    }
}
