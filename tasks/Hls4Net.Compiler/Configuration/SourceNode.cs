namespace Hls4Net.Compiler.Configuration;

/// <summary>A node of the model file: users and hls4ml's configurations name layers after these, fused or not.</summary>
/// <param name="Name">Its name; a nameless node has the one the importer gave it.</param>
/// <param name="Operator">Its operator, e.g. <c>Gemm</c>.</param>
/// <param name="Outputs">Names of the tensors it makes.</param>
/// <param name="Constants">Names of the constants it reads.</param>
public sealed record SourceNode(string Name, string Operator, IReadOnlyList<string> Outputs, IReadOnlyList<string> Constants);
