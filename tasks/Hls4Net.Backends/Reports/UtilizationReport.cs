using System.Text.RegularExpressions;

namespace Hls4Net.Reports;

/// <summary>The tables of used cells and of timing that Vivado writes, also on behalf of Catapult.</summary>
internal static partial class UtilizationReport
{
    private static readonly (string Row, string Name)[] s_rows =
    [
        ("CLB LUTs", "lut"), ("Slice LUTs", "lut"), ("CLB Registers", "ff"), ("Slice Registers", "ff"), ("Register as Latch", "latch"),
        ("Block RAM Tile", "bram_36k"), ("URAM", "uram"), ("DSPs", "dsp"),
    ];

    private static readonly (string Column, string Name)[] s_columns =
    [
        ("Total LUTs", "lut"), ("Logic LUTs", "lut_logic"), ("LUTRAMs", "lutram"), ("SRLs", "srl"), ("FFs", "ff"), ("RAMB36", "ramb36"), ("RAMB18", "ramb18"),
        ("URAM", "uram"), ("DSP Blocks", "dsp"), ("DSP48 Blocks", "dsp"),
    ];

    // Where the numbers of the one line of the summary stand.
    private static readonly (int Place, string Name)[] s_slack = [(0, "wns"), (1, "tns"), (4, "whs"), (5, "ths"), (8, "wpws"), (9, "tpws")];

    /// <summary>Of a design, kind of cell by kind of cell.</summary>
    public static ToolSection Read(string path)
    {
        var lines = File.ReadAllLines(path);
        var figures = new List<ToolFigure>();
        foreach (var cells in ReportNumbers.Rows(lines).Where(cells => cells.Length > 2))
        {
            // A star marks rows with a remark.
            var row = Array.Find(s_rows, row => row.Row == cells[0].TrimEnd('*'));
            if (row.Name is not null && !figures.Exists(figure => figure.Name == row.Name))
            {
                figures.AddRange(ReportNumbers.Resource(row.Name, cells[1]));
            }
        }

        return new ToolSection("vsynth", figures) { Version = Version(lines) };
    }

    /// <summary>Of a design, instance by instance: the row of the top is the design's, the others are its modules.</summary>
    public static ToolSection ReadHierarchy(string path)
    {
        var lines = File.ReadAllLines(path);
        var rows = ReportNumbers.Rows(lines).SkipWhile(cells => cells[0] != "Instance").ToList();
        var modules = (from cells in rows.Skip(1)
                       where cells.Length == rows[0].Length
                       let figures = s_columns.SelectMany(column => ReportNumbers.Figure(column.Name, cells.ElementAtOrDefault(Array.IndexOf(rows[0], column.Column)), column.Name.StartsWith("ramb", StringComparison.Ordinal) || column.Name == "uram" ? "blocks" : ""))
                       select (IsTop: cells[1] == "(top)", Module: new ToolModule(cells[0].Trim('(', ')'), [.. figures]))).ToList();
        return new ToolSection("impl", modules.Find(row => row.IsTop).Module?.Figures ?? [])
        {
            Version = Version(lines),
            Modules = [.. modules.Where(row => !row.IsTop).Select(row => row.Module)],
        };
    }

    /// <summary>Of the timing of a design: slacks in ns.</summary>
    public static ToolSection ReadTiming(string path)
    {
        var lines = File.ReadAllLines(path);
        var header = Array.FindIndex(lines, line => line.TrimStart().StartsWith("WNS(ns)", StringComparison.Ordinal));
        var numbers = header < 0 || header + 2 >= lines.Length ? [] : lines[header + 2].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new ToolSection("impl", [.. s_slack.SelectMany(slack => ReportNumbers.Figure(slack.Name, numbers.ElementAtOrDefault(slack.Place), "ns"))])
        {
            Version = Version(lines),
            Status = numbers.Length == 0 ? null : ReportNumbers.Parse(numbers[0]) >= 0 ? "Timing met" : "Timing not met",
        };
    }

    private static string? Version(IEnumerable<string> lines) =>
        lines.Select(line => VersionLine().Match(line)).FirstOrDefault(match => match.Success)?.Groups[1].Value;

    [GeneratedRegex(@"Tool Version\s*:\s*Vivado v\.?(\S+)")]
    private static partial Regex VersionLine();
}
