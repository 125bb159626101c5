namespace Hls4Net.TextTemplating;

/// <summary>A directive: <c>&lt;#@ name attribute="value" … #&gt;</c>; names are case-insensitive as in every T4 engine.</summary>
/// <param name="Name">Its name as written.</param>
/// <param name="Attributes">Attribute → value and the place of the value.</param>
/// <param name="Position">Where it stands.</param>
public sealed record Directive(
    string Name, IReadOnlyDictionary<string, (string Value, SourcePosition Position)> Attributes, SourcePosition Position)
{
    /// <summary>Reads the inside of a directive block.</summary>
    /// <exception cref="TemplateException">It is not a name followed by <c>attribute="value"</c> pairs.</exception>
    public static Directive Parse(Segment segment)
    {
        ArgumentNullException.ThrowIfNull(segment);
        var cursor = new Cursor(segment);
        var name = cursor.ReadName("a directive name");
        var attributes = new Dictionary<string, (string, SourcePosition)>(StringComparer.OrdinalIgnoreCase);
        while (!cursor.AtEnd)
        {
            var attribute = cursor.ReadName("an attribute name");
            cursor.Expect('=');
            if (!attributes.TryAdd(attribute, cursor.ReadValue()))
            {
                throw cursor.Error($"attribute '{attribute}' appears twice");
            }
        }

        return new Directive(name, attributes, segment.Start);
    }

    /// <summary>The value of an attribute; an error where it is missing or empty.</summary>
    public (string Value, SourcePosition Position) Require(string attribute) =>
        Attributes.TryGetValue(attribute, out var value) && value.Value.Trim().Length > 0
            ? value
            : throw new TemplateException(TemplateErrorKind.BadAttribute, Position, attribute, Name, "is required");

    /// <summary>The value of an attribute, or null.</summary>
    public string? Find(string attribute) => Attributes.TryGetValue(attribute, out var value) ? value.Value : null;

    private sealed class Cursor(Segment segment)
    {
        private readonly string _text = segment.Content;
        private int _index;

        public bool AtEnd => SkipSpace() == _text.Length;

        private SourcePosition Here
        {
            get
            {
                var line = _text.AsSpan(0, _index).Count('\n');
                var column = line == 0 ? segment.Start.Column + _index : _index - _text.LastIndexOf('\n', _index - 1);
                return new SourcePosition(segment.Start.File, segment.Start.Line + line, column);
            }
        }

        public string ReadName(string what)
        {
            var start = SkipSpace();
            while (_index < _text.Length && (char.IsLetterOrDigit(_text[_index]) || _text[_index] == '_'))
            {
                _index++;
            }

            return _index > start ? _text[start.._index] : throw Error($"{what} is expected");
        }

        public void Expect(char c)
        {
            if (AtEnd || _text[_index] != c)
            {
                throw Error($"'{c}' is expected");
            }

            _index++;
        }

        public (string Value, SourcePosition Position) ReadValue()
        {
            if (AtEnd || _text[_index] is not ('"' or '\''))
            {
                throw Error("a quoted value is expected");
            }

            var quote = _text[_index++];
            var position = Here;
            var close = _text.IndexOf(quote, _index);
            if (close < 0)
            {
                throw Error("the closing quote is missing");
            }

            var value = _text[_index..close];
            _index = close + 1;
            return (value, position);
        }

        private int SkipSpace()
        {
            while (_index < _text.Length && char.IsWhiteSpace(_text[_index]))
            {
                _index++;
            }

            return _index;
        }

        public TemplateException Error(string problem) => new(TemplateErrorKind.MalformedDirective, Here, problem);
    }
}
