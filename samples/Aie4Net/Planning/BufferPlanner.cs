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
        if (PortsOfPart(writers, readers) is not var (perPart, readersPerPart))
        {
            problem = FormattableString.Invariant(
                $"{writers.Count} slices of {writers.Slice} columns cannot be handed over as {readers.Count} slices of {readers.Slice} through memory tiles of {device.MemoryTilePorts} ports");
            return [];
        }

        var buffers = new List<MemoryBuffer>();
        for (var part = 0; part * perPart < writers.Count; part++)
        {
            var ports = writers.Ports(part * perPart, perPart);
            var boundary = new Extent(Math.Min(columns - (part * perPart * writers.Slice), ports.Count * writers.Slice), writers.Rows);
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

    /// <summary>Ports of a part on both sides: as many as a memory tile has; null where no part ends between two writers and between two readers at once.</summary>
    private (int Writers, int Readers)? PortsOfPart(BufferSide writers, BufferSide readers)
    {
        var most = device.MemoryTilePorts;
        if (writers.Count <= most && readers.Count <= most)
        {
            return (writers.Count, readers.Count);
        }

        var common = (int)BigInteger.GreatestCommonDivisor(writers.Slice, readers.Slice);
        var (perUnit, readersPerUnit) = (readers.Slice / common, writers.Slice / common);
        var units = Math.Min(most / perUnit, most / readersPerUnit);
        return units == 0 ? null : (units * perUnit, units * readersPerUnit);
    }
}
