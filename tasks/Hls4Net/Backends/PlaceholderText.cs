using System.Text.RegularExpressions;

namespace Hls4Net;

/// <summary>A text with placeholders of the form <c>{{name}}</c>; braces around anything but a name are text.</summary>
/// <param name="Text">The text.</param>
/// <param name="Source">Name of the file it comes from; empty where there is none.</param>
internal sealed partial record PlaceholderText(string Text, string Source)
{
    /// <summary>Replaces every placeholder by what it says about the layer.</summary>
    /// <exception cref="DiagnosticException">One is unknown (HLSN5004).</exception>
    public string Fill(Layer layer, HlsProject project)
    {
        var values = LayerPlaceholders.Of(layer, project);
        return Pattern().Replace(Text, match => values.TryGetValue(match.Groups[1].Value, out var value)
            ? value
            : throw new DiagnosticException(
                BackendDiagnostics.UnknownPlaceholder, layer.Name, Source.Length == 0 ? "" : $"'{Source}' ", layer.ClassName, match.Value,
                Suggestion.For(match.Groups[1].Value, values.Keys), string.Join(", ", values.Keys)));
    }

    [GeneratedRegex(@"\{\{\s*([A-Za-z_][A-Za-z0-9_]*)\s*\}\}")]
    private static partial Regex Pattern();
}
