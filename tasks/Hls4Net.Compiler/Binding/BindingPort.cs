namespace Hls4Net.Compiler.Binding;

/// <summary>An input or output of a generated class.</summary>
/// <param name="Name">The tensor's name.</param>
/// <param name="Shape">Its shape.</param>
public sealed record BindingPort(string Name, TensorShape Shape);
