namespace Hls4Net.Emulation;

/// <summary>A layer's evaluation of one block of samples, samples as vector lanes.</summary>
public abstract class LaneKernel
{
}
