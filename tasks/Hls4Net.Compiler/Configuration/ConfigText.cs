using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Hls4Net.Compiler.Configuration;

/// <summary>Writes a configuration tree as JSON or YAML; a pure function of the tree, LF.</summary>
internal static class ConfigText
{
    /// <summary>JSON, indented by two.</summary>
    public static string ToJson(ConfigMap root)
    {
        using var stream = new MemoryStream();
        var options = new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        using (var json = new Utf8JsonWriter(stream, options))
        {
            Write(json, root);
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    /// <summary>YAML in block style, texts quoted.</summary>
    public static string ToYaml(ConfigMap root)
    {
        var text = new StringBuilder();
        Write(text, root, 0);
        return text.ToString();
    }

    private static void Write(Utf8JsonWriter json, ConfigNode node)
    {
        if (node is ConfigMap map)
        {
            json.WriteStartObject();
            foreach (var entry in map.Entries)
            {
                json.WritePropertyName(entry.Key);
                Write(json, entry.Value);
            }

            json.WriteEndObject();
        }
        else if (node is ConfigScalar scalar && IsBare(scalar.Text))
        {
            json.WriteRawValue(scalar.Text);
        }
        else
        {
            json.WriteStringValue(((ConfigScalar)node).Text);
        }
    }

    private static void Write(StringBuilder text, ConfigMap map, int depth)
    {
        foreach (var entry in map.Entries)
        {
            text.Append(' ', 2 * depth).Append(IsPlain(entry.Key) ? entry.Key : Quote(entry.Key)).Append(':');
            switch (entry.Value)
            {
                case ConfigMap { Entries.Count: 0 }:
                    text.Append(" {}\n");
                    break;
                case ConfigMap inner:
                    text.Append('\n');
                    Write(text, inner, depth + 1);
                    break;
                case ConfigScalar scalar:
                    text.Append(' ').Append(IsBare(scalar.Text) || IsPlain(scalar.Text) ? scalar.Text : Quote(scalar.Text)).Append('\n');
                    break;
            }
        }
    }

    /// <summary>A number or a truth value.</summary>
    private static bool IsBare(string text) => text is "true" or "false" || (text.Length > 0 && text.All(char.IsAsciiDigit) && (text == "0" || text[0] != '0'));

    private static bool IsPlain(string text) =>
        text.Length > 0 && char.IsAsciiLetter(text[0]) && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '_')
        && text.ToLowerInvariant() is not ("true" or "false" or "null" or "yes" or "no" or "on" or "off" or "y" or "n");

    /// <summary>A double-quoted YAML text: JSON's escapes are a subset of YAML's.</summary>
    private static string Quote(string text) => $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
}
