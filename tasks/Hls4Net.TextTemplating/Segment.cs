namespace Hls4Net.TextTemplating;

/// <summary>What a stretch of a template is.</summary>
public enum SegmentKind
{
    /// <summary>Literal text.</summary>
    Text,

    /// <summary><c>&lt;#= expression #&gt;</c></summary>
    Expression,

    /// <summary><c>&lt;# statements #&gt;</c></summary>
    Statement,

    /// <summary><c>&lt;#+ members #&gt;</c></summary>
    ClassFeature,

    /// <summary><c>&lt;#@ directive #&gt;</c></summary>
    Directive,
}

/// <summary>A stretch of a template: literal text or the inside of a block.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Content">The text, escapes resolved, line ends LF.</param>
/// <param name="Start">Where the content starts (after the opening tag).</param>
/// <param name="End">Where the content ends, exclusive.</param>
public sealed record Segment(SegmentKind Kind, string Content, SourcePosition Start, SourcePosition End);
