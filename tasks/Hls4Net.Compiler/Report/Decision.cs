namespace Hls4Net.Compiler.Report;

/// <summary>One thing that a conversion decided about a layer, and why.</summary>
/// <param name="Layer">The layer, by the user's name.</param>
/// <param name="Subject">What was decided: <c>result</c>, <c>weight</c>, <c>accum</c>, <c>reuse factor</c>, <c>strategy</c>, …</param>
/// <param name="Value">What it was decided to be.</param>
/// <param name="Reason">Why.</param>
public sealed record Decision(string Layer, string Subject, string Value, string Reason);
