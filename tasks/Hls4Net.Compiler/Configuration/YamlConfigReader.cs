using System.Text;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Hls4Net.Compiler.Configuration;

/// <summary>YAML, one document.</summary>
internal static class YamlConfigReader
{
    public static ConfigNode Read(byte[] bytes)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes)));
            if (stream.Documents.Count != 1)
            {
                throw new ConfigSyntaxException($"it holds {stream.Documents.Count} YAML documents instead of one", 1, 1);
            }

            var nodes = 0;
            return Convert(stream.Documents[0].RootNode, 0, ref nodes);
        }
        catch (YamlException exception)
        {
            throw new ConfigSyntaxException(exception.Message.TrimEnd('.'), (int)exception.Start.Line, (int)exception.Start.Column);
        }
        catch (DecoderFallbackException)
        {
            throw new ConfigSyntaxException("the text is not UTF-8", 1, 1);
        }
    }

    private static ConfigNode Convert(YamlNode node, int depth, ref int nodes)
    {
        var (line, column) = ((int)node.Start.Line, (int)node.Start.Column);
        if (depth > ConfigFile.MaximumDepth || ++nodes > ConfigFile.MaximumNodes)
        {
            // Aliases share nodes: a short text can unfold into a huge or an endless tree.
            throw new ConfigSyntaxException("it is nested too deeply or unfolds to too many values", line, column);
        }

        switch (node)
        {
            case YamlMappingNode map:
                var entries = new List<ConfigEntry>();
                foreach (var (key, value) in map.Children)
                {
                    if (key is not YamlScalarNode { Value: { } name })
                    {
                        throw new ConfigSyntaxException("a key must be a plain text", (int)key.Start.Line, (int)key.Start.Column);
                    }

                    entries.Add(new ConfigEntry(name, (int)key.Start.Line, (int)key.Start.Column, Convert(value, depth + 1, ref nodes)));
                }

                return new ConfigMap(entries, line, column);
            case YamlScalarNode scalar:
                return new ConfigScalar(scalar.Value ?? "", line, column);
            default:
                return new ConfigList(line, column);
        }
    }
}
