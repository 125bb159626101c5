namespace Hls4Net.Emulation;

/// <summary>One sample at a layer in double precision.</summary>
public abstract class ReferenceContext
{
    /// <summary>The values of an input, C order.</summary>
    public abstract ReadOnlySpan<double> Input(int index);

    /// <summary>Where the values of an output go.</summary>
    public abstract Span<double> Output(int index);
}
