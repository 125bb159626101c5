using System.Text;

namespace Hls4Net.Compiler.Plugins;

/// <summary>What backends declare to take, as text: for the detailed list of backends and for docs/backends.md.</summary>
public static class SupportTable
{
    /// <summary>A line for every class of layers: <c>Dense: io_parallel, io_stream; Latency, Resource</c>. Classes that are taken alike share a line.</summary>
    /// <param name="backend">The backend.</param>
    /// <param name="ioTypes">The interface styles that it offers: what it inherits of others does not count. Null: all.</param>
    public static IReadOnlyList<string> Lines(Backend backend, IReadOnlyList<string>? ioTypes = null)
    {
        ArgumentNullException.ThrowIfNull(backend);
        var undeclared = backend.Layers.Keys.Except(backend.Support.Select(support => support.LayerClass)).Order(StringComparer.Ordinal).ToArray();
        return
        [
            .. undeclared.Length == 0 ? Array.Empty<string>() : [$"{string.Join(", ", undeclared)}: not declared, tried with its templates"],
            .. backend.Support.Where(support => ioTypes?.Contains(support.IOType, StringComparer.OrdinalIgnoreCase) != false).GroupBy(support => support.LayerClass)
                .Select(layer => (Class: layer.Key, Text: string.Join("; ", layer.GroupBy(support => string.Join(", ", support.Strategies))
                    .Select(alike => string.Join(", ", alike.Select(support => support.IOType)) + (alike.Key.Length == 0 ? "" : " with " + alike.Key)))))
                .GroupBy(layer => layer.Text, layer => layer.Class)
                .Select(alike => $"{string.Join(", ", alike.Order(StringComparer.Ordinal))}: {alike.Key}").Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>A Markdown table: a row for each class of layers, a column for each backend; ∥ io_parallel, ⇉ io_stream, L R U the strategies.</summary>
    public static string Markdown(IReadOnlyList<Backend> backends)
    {
        ArgumentNullException.ThrowIfNull(backends);
        var text = new StringBuilder().Append("| layer | ").AppendJoin(" | ", backends.Select(backend => backend.Name)).Append(" |\n|---|")
            .Append(string.Concat(backends.Select(_ => "---|"))).Append('\n');
        foreach (var layerClass in backends.SelectMany(backend => backend.Support).Select(support => support.LayerClass).Distinct().Order(StringComparer.Ordinal))
        {
            text.Append("| ").Append(layerClass).Append(" | ").AppendJoin(" | ", backends.Select(backend => Cell(backend, layerClass))).Append(" |\n");
        }

        return text.ToString();
    }

    private static string Cell(Backend backend, string layerClass)
    {
        var declared = backend.Support.Where(support => support.LayerClass == layerClass).OrderBy(support => support.IOType, StringComparer.Ordinal);
        return string.Join(", ", declared.Select(support => (support.IOType == "io_stream" ? "⇉" : "∥")
            + string.Concat(support.Strategies.Select(strategy => strategy == Strategy.ResourceUnrolled ? " U" : $" {strategy.ToString()[0]}"))));
    }
}
