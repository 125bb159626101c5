namespace Hls4Net.Compiler.Estimate;

/// <summary>What one layer costs in hardware, before any tool has run.</summary>
/// <param name="Layer">The layer.</param>
public sealed record LayerEstimate(Layer Layer)
{
    /// <summary>Multiplications of one sample.</summary>
    public long Multiplications { get; init; }

    /// <summary>Multipliers side by side; a constant zero or power of two needs none where nothing is shared.</summary>
    public long Multipliers { get; init; }

    /// <summary>Adders side by side that sum up products, shift, or add tensors.</summary>
    public long Adders { get; init; }

    /// <summary>DSP blocks of the multipliers; the tool may build narrow ones of look-up tables instead.</summary>
    public Bounds Dsp { get; init; } = Bounds.Zero;

    /// <summary>Bits of weights in memory; weights that are wired in as constants count nothing.</summary>
    public long WeightBits { get; init; }

    /// <summary>Bits of the function tables, each counted once.</summary>
    public long TableBits { get; init; }

    /// <summary>Bits of the FIFOs that it writes; io_stream only.</summary>
    public long FifoBits { get; init; }

    /// <summary>Block memories of 18 kbit for weights, tables and FIFOs; small ones may become registers or look-up tables.</summary>
    public Bounds Bram { get; init; } = Bounds.Zero;

    /// <summary>Cycles from its first input to its last output.</summary>
    public Bounds Latency { get; init; } = Bounds.Zero;

    /// <summary>Cycles from one sample to the next.</summary>
    public Bounds Interval { get; init; } = Bounds.Zero;

    /// <summary>Why the figures of its arithmetic are missing; null where they are not.</summary>
    public string? Unknown { get; init; }
}
