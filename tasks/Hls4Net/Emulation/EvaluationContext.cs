using System.Numerics;

namespace Hls4Net.Emulation;

/// <summary>One sample at a layer: raw integers in, raw integers out. Exact at every width, and therefore slow.</summary>
public abstract class EvaluationContext
{
    /// <summary>The raw integers of an input, C order, in units of its tensor's type.</summary>
    public abstract ReadOnlySpan<BigInteger> Input(int index);

    /// <summary>Where the raw integers of an output go.</summary>
    public abstract Span<BigInteger> Output(int index);
}
