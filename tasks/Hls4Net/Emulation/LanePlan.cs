namespace Hls4Net.Emulation;

/// <summary>What a layer needs to know to build its <see cref="LaneKernel"/>: the lane each tensor is stored in.</summary>
public sealed class LanePlan
{
}
