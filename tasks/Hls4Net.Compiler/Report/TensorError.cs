namespace Hls4Net.Compiler.Report;

/// <summary>How far a tensor of the emulator is from the float reference, over all samples and elements; in the tensor's own units.</summary>
/// <param name="Tensor">The tensor.</param>
/// <param name="MaxAbsolute">Largest deviation.</param>
/// <param name="MeanAbsolute">Mean deviation.</param>
/// <param name="MaxReference">Largest magnitude of the reference: what the deviations are to be seen against.</param>
public sealed record TensorError(Tensor Tensor, double MaxAbsolute, double MeanAbsolute, double MaxReference);
