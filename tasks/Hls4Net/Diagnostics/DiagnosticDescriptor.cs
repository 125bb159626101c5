namespace Hls4Net;

/// <summary>One kind of problem: its code, its severity and the text shared by all its occurrences.</summary>
/// <param name="Code"><c>HLSN</c> and four digits; plugins use a prefix of their own.</param>
/// <param name="Severity">Severity before the user's <c>NoWarn</c> and <c>WarningsAsErrors</c> apply.</param>
/// <param name="Title">What kind of problem it is, as a heading in docs/diagnostics.md.</param>
/// <param name="Format">Message with <see cref="string.Format(string, object?[])"/> holes: what is wrong, then what to do.</param>
public sealed record DiagnosticDescriptor(string Code, Severity Severity, string Title, string Format)
{
    /// <summary>The page that explains the code; null where a plugin's author gives none.</summary>
    public string? HelpLink { get; init; } = Code.StartsWith("HLSN", StringComparison.Ordinal) ? $"docs/diagnostics.md#{Code.ToLowerInvariant()}" : null;
}
