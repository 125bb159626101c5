namespace Hls4Net.TextTemplating;

/// <summary>A template read with its includes: what the directives say, and the segments that make code.</summary>
public sealed class Template
{
    private const string KnownDirectives = "template, parameter, import, include, assembly, output";

    private readonly HashSet<string> _onceIncluded = new(StringComparer.Ordinal);
    private readonly List<string> _including = [];

    private Template()
    {
    }

    /// <summary>A parameter: a required property of the generated class.</summary>
    /// <param name="Type">C# type text and its place.</param>
    /// <param name="Name">Property name and its place.</param>
    public sealed record Parameter((string Text, SourcePosition Position) Type, (string Text, SourcePosition Position) Name);

    /// <summary>The base class, from <c>template inherits</c>.</summary>
    public (string Text, SourcePosition Position)? BaseClass { get; private set; }

    /// <summary><c>internal</c> unless <c>template visibility</c> says <c>public</c>.</summary>
    public string Visibility { get; private set; } = "internal";

    /// <summary>Namespaces of <c>import</c> directives in order.</summary>
    public List<(string Text, SourcePosition Position)> Imports { get; } = [];

    /// <summary>The <c>parameter</c> directives in order.</summary>
    public List<Parameter> Parameters { get; } = [];

    /// <summary>Text, expressions and statements of the main body.</summary>
    public List<Segment> Body { get; } = [];

    /// <summary>Class features, and the text and expressions between them.</summary>
    public List<Segment> Features { get; } = [];

    /// <summary>Reads a template file and everything it includes.</summary>
    /// <param name="path">Path of the file; positions use it as given.</param>
    /// <param name="read">How files are read.</param>
    /// <exception cref="TemplateException">The first mistake found.</exception>
    public static Template Load(string path, Func<string, string> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        var template = new Template();
        template.Add(path, read);
        template.CheckTail();
        return template;
    }

    private void Add(string path, Func<string, string> read)
    {
        _including.Add(path);
        foreach (var segment in SegmentReader.Read(read(path), path))
        {
            if (segment.Kind == SegmentKind.Directive)
            {
                Apply(Directive.Parse(segment), read);
            }
            else
            {
                Add(segment);
            }
        }

        _including.RemoveAt(_including.Count - 1);
    }

    private void Add(Segment segment)
    {
        if (segment.Kind == SegmentKind.ClassFeature || Features.Count > 0)
        {
            if (segment.Kind == SegmentKind.Statement)
            {
                throw new TemplateException(TemplateErrorKind.AfterClassFeature, segment.Start, "A statement block");
            }

            Features.Add(segment);
        }
        else
        {
            Body.Add(segment);
        }
    }

    /// <summary>After the last class feature only white space may follow; it is not output.</summary>
    private void CheckTail()
    {
        while (Features.Count > 0 && Features[^1].Kind != SegmentKind.ClassFeature)
        {
            var tail = Features[^1];
            if (tail.Kind != SegmentKind.Text || !string.IsNullOrWhiteSpace(tail.Content))
            {
                throw new TemplateException(TemplateErrorKind.AfterClassFeature, tail.Start, "Output");
            }

            Features.RemoveAt(Features.Count - 1);
        }
    }

    private void Apply(Directive directive, Func<string, string> read)
    {
        switch (directive.Name.ToUpperInvariant())
        {
            case "TEMPLATE":
                ApplyTemplate(directive);
                break;
            case "PARAMETER":
                Check(directive, "type", "name");
                Parameters.Add(new Parameter(directive.Require("type"), directive.Require("name")));
                break;
            case "IMPORT":
                Check(directive, "namespace");
                Imports.Add(directive.Require("namespace"));
                break;
            case "INCLUDE":
                Include(directive, read);
                break;
            case "ASSEMBLY":
                // The project's references decide what the generated class can see.
                Check(directive, "name");
                break;
            case "OUTPUT":
                // The writer that runs the template names the file.
                Check(directive, "extension", "encoding");
                break;
            default:
                throw new TemplateException(
                    TemplateErrorKind.UnknownDirective, directive.Position, "directive", directive.Name, KnownDirectives);
        }
    }

    private void ApplyTemplate(Directive directive)
    {
        // debug, culture and linePragmas are accepted because templates of other engines carry them; here the debug information
        // is the project's, the culture always invariant, the line mapping always on.
        Check(directive, "language", "inherits", "visibility", "hostspecific", "debug", "culture", "linePragmas", "compilerOptions");
        RequireValue(directive, "language", "C#");
        RequireValue(directive, "hostspecific", "false");
        RequireValue(directive, "visibility", "internal", "public");
        Visibility = directive.Find("visibility") ?? Visibility;
        if (directive.Find("inherits") is not null)
        {
            BaseClass = directive.Require("inherits");
        }
    }

    private void Include(Directive directive, Func<string, string> read)
    {
        Check(directive, "file", "once");
        var (file, position) = directive.Require("file");
        var path = Path.Combine(Path.GetDirectoryName(_including[^1]) ?? "", file.Replace('\\', '/'));
        if (_including.Contains(path))
        {
            throw new TemplateException(TemplateErrorKind.BadInclude, position, file, "it includes itself");
        }

        var once = string.Equals(directive.Find("once"), "true", StringComparison.OrdinalIgnoreCase);
        if (!_onceIncluded.Add(path) && once)
        {
            return;
        }

        try
        {
            Add(path, read);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new TemplateException(TemplateErrorKind.BadInclude, position, file, exception.Message);
        }
    }

    private static void Check(Directive directive, params string[] known)
    {
        foreach (var (attribute, (_, position)) in directive.Attributes)
        {
            if (!known.Contains(attribute, StringComparer.OrdinalIgnoreCase))
            {
                throw new TemplateException(
                    TemplateErrorKind.UnknownDirective, position, $"attribute of '{directive.Name}'", attribute, string.Join(", ", known));
            }
        }
    }

    private static void RequireValue(Directive directive, string attribute, params string[] possible)
    {
        if (directive.Find(attribute) is { } value && !possible.Contains(value, StringComparer.OrdinalIgnoreCase))
        {
            throw new TemplateException(
                TemplateErrorKind.BadAttribute, directive.Attributes[attribute].Position, attribute, directive.Name,
                $"is '{value}'; possible: {string.Join(", ", possible)}");
        }
    }
}
