namespace Hls4Net.Compiler.Report;

/// <summary>How far a tensor of the emulator is from the float reference, over all samples and elements; in the tensor's own units.</summary>
/// <param name="Tensor">The tensor.</param>
/// <param name="MaxAbsolute">Largest deviation.</param>
/// <param name="MeanAbsolute">Mean deviation.</param>
/// <param name="MaxReference">Largest magnitude of the reference: what the deviations are to be seen against.</param>
public sealed record TensorError(Tensor Tensor, double MaxAbsolute, double MeanAbsolute, double MaxReference)
{
    /// <summary>The value furthest outside a type that wraps; null where there is none.</summary>
    public OverflowingValue? Overflow { get; init; }
}

/// <summary>A value that its tensor's type turns into another one.</summary>
/// <param name="Channel">Index along the last dimension.</param>
/// <param name="Value">What the float reference computes.</param>
/// <param name="Count">How many values of the tensor lie outside, over all samples.</param>
public sealed record OverflowingValue(int Channel, double Value, long Count);
