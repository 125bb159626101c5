using System.Text;
using System.Text.Encodings.Web;

namespace Hls4Net.Compiler.Report.Page;

/// <summary>Puts the parts of the page together: one file that asks no network, from the embedded template, style and scripts.</summary>
internal static class PageTemplate
{
    private static readonly string[] s_scripts =
        ["core.js", "format.js", "table.js", "plots.js", "overview.js", "inspector.js", "placing.js", "graph.js", "layers.js", "cost.js", "log.js", "main.js"];

    /// <summary>The page, UTF-8, LF.</summary>
    /// <param name="title">Name of the model; any text.</param>
    /// <param name="report">The report.</param>
    /// <param name="detail">What the page shows beyond it.</param>
    /// <param name="previous">The report before; <c>null</c> where there is none.</param>
    /// <param name="timing">What differs from run to run.</param>
    public static byte[] Compose(string title, byte[] report, byte[] detail, byte[] previous, byte[] timing)
    {
        // The JSON writer escapes every character that could end a script.
        var parts = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["title"] = HtmlEncoder.Default.Encode(title),
            ["style"] = Text("page.css"),
            ["report"] = Encoding.UTF8.GetString(report).Trim(),
            ["detail"] = Encoding.UTF8.GetString(detail),
            ["previous"] = Encoding.UTF8.GetString(previous),
            ["timing"] = Encoding.UTF8.GetString(timing),
            ["script"] = string.Concat(s_scripts.Select(Text)),
        };

        // Cut at the marks, not replaced one after the other: what a model calls itself may look like a mark.
        var page = new StringBuilder();
        var pieces = Text("page.html").Split("{{");
        page.Append(pieces[0]);
        foreach (var piece in pieces.Skip(1))
        {
            var end = piece.IndexOf("}}", StringComparison.Ordinal);
            page.Append(parts[piece[..end]]).Append(piece, end + 2, piece.Length - end - 2);
        }

        return Encoding.UTF8.GetBytes(page.ToString());
    }

    private static string Text(string name)
    {
        using var stream = typeof(PageTemplate).Assembly.GetManifestResourceStream("page/" + name)
            ?? throw new InvalidOperationException($"'{name}' is not embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
