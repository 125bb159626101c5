using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Hls4Net;

/// <summary>
/// Base of the classes that T4 templates become (and of text written by hand). Everything is formatted with the invariant
/// culture; lines end with LF; a null is an error, not nothing.
/// </summary>
/// <remarks>
/// The T4 engine overrides <see cref="TransformText"/> and speaks to <see cref="GenerationEnvironment"/>, <see cref="ToStringHelper"/> and
/// <see cref="Initialize"/>; a class written by hand overrides <see cref="TransformCore"/>.
/// </remarks>
public abstract class TextTemplate
{
    private StringBuilder _text = new();
    private readonly List<int> _indents = [];
    private string _indent = "";
    private bool _atLineStart = true;

    /// <summary>What stands before every line that is written now.</summary>
    public string CurrentIndent => _indent;

    /// <summary>What was written so far; setting it, to null for nothing, starts anew.</summary>
    [AllowNull]
    protected StringBuilder GenerationEnvironment
    {
        get => _text;
        set
        {
            _text = value ?? new StringBuilder();
            ClearIndent();
            _atLineStart = true;
        }
    }

    /// <summary>Formats what stands in <c>&lt;#= #&gt;</c>.</summary>
    protected TextFormat ToStringHelper { get; } = new(CultureInfo.InvariantCulture);

    /// <summary>Runs the template and returns its text; may be called again after a property changed.</summary>
    public virtual string TransformText()
    {
        GenerationEnvironment = null;
        TransformCore();
        return GenerationEnvironment.ToString();
    }

    /// <summary>Does nothing; the T4 engine gives every template an override.</summary>
    public virtual void Initialize()
    {
    }

    /// <summary>Writes the text, with <c>Write</c>.</summary>
    protected virtual void TransformCore()
    {
    }

    /// <summary>Appends text; the current indent goes before every line that is not empty.</summary>
    protected void Write(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (_indent.Length == 0)
        {
            _text.Append(text);
            _atLineStart = text.Length == 0 ? _atLineStart : text[^1] == '\n';
            return;
        }

        foreach (var c in text)
        {
            if (_atLineStart && c is not ('\n' or '\r'))
            {
                _text.Append(_indent);
            }

            _text.Append(c);
            _atLineStart = c == '\n';
        }
    }

    /// <summary>Appends a number, an identifier, …: invariant culture.</summary>
    protected void Write<T>(T value)
        where T : notnull =>
        Write(ToStringHelper.ToStringWithCulture(value));

    /// <summary>Appends text and a line break.</summary>
    protected void WriteLine(string text = "")
    {
        Write(text);
        Write("\n");
    }

    /// <summary>Indents the lines from here on further.</summary>
    protected void PushIndent(string indent)
    {
        ArgumentNullException.ThrowIfNull(indent);
        _indents.Add(_indent.Length);
        _indent += indent;
    }

    /// <summary>Takes back the last <see cref="PushIndent"/>.</summary>
    protected void PopIndent()
    {
        _indent = _indent[.._indents[^1]];
        _indents.RemoveAt(_indents.Count - 1);
    }

    /// <summary>Takes back every <see cref="PushIndent"/>.</summary>
    protected void ClearIndent()
    {
        _indents.Clear();
        _indent = "";
    }
}
