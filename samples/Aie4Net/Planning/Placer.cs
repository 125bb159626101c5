using Aie4Net.Devices;

namespace Aie4Net.Planning;

/// <summary>Finds places for the grids of layers. Left of each grid one column stays free: its memory holds the input.</summary>
/// <param name="device">The device.</param>
public sealed class Placer(Device device)
{
    private readonly List<(GridPosition Position, Tiling Tiling)> _placed = [];

    /// <summary>Puts a grid where the user wants it.</summary>
    /// <returns>What is wrong with the place, as the rest of a sentence; null: nothing.</returns>
    public string? Put(GridPosition position, Tiling tiling)
    {
        ArgumentNullException.ThrowIfNull(tiling);
        if (position.Column <= device.FirstColumn || position.Column + tiling.CasLength > device.Columns || position.Row + tiling.CasNum > device.Rows)
        {
            return FormattableString.Invariant(
                $"{tiling.CasNum} rows of {tiling.CasLength} tiles at column {position.Column}, row {position.Row} are not within columns {device.FirstColumn + 1} to {device.Columns - 1} and rows 0 to {device.Rows - 1} (column {device.FirstColumn} holds inputs)");
        }

        if (_placed.Exists(other => Overlap(position, tiling, other.Position, other.Tiling)))
        {
            return FormattableString.Invariant(
                $"column {position.Column}, row {position.Row} is too near to the tiles of another layer: grids and the free column left of each must not overlap");
        }

        _placed.Add((position, tiling));
        return null;
    }

    /// <summary>Puts a grid where it is near to the one before it, and low.</summary>
    /// <returns>The place; null where there is none.</returns>
    public GridPosition? Find(Tiling tiling, GridPosition? sourceEnd)
    {
        ArgumentNullException.ThrowIfNull(tiling);
        var best = Candidates(tiling).OrderBy(position => Cost(position, sourceEnd)).ThenBy(position => position.Column).ThenBy(position => position.Row)
            .Cast<GridPosition?>().FirstOrDefault();
        if (best is { } position)
        {
            _placed.Add((position, tiling));
        }

        return best;
    }

    private IEnumerable<GridPosition> Candidates(Tiling tiling) =>
        from column in Enumerable.Range(device.FirstColumn + 1, Math.Max(0, device.Columns - tiling.CasLength - device.FirstColumn))
        from row in Enumerable.Range(0, Math.Max(0, device.Rows - tiling.CasNum + 1))
        let position = new GridPosition(column, row)
        where !_placed.Exists(other => Overlap(position, tiling, other.Position, other.Tiling))
        select position;

    private static double Cost(GridPosition position, GridPosition? sourceEnd) =>
        (0.05 * position.Row) + (sourceEnd is { } end ? Math.Abs(position.Column - end.Column) + Math.Abs(position.Row - end.Row) : position.Column);

    private static bool Overlap(GridPosition a, Tiling tilingA, GridPosition b, Tiling tilingB) =>
        a.Column - 1 < b.Column + tilingB.CasLength && b.Column - 1 < a.Column + tilingA.CasLength
        && a.Row < b.Row + tilingB.CasNum && b.Row < a.Row + tilingA.CasNum;
}
