namespace Hls4Net.TextTemplating;

/// <summary>A place in a template file.</summary>
/// <param name="File">Path as given on the command line, or as resolved for an included file.</param>
/// <param name="Line">1-based line.</param>
/// <param name="Column">1-based column.</param>
public readonly record struct SourcePosition(string File, int Line, int Column);
