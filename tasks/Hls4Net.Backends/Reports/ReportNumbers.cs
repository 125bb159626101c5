using System.Globalization;

namespace Hls4Net.Reports;

/// <summary>Numbers as tools write them.</summary>
internal static class ReportNumbers
{
    /// <summary>The number that a cell begins with (<c>3.62 ns</c>, <c>~0</c>); null where it has none (<c>undef</c>, <c>-</c>, <c>NA</c>).</summary>
    public static double? Parse(string? text) =>
        double.TryParse(text?.Trim().TrimStart('~').Split(' ', 2)[0].TrimEnd('%'), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : null;

    /// <summary>A figure, where there is a number.</summary>
    public static IEnumerable<ToolFigure> Figure(string name, string? text, string unit = "") =>
        Parse(text) is { } value ? [new ToolFigure(name, value, unit)] : [];

    /// <summary>A resource under its common name, with its unit.</summary>
    public static IEnumerable<ToolFigure> Resource(string tag, string? text, string suffix = "")
    {
        var name = tag.ToLowerInvariant() switch
        {
            "dsp48e" or "dsps" or "dsp blocks" => "dsp",
            "reg" or "regs" or "registers" => "ff",
            "slices" => "slice",
            "latches" => "latch",
            var other => other,
        };
        return Figure(name + suffix, text, name is "bram_18k" or "bram_36k" or "bram" or "uram" or "ram" or "mlab" ? "blocks" : "");
    }

    /// <summary>The cells of the rows of a table drawn with bars.</summary>
    public static IEnumerable<string[]> Rows(IEnumerable<string> lines) => lines
        .Select(line => line.Trim()).Where(line => line.StartsWith('|') && line.Length > 2)
        .Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries));
}
