namespace Hls4Net.Compiler.Report;

/// <summary>Why a type of a layer is what it is.</summary>
/// <param name="Role">What the type is for: a result, a weight, an accumulator, a table.</param>
/// <param name="Type">The type.</param>
/// <param name="Reason">Who set it, or from what it follows.</param>
internal sealed record TypeReason(string Role, string Type, string Reason);
