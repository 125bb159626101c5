using System.Globalization;
using System.Text;

namespace Hls4Net;

/// <summary>
/// A graph as text, a line per layer in topological order: a pure function of the graph, made for tests of passes and for logs.
/// <code>fc1: Dense(x) strategy=Latency weight[2,2]=(1,2,3,4) bias[2]=(5,6):fixed&lt;8,4&gt; -> y[2]:fixed&lt;16,6&gt;</code>
/// Short weights show their values as trained, short tables their raw integers, long ones a hash of them.
/// </summary>
public static class GraphText
{
    private const int LongestShown = 16;

    /// <summary>The text, lines ending in LF; model outputs on the last line.</summary>
    public static string Write(ModelGraph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        var text = new StringBuilder();
        foreach (var layer in graph.Layers)
        {
            text.Append(Write(layer)).Append('\n');
        }

        return text.Append("outputs: ").AppendJoin(", ", graph.Outputs.Select(output => NameText.Show(output.Name))).Append('\n').ToString();
    }

    /// <summary>The line of one layer, without the line end.</summary>
    public static string Write(Layer layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        var text = new StringBuilder($"{NameText.Show(layer.Name)}: {layer.ClassName}(");
        text.AppendJoin(", ", layer.Inputs.Select(input => NameText.Show(input.Name))).Append(')');
        foreach (var (name, value) in layer.Parameters.Concat(layer.Attributes.Select(pair => (pair.Key, (object?)pair.Value))))
        {
            text.Append(CultureInfo.InvariantCulture, $" {name}={value}");
        }

        foreach (var weight in layer.Weights.Values.OrderBy(weight => weight.Name, StringComparer.Ordinal))
        {
            text.Append(' ').Append(weight.Name).Append(weight.Shape).Append(Values(weight.Values));
            AppendType(text, weight.Type);
        }

        foreach (var (role, type) in layer.Types)
        {
            text.Append(' ').Append(role);
            if (layer.Tables.TryGetValue(role, out var table))
            {
                text.Append(CultureInfo.InvariantCulture, $"[{table.Length}]").Append(Values(Array.ConvertAll(table, raw => (double)raw)));
            }

            AppendType(text, type);
        }

        text.Append(" ->");
        foreach (var output in layer.Outputs)
        {
            text.Append(' ').Append(NameText.Show(output.Name)).Append(output.Shape);
            AppendType(text, output.Type);
        }

        return text.ToString();
    }

    private static void AppendType(StringBuilder text, FixedType type)
    {
        if (type.Width > 0)
        {
            text.Append(':').Append(type);
        }
    }

    private static string Values(IReadOnlyList<double> values)
    {
        if (values.Count <= LongestShown)
        {
            return $"=({string.Join(',', values.Select(value => value.ToString("R", CultureInfo.InvariantCulture)))})";
        }

        // FNV-1a: to tell contents apart, not to protect them.
        var hash = 2166136261;
        foreach (var value in values)
        {
            var bits = BitConverter.DoubleToUInt64Bits(value);
            for (var shift = 0; shift < 64; shift += 8)
            {
                hash = unchecked((hash ^ (byte)(bits >> shift)) * 16777619);
            }
        }

        return string.Create(CultureInfo.InvariantCulture, $"#{hash:x8}");
    }
}
