namespace Hls4Net.Compiler.Estimate;

/// <summary>What the user allows a model to need, and what the compiler is to aim at; null where nothing was said.</summary>
public sealed record Budgets
{
    /// <summary>Most DSP blocks.</summary>
    public long? MaxDsp { get; init; }

    /// <summary>Most block memories of 18 kbit.</summary>
    public long? MaxBram { get; init; }

    /// <summary>Most cycles from a sample's first input to its last output.</summary>
    public long? MaxLatencyCycles { get; init; }

    /// <summary>Most cycles from one sample to the next.</summary>
    public long? MaxInterval { get; init; }

    /// <summary>Cycles from one sample to the next that reuse factors are chosen for: as few multipliers as keep within them.</summary>
    public long? TargetInterval { get; init; }

    /// <summary>DSP blocks that reuse factors are chosen for: the shortest interval that keeps within them.</summary>
    public long? TargetDsp { get; init; }

    /// <summary>Largest deviation of an output from the float reference over the test data, as a part of the reference's largest value, that widths are chosen for: the fewest bits that keep within it.</summary>
    public double? MaxError { get; init; }

    /// <summary>Bits of a weight or activation, on average, that widths are chosen for: the least error that they allow.</summary>
    public int? TotalBits { get; init; }
}
