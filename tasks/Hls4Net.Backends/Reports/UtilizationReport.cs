using System.Globalization;

namespace Hls4Net.Reports;

/// <summary>The table of used cells that Vivado writes after synthesis, also on behalf of Catapult.</summary>
internal static class UtilizationReport
{
    private static readonly (string Row, string Name, string Unit)[] s_rows =
    [
        ("CLB LUTs", "lut", ""), ("Slice LUTs", "lut", ""), ("CLB Registers", "ff", ""), ("Slice Registers", "ff", ""),
        ("Block RAM Tile", "bram_36k", "blocks"), ("URAM", "uram", "blocks"), ("DSPs", "dsp", ""),
    ];

    /// <summary>Reads the first report of a pattern; null where there is none.</summary>
    public static ToolReport? Read(string projectDirectory, string pattern, string tool, DiagnosticBag diagnostics) =>
        ReportFiles.Find(projectDirectory, pattern).FirstOrDefault() is not { } path ? null
        : ReportFiles.Guard(path, diagnostics, () => new ToolReport(tool, [.. Figures(File.ReadLines(path))]));

    private static IEnumerable<ToolFigure> Figures(IEnumerable<string> lines)
    {
        var found = new HashSet<string>();
        foreach (var cells in lines.Select(line => line.Split('|', StringSplitOptions.TrimEntries)).Where(cells => cells.Length > 3))
        {
            // A star marks rows with a remark.
            var row = Array.Find(s_rows, row => row.Row == cells[1].TrimEnd('*'));
            if (row.Name is not null && found.Add(row.Name) && double.TryParse(cells[2], NumberStyles.Float, CultureInfo.InvariantCulture, out var used))
            {
                yield return new ToolFigure(row.Name, used, row.Unit);
            }
        }
    }
}
