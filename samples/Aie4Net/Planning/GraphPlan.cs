using Aie4Net.Devices;

namespace Aie4Net.Planning;

/// <summary>A graph before it is written: tiles, buffers and how they are connected.</summary>
/// <param name="Device">The device.</param>
/// <param name="BatchSize">Samples of one run.</param>
/// <param name="Stages">The layers in order.</param>
/// <param name="Buffers">The buffers in memory tiles.</param>
/// <param name="DirectEdges">Numbers of the layers whose results go straight to the tiles of the next one.</param>
public sealed record GraphPlan(
    Device Device, int BatchSize, IReadOnlyList<StagePlan> Stages, IReadOnlyList<MemoryBuffer> Buffers, IReadOnlyList<int> DirectEdges)
{
    /// <summary>The first layer.</summary>
    public StagePlan First => Stages[0];

    /// <summary>The last layer.</summary>
    public StagePlan Last => Stages[^1];

    /// <summary>Ports from outside, one for each slice of the first layer's depth.</summary>
    public int InputPorts => First.Tiling.CasLength;

    /// <summary>Ports to the outside, one for each chain of the last layer.</summary>
    public int OutputPorts => Last.Tiling.CasNum;
}
