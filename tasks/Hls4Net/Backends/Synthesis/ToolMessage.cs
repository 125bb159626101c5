namespace Hls4Net;

/// <summary>A message in a tool's log.</summary>
/// <param name="IsError">Error or warning.</param>
/// <param name="Text">What it says.</param>
/// <param name="Code">The tool's own code (<c>HLS 207-3777</c>); empty for none.</param>
/// <param name="File">The file as the tool names it; empty for none.</param>
/// <param name="Line">1-based line; 0 for none.</param>
/// <param name="Column">1-based column; 0 for none.</param>
public sealed record ToolMessage(bool IsError, string Text, string Code = "", string File = "", int Line = 0, int Column = 0);
