using Aie4Net.Network;

namespace Aie4Net.Planning;

/// <summary>A layer with its tiles.</summary>
/// <param name="Stage">The layer.</param>
/// <param name="Tiling">How its product is cut.</param>
/// <param name="Position">Where the first tile of its first chain is; chains go to the right, further ones up.</param>
public sealed record StagePlan(DenseStage Stage, Tiling Tiling, GridPosition Position)
{
    /// <summary>Its C identifier.</summary>
    public string Name => Stage.Layer.Identifier;

    /// <summary>Bytes in the banks of its tiles.</summary>
    public TileMemory Memory => TileMemory.Of(Stage, Tiling);
}
