namespace Hls4Net;

/// <summary>Numbers beyond which the vendor's tool gives up, late and cryptically. The compiler checks them early.</summary>
public sealed record HardwareLimits
{
    /// <summary>Largest number of copies that one loop may unroll into.</summary>
    public int MaximumUnroll { get; init; } = 4096;

    /// <summary>Largest number of registers that one array may be split into.</summary>
    public int MaximumPartition { get; init; } = 4096;
}
