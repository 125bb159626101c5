using System.Globalization;

namespace Hls4Net.TextTemplating;

/// <summary>A mistake in a template; its text is the form that MSBuild turns into a clickable error.</summary>
/// <param name="Code">Code, documented in docs/diagnostics.md.</param>
/// <param name="File">The template, or the file it includes.</param>
/// <param name="Line">1-based line.</param>
/// <param name="Column">1-based column.</param>
/// <param name="Message">What is wrong and what to do.</param>
public sealed record TemplateError(string Code, string File, int Line, int Column, string Message)
{
    /// <summary>The T4 engine cannot read the template.</summary>
    public const string Syntax = "HLSN5101";

    /// <summary>A directive that has no meaning here.</summary>
    public const string UnknownDirective = "HLSN5102";

    /// <summary>A file that cannot be read or written, or a wrong command line.</summary>
    public const string BadInvocation = "HLSN5103";

    /// <summary>Every code, for the test that each is documented.</summary>
    public static IReadOnlyList<string> Codes { get; } = [Syntax, UnknownDirective, BadInvocation];

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{File}({Math.Max(1, Line)},{Math.Max(1, Column)}): error {Code}: {Message}");
}
