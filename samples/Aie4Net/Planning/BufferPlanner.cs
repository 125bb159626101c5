using System.Numerics;
using Aie4Net.Devices;
using Aie4Net.Network;

namespace Aie4Net.Planning;

/// <summary>Makes the buffers between two sides: one, or where a memory tile has too few ports, several side by side.</summary>
/// <param name="device">The device.</param>
public sealed class BufferPlanner(Device device)
{
    /// <summary>The buffers; empty after a problem.</summary>
    /// <param name="name">Their identifiers begin so.</param>
    /// <param name="integer">Their elements.</param>
    /// <param name="columns">Columns that hold results.</param>
    /// <param name="writers">Who writes.</param>
    /// <param name="readers">Who reads.</param>
    /// <param name="problem">What is wrong, as the rest of a sentence.</param>
    public IReadOnlyList<MemoryBuffer> Plan(string name, TileInteger integer, int columns, BufferSide writers, BufferSide readers, out string? problem)
    {
        ArgumentNullException.ThrowIfNull(writers);
        ArgumentNullException.ThrowIfNull(readers);
        problem = null;
        if (PartWidth(writers, readers) is not { } width)
        {
            problem = FormattableString.Invariant(
                $"{writers.Count} slices of {writers.Slice} columns cannot be handed over as {readers.Count} slices of {readers.Slice} through memory tiles of {device.MemoryTilePorts} ports");
            return [];
        }

        var (perPart, readersPerPart) = (width / writers.Slice, width / readers.Slice);
        var buffers = new List<MemoryBuffer>();
        for (var part = 0; part * perPart < writers.Count; part++)
        {
            var ports = writers.Ports(part * perPart, perPart);
            var boundary = new Extent(Math.Min(columns - (part * width), ports.Count * writers.Slice), writers.Rows);
            buffers.Add(new MemoryBuffer(
                FormattableString.Invariant($"{name}{part}"), integer, new Extent(ports.Count * writers.Slice, writers.Rows), boundary, ports,
                readers.Ports(part * readersPerPart, readersPerPart)));
        }

        if (buffers.Find(buffer => buffer.Bytes > device.MemoryTileBytes) is { } large)
        {
            problem = FormattableString.Invariant($"a buffer of {large.Bytes} bytes does not fit a memory tile of {device.MemoryTileBytes}");
            return [];
        }

        return buffers;
    }

    /// <summary>Columns of a part: as many as its ports carry; null where no part ends between two writers and between two readers at once.</summary>
    private int? PartWidth(BufferSide writers, BufferSide readers)
    {
        if (writers.Count <= device.MemoryTilePorts && readers.Count <= device.MemoryTilePorts)
        {
            // All of it; a width that both slices divide, so that the counts come out.
            return writers.Slice * readers.Slice * Math.Max(writers.Count, readers.Count);
        }

        var common = writers.Slice / (int)BigInteger.GreatestCommonDivisor(writers.Slice, readers.Slice) * readers.Slice;
        var parts = Math.Min(device.MemoryTilePorts * writers.Slice / common, device.MemoryTilePorts * readers.Slice / common);
        return parts == 0 ? null : parts * common;
    }
}
