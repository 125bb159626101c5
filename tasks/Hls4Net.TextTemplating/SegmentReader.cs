using System.Text;

namespace Hls4Net.TextTemplating;

/// <summary>
/// Splits a template into segments. Escapes: <c>\&lt;#</c> and <c>\#&gt;</c> stand for the tags themselves. A line break
/// directly after a statement, class feature or directive block belongs to the block and is not text.
/// </summary>
public sealed class SegmentReader
{
    private readonly string _text;
    private readonly string _file;
    private int _index;
    private int _line = 1;
    private int _column = 1;

    private SegmentReader(string text, string file)
    {
        _text = text.ReplaceLineEndings("\n");
        _file = file;
    }

    private SourcePosition Here => new(_file, _line, _column);

    /// <summary>Reads all segments of a template.</summary>
    /// <exception cref="TemplateException">A block is not closed.</exception>
    public static IReadOnlyList<Segment> Read(string text, string file)
    {
        ArgumentNullException.ThrowIfNull(text);
        var reader = new SegmentReader(text, file);
        var segments = new List<Segment>();
        while (reader._index < reader._text.Length)
        {
            segments.Add(reader.At("<#") ? reader.ReadBlock() : reader.ReadText());
        }

        return segments;
    }

    private bool At(string token) => string.CompareOrdinal(_text, _index, token, 0, token.Length) == 0;

    private void Advance(int count = 1)
    {
        for (; count > 0; count--, _index++)
        {
            (_line, _column) = _text[_index] == '\n' ? (_line + 1, 1) : (_line, _column + 1);
        }
    }

    private Segment ReadText()
    {
        var start = Here;
        var content = new StringBuilder();
        while (_index < _text.Length && !At("<#"))
        {
            ReadCharacter(content);
        }

        return new Segment(SegmentKind.Text, content.ToString(), start, Here);
    }

    private Segment ReadBlock()
    {
        var opening = Here;
        Advance(2);
        var kind = _index < _text.Length ? KindOf(_text[_index]) : SegmentKind.Statement;
        if (kind != SegmentKind.Statement)
        {
            Advance();
        }

        var start = Here;
        var content = new StringBuilder();
        while (!At("#>"))
        {
            if (_index >= _text.Length)
            {
                throw new TemplateException(TemplateErrorKind.UnclosedBlock, opening);
            }

            ReadCharacter(content);
        }

        var end = Here;
        Advance(2);
        if (kind != SegmentKind.Expression && At("\n"))
        {
            Advance();
        }

        return new Segment(kind, content.ToString(), start, end);
    }

    private void ReadCharacter(StringBuilder content)
    {
        if (At("\\<#") || At("\\#>"))
        {
            content.Append(_text, _index + 1, 2);
            Advance(3);
            return;
        }

        content.Append(_text[_index]);
        Advance();
    }

    private static SegmentKind KindOf(char mark) => mark switch
    {
        '=' => SegmentKind.Expression,
        '+' => SegmentKind.ClassFeature,
        '@' => SegmentKind.Directive,
        _ => SegmentKind.Statement,
    };
}
