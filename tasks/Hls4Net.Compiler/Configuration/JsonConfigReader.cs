using System.Text;
using System.Text.Json;

namespace Hls4Net.Compiler.Configuration;

/// <summary>JSON with comments and trailing commas allowed: people edit these files by hand.</summary>
internal static class JsonConfigReader
{
    public static ConfigNode Read(byte[] bytes)
    {
        ReadOnlySpan<byte> text = bytes;
        if (text.StartsWith(Encoding.UTF8.Preamble))
        {
            text = text[Encoding.UTF8.Preamble.Length..];
        }

        var cursor = new Cursor();
        var reader = new Utf8JsonReader(text, new JsonReaderOptions
        {
            CommentHandling = JsonCommentHandling.Skip,
            AllowTrailingCommas = true,
            MaxDepth = ConfigFile.MaximumDepth,
        });
        try
        {
            reader.Read();
            var root = ReadValue(ref reader, text, cursor);
            reader.Read();
            return root;
        }
        catch (JsonException exception)
        {
            // The framework appends its own zero-based position to the sentence.
            var message = exception.Message.Split(" LineNumber:")[0].TrimEnd('.');
            throw new ConfigSyntaxException(message, (int)(exception.LineNumber ?? 0) + 1, (int)(exception.BytePositionInLine ?? 0) + 1);
        }
        catch (InvalidOperationException)
        {
            // A string whose bytes are not UTF-8.
            throw new ConfigSyntaxException("the text is not UTF-8", cursor.Line, cursor.Column);
        }
    }

    private static ConfigNode ReadValue(ref Utf8JsonReader reader, ReadOnlySpan<byte> text, Cursor cursor)
    {
        cursor.MoveTo(text, reader.TokenStartIndex);
        var (line, column) = (cursor.Line, cursor.Column);
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                var entries = new List<ConfigEntry>();
                var keys = new HashSet<string>(StringComparer.Ordinal);
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                {
                    cursor.MoveTo(text, reader.TokenStartIndex);
                    var (keyLine, keyColumn, key) = (cursor.Line, cursor.Column, reader.GetString()!);
                    if (!keys.Add(key))
                    {
                        throw new ConfigSyntaxException($"the key '{key}' stands twice in one object", keyLine, keyColumn);
                    }

                    reader.Read();
                    entries.Add(new ConfigEntry(key, keyLine, keyColumn, ReadValue(ref reader, text, cursor)));
                }

                return new ConfigMap(entries, line, column);
            case JsonTokenType.StartArray:
                reader.Skip();
                return new ConfigList(line, column);
            case JsonTokenType.String:
                return new ConfigScalar(reader.GetString()!, line, column);
            default:
                return new ConfigScalar(Encoding.UTF8.GetString(reader.ValueSpan), line, column);
        }
    }

    /// <summary>Line and column of a byte; only ever moves forward, so the whole file is scanned once.</summary>
    private sealed class Cursor
    {
        private int _offset;

        public int Line { get; private set; } = 1;

        public int Column { get; private set; } = 1;

        public void MoveTo(ReadOnlySpan<byte> text, long offset)
        {
            for (; _offset < offset; _offset++)
            {
                (Line, Column) = text[_offset] == (byte)'\n' ? (Line + 1, 1) : (Line, Column + 1);
            }
        }
    }
}
