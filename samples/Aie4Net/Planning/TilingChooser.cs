using Aie4Net.Devices;
using Aie4Net.Network;

namespace Aie4Net.Planning;

/// <summary>Chooses how each product is tiled.</summary>
/// <param name="device">The device.</param>
public sealed class TilingChooser(Device device)
{
    private readonly TilingRules _rules = new(device);

    /// <summary>
    /// Every legal tiling, the best first: fewest tiles, then the shortest chains, then slices no wider than deep, then the least
    /// padding, then the fullest banks.
    /// </summary>
    /// <param name="stage">The layer, typed.</param>
    /// <param name="size">Its product.</param>
    /// <param name="micro">The micro-tile.</param>
    /// <param name="wishes">What the user decides.</param>
    /// <param name="obstacle">What is wrong with the finest tiling tried, where there is no legal one.</param>
    public IReadOnlyList<Tiling> Legal(DenseStage stage, MatrixSize size, MicroTile micro, LayerWishes wishes, out string? obstacle)
    {
        ArgumentNullException.ThrowIfNull(stage);
        ArgumentNullException.ThrowIfNull(wishes);
        var lengths = wishes.CasLength is { } length ? [length] : Counts(size.Depth, 2 * micro.K, _rules.LongestChain);
        var numbers = wishes.CasNum is { } number ? [number] : Counts(size.Columns, 2 * micro.N, device.Rows);
        var all = lengths.SelectMany(casLength => numbers.Select(casNum => new Tiling(size, micro, casLength, casNum)))
            .Select(tiling => (Tiling: tiling, Problem: _rules.Problem(stage, tiling))).ToArray();
        obstacle = all[^1].Problem;
        return
        [
            .. all.Where(one => one.Problem is null).Select(one => one.Tiling)
                .OrderBy(tiling => tiling.Tiles).ThenBy(tiling => tiling.CasLength)
                .ThenBy(tiling => Math.Max(0, (double)(tiling.NSlice - tiling.KSlice) / tiling.KSlice))
                .ThenBy(tiling => tiling.PaddedProducts)
                .ThenBy(tiling => Math.Abs(device.BankBytes - TileMemory.Of(stage, tiling).Largest)),
        ];
    }

    private static int[] Counts(int extent, int unit, int most) => [.. Enumerable.Range(1, Math.Max(1, Math.Min(most, (extent + unit - 1) / unit)))];
}
