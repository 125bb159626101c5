namespace Hls4Net.Compiler.Widths;

/// <summary>Widths that were chosen for <c>MaxError</c> or <c>TotalBits</c>, and what else could be had.</summary>
/// <param name="Chosen">What was chosen.</param>
/// <param name="Choices">The widths, layer by layer.</param>
/// <param name="Frontier">What was tried and is not both wider and less exact than something else, from wide to narrow.</param>
/// <param name="Trials">How often types were tried.</param>
public sealed record WidthPlan(WidthPoint Chosen, IReadOnlyList<WidthChoice> Choices, IReadOnlyList<WidthPoint> Frontier, int Trials);

/// <summary>One choice of widths for the whole model.</summary>
/// <param name="Bits">Bits of all weights, activations and accumulators.</param>
/// <param name="BitsPerValue">Bits of a weight or activation on average, of those that were to be chosen.</param>
/// <param name="Error">Largest deviation of an output from the float reference, as a part of the reference's largest value.</param>
public sealed record WidthPoint(long Bits, double BitsPerValue, double Error);

/// <summary>The width of a layer's results or weights.</summary>
/// <param name="Layer">The layer, by the user's name.</param>
/// <param name="Role"><c>result</c>, <c>weight</c>, …</param>
/// <param name="Width">Bits.</param>
/// <param name="Reason">Why so many.</param>
public sealed record WidthChoice(string Layer, string Role, int Width, string Reason);
