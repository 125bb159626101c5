using System.Text.RegularExpressions;

namespace Hls4Net.Reports;

/// <summary>The synthesis report of Vivado HLS and Vitis HLS as text, for where the XML is missing or broken.</summary>
internal static partial class CsynthText
{
    /// <summary>Reads a file.</summary>
    public static ToolSection Read(string path)
    {
        var lines = File.ReadAllLines(path);
        return new ToolSection("csynth", [.. Figures(lines)])
        {
            Version = lines.Select(line => VersionLine().Match(line)).FirstOrDefault(match => match.Success)?.Groups[1].Value,
        };
    }

    // The tables have no names of their own: what stands above the row tells which one it is.
    private static IEnumerable<ToolFigure> Figures(IEnumerable<string> lines)
    {
        string[] above = [], names = [];
        var isTimingKnown = false;
        var isLatencyKnown = false;
        foreach (var cells in ReportNumbers.Rows(lines))
        {
            if (above is ["Clock", "Target", "Estimated", ..] && !isTimingKnown)
            {
                isTimingKnown = true;
                foreach (var figure in ReportNumbers.Figure("clock_target", cells[1], "ns").Concat(ReportNumbers.Figure("clock_estimate", cells[2], "ns")))
                {
                    yield return figure;
                }
            }
            else if (above is ["min", "max", .., "min", "max", "Type"] && !isLatencyKnown)
            {
                isLatencyKnown = true;
                foreach (var figure in new[] { (0, "latency_min"), (1, "latency_max"), (cells.Length - 3, "interval_min"), (cells.Length - 2, "interval_max") }
                    .SelectMany(place => ReportNumbers.Figure(place.Item2, cells[place.Item1], "cycles")))
                {
                    yield return figure;
                }
            }

            (names, above) = (cells[0] == "Name" && cells.Contains("LUT") ? cells : names, cells);
            if (names.Length == cells.Length && cells[0] is "Total" or "Available")
            {
                foreach (var figure in names.Zip(cells).Skip(1).SelectMany(pair => ReportNumbers.Resource(pair.First, pair.Second, cells[0] == "Total" ? "" : "_available")))
                {
                    yield return figure;
                }

                // Tables of parts follow, with totals of their own.
                names = cells[0] == "Total" ? names : [];
            }
        }
    }

    [GeneratedRegex(@"^\* Version:\s+(\S+)")]
    private static partial Regex VersionLine();
}
