namespace Hls4Net.CxxProjects;

/// <summary>A tensor that enters or leaves the top function.</summary>
/// <param name="Tensor">The tensor.</param>
/// <param name="Port">Name of the argument.</param>
internal sealed record TensorPort(Tensor Tensor, string Port);
