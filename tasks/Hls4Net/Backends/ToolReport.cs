namespace Hls4Net;

/// <summary>What a vendor's tool reported about a project, as numbers.</summary>
/// <param name="Tool">Name and version of the tool.</param>
/// <param name="Figures">The figures found; a section that the tool did not write is missing.</param>
public sealed record ToolReport(string Tool, IReadOnlyList<ToolFigure> Figures);

/// <summary>One number of a tool's report.</summary>
/// <param name="Name">What it is: <c>latency</c>, <c>interval</c>, <c>lut</c>, <c>area</c>, …</param>
/// <param name="Value">The number.</param>
/// <param name="Unit">Its unit: <c>cycles</c>, <c>ns</c>, <c>blocks</c>, <c>mm2</c>; empty for a plain count.</param>
public sealed record ToolFigure(string Name, double Value, string Unit = "");
