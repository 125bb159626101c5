using Aie4Net.Devices;

namespace Aie4Net.Planning;

/// <summary>What the user decides for a layer; null: the planner does.</summary>
/// <param name="CasLength">Tiles of a chain.</param>
/// <param name="CasNum">Chains.</param>
/// <param name="Micro">The micro-tile.</param>
/// <param name="Position">Where the first tile of the first chain is.</param>
public sealed record LayerWishes(int? CasLength = null, int? CasNum = null, MicroTile? Micro = null, GridPosition? Position = null);
