using Aie4Net.Network;

namespace Aie4Net.Planning;

/// <summary>Two dimensions of a block of memory.</summary>
/// <param name="Columns">Columns; contiguous.</param>
/// <param name="Rows">Rows.</param>
public readonly record struct Extent(int Columns, int Rows);

/// <summary>A buffer in a memory tile: what some ports write, others read, in blocks of another form.</summary>
/// <param name="Name">Its C identifier.</param>
/// <param name="Integer">Its elements.</param>
/// <param name="Size">What the writers fill.</param>
/// <param name="Boundary">The part that holds results; readers get zeros from beyond.</param>
/// <param name="Writers">The ports that write.</param>
/// <param name="Readers">The ports that read.</param>
public sealed record MemoryBuffer(
    string Name, TileInteger Integer, Extent Size, Extent Boundary, IReadOnlyList<BufferPort> Writers, IReadOnlyList<BufferPort> Readers)
{
    /// <summary>Bytes, both halves: one fills while the other is read.</summary>
    public int Bytes => 2 * Size.Columns * Size.Rows * Integer.Bytes;
}

/// <summary>A port's way over a buffer: tiles side by side from a column on, then the next row of tiles.</summary>
/// <param name="Port">The port at the other end, as C++ says it within the graph.</param>
/// <param name="FirstColumn">Where it begins.</param>
/// <param name="Tile">What it moves at once.</param>
/// <param name="Tiles">How many of these, each way.</param>
public sealed record BufferPort(string Port, int FirstColumn, Extent Tile, Extent Tiles);

/// <summary>One side of a buffer before it is cut to what memory tiles can take: ports with neighbouring slices of the columns.</summary>
/// <param name="Count">Ports.</param>
/// <param name="Slice">Columns of each.</param>
/// <param name="Rows">Rows of all.</param>
/// <param name="Tile">What each moves at once.</param>
/// <param name="Port">The port of that number, as C++ says it.</param>
public sealed record BufferSide(int Count, int Slice, int Rows, Extent Tile, Func<int, string> Port)
{
    /// <summary>The ports of a part of the buffer.</summary>
    /// <param name="first">The first.</param>
    /// <param name="count">How many, as far as there are.</param>
    public IReadOnlyList<BufferPort> Ports(int first, int count) =>
    [
        .. Enumerable.Range(first, Math.Max(0, Math.Min(count, Count - first)))
            .Select(port => new BufferPort(Port(port), (port - first) * Slice, Tile, new Extent(Slice / Tile.Columns, Rows / Tile.Rows))),
    ];
}
