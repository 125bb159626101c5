using System.Globalization;

namespace Hls4Net.TextTemplating;

/// <summary>One kind of mistake in a template.</summary>
/// <param name="Code">Code, documented in docs/diagnostics.md.</param>
/// <param name="Format">Message with holes: what is wrong, then what to do.</param>
public sealed record TemplateErrorKind(string Code, string Format)
{
    /// <summary>A block without <c>#&gt;</c>.</summary>
    public static readonly TemplateErrorKind UnclosedBlock =
        new("HLSN5101", "The block that starts here is never closed; end it with '#>'.");

    /// <summary>A directive whose text cannot be read.</summary>
    public static readonly TemplateErrorKind MalformedDirective =
        new("HLSN5102", "Directive cannot be read: {0}. Write <#@ name attribute=\"value\" #>.");

    /// <summary>A directive or attribute that the preprocessor does not know.</summary>
    public static readonly TemplateErrorKind UnknownDirective =
        new("HLSN5103", "Unknown {0} '{1}'. Known: {2}.");

    /// <summary>A required attribute is missing or a value is not among the possible ones.</summary>
    public static readonly TemplateErrorKind BadAttribute =
        new("HLSN5104", "Attribute '{0}' of directive '{1}' {2}.");

    /// <summary>A statement block or text after the first class feature.</summary>
    public static readonly TemplateErrorKind AfterClassFeature =
        new("HLSN5105", "{0} stands after a class feature block '<#+ … #>'. Class features come last: move it above the first of them.");

    /// <summary>An include that does not exist or includes itself.</summary>
    public static readonly TemplateErrorKind BadInclude =
        new("HLSN5106", "Cannot include '{0}': {1}.");

    /// <summary>A file that cannot be read or written, or a wrong command line.</summary>
    public static readonly TemplateErrorKind BadInvocation =
        new("HLSN5107", "{0}");

    /// <summary>Every kind, for the test that each is documented and triggered.</summary>
    public static IReadOnlyList<TemplateErrorKind> All { get; } =
        [UnclosedBlock, MalformedDirective, UnknownDirective, BadAttribute, AfterClassFeature, BadInclude, BadInvocation];
}

/// <summary>A mistake at a place; its text form is the one that MSBuild turns into a clickable error.</summary>
public sealed class TemplateException(TemplateErrorKind kind, SourcePosition position, params object[] arguments)
    : Exception(string.Format(CultureInfo.InvariantCulture, kind.Format, arguments))
{
    /// <summary>What is wrong.</summary>
    public TemplateErrorKind Kind { get; } = kind;

    /// <summary>Where.</summary>
    public SourcePosition Position { get; } = position;

    /// <summary><c>file(line,column): error CODE: message</c>.</summary>
    public string ToMSBuildText() => string.Create(
        CultureInfo.InvariantCulture, $"{Position.File}({Position.Line},{Position.Column}): error {Kind.Code}: {Message}");
}
