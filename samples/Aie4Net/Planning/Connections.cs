using Aie4Net.Devices;
using Aie4Net.Network;

namespace Aie4Net.Planning;

/// <summary>Joins layers: tile to tile where the blocks are the same on both sides, else by buffers in memory tiles.</summary>
/// <param name="device">The device.</param>
public sealed class Connections(Device device)
{
    private readonly BufferPlanner _planner = new(device);

    /// <summary>Whether the blocks that one layer writes are those that the next one reads: the same number, size and order of elements.</summary>
    public static bool IsDirect(Tiling from, Tiling to)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        return from.CasNum == to.CasLength && from.NSlice == to.KSlice && from.Rows == to.Rows && from.Micro.M == to.Micro.M && from.Micro.N == to.Micro.K;
    }

    /// <summary>The buffers that hand results from one layer to the next.</summary>
    public IReadOnlyList<MemoryBuffer> Between(DenseStage from, Tiling source, DenseStage to, Tiling target, out string? problem)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        return _planner.Plan(to.Layer.Identifier + "_input", to.InputInteger!.Value, source.Size.Columns, Writers(from, source), Readers(to, target), out problem);
    }

    /// <summary>The buffers between the outside and the first layer. What comes in is padded already.</summary>
    public IReadOnlyList<MemoryBuffer> Before(DenseStage first, Tiling tiling, out string? problem)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(tiling);
        var outside = new BufferSide(tiling.CasLength, tiling.KSlice, tiling.Rows, new Extent(tiling.KSlice, tiling.Rows), port => FormattableString.Invariant($"ifm[{port}]"));
        return _planner.Plan(
            first.Layer.Identifier + "_input", first.InputInteger!.Value, tiling.CasLength * tiling.KSlice, outside, Readers(first, tiling), out problem);
    }

    /// <summary>The buffers between the last layer and the outside.</summary>
    public IReadOnlyList<MemoryBuffer> After(DenseStage last, Tiling tiling, out string? problem)
    {
        ArgumentNullException.ThrowIfNull(last);
        ArgumentNullException.ThrowIfNull(tiling);
        var outside = new BufferSide(tiling.CasNum, tiling.NSlice, tiling.Rows, new Extent(tiling.NSlice, tiling.Rows), port => FormattableString.Invariant($"ofm[{port}]"));
        return _planner.Plan(
            last.Layer.Identifier + "_output", last.OutputInteger!.Value, tiling.CasNum * tiling.NSlice, Writers(last, tiling), outside, out problem);
    }

    private static BufferSide Writers(DenseStage stage, Tiling tiling) => new(
        tiling.CasNum, tiling.NSlice, tiling.Rows, new Extent(tiling.Micro.N, tiling.Micro.M),
        port => FormattableString.Invariant($"{stage.Layer.Identifier}_tiles.out[{port}]"));

    private static BufferSide Readers(DenseStage stage, Tiling tiling) => new(
        tiling.CasLength, tiling.KSlice, tiling.Rows, new Extent(tiling.Micro.K, tiling.Micro.M),
        port => FormattableString.Invariant($"{stage.Layer.Identifier}_tiles.in[{port}]"));
}
