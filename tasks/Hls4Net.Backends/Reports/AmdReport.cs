using System.Globalization;
using System.Xml.Linq;

namespace Hls4Net.Reports;

/// <summary>The synthesis report of Vitis HLS and Vivado HLS, from either of their drivers.</summary>
internal static class AmdReport
{
    private static readonly (string Path, string Name, string Unit)[] s_numbers =
    [
        ("UserAssignments/TargetClockPeriod", "clock_target", "ns"),
        ("PerformanceEstimates/SummaryOfTimingAnalysis/EstimatedClockPeriod", "clock_estimate", "ns"),
        ("PerformanceEstimates/SummaryOfOverallLatency/Best-caseLatency", "latency_min", "cycles"),
        ("PerformanceEstimates/SummaryOfOverallLatency/Worst-caseLatency", "latency_max", "cycles"),
        ("PerformanceEstimates/SummaryOfOverallLatency/Interval-min", "interval_min", "cycles"),
        ("PerformanceEstimates/SummaryOfOverallLatency/Interval-max", "interval_max", "cycles"),
    ];

    /// <summary>Reads what is there of a project; null where the tool has written nothing.</summary>
    public static ToolReport? Read(string projectDirectory, string tool, DiagnosticBag diagnostics)
    {
        // Every function has a report; that of the top has its name in common with the folder.
        var path = ReportFiles.Find(projectDirectory, "*_prj/*/syn/report/*_csynth.xml")
                .FirstOrDefault(file => file[(projectDirectory.Length + 1)..].StartsWith(Path.GetFileName(file).Replace("_csynth.xml", "_prj", StringComparison.Ordinal) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            ?? ReportFiles.Find(projectDirectory, "*/hls/syn/report/csynth.xml").FirstOrDefault();
        return path is null ? null : ReportFiles.Guard(path, diagnostics, () => new ToolReport(tool, [.. Figures(XDocument.Load(path).Root!)]));
    }

    private static IEnumerable<ToolFigure> Figures(XElement report)
    {
        foreach (var (path, name, unit) in s_numbers)
        {
            // "undef" where the tool cannot tell.
            if (path.Split('/').Aggregate(report, (XElement? element, string part) => element?.Element(part)) is { } element && Number(element) is { } value)
            {
                yield return new ToolFigure(name, value, unit);
            }
        }

        foreach (var (section, suffix) in new[] { ("Resources", ""), ("AvailableResources", "_available") })
        {
            foreach (var resource in report.Element("AreaEstimates")?.Element(section)?.Elements() ?? [])
            {
                if (Number(resource) is { } value)
                {
                    var name = resource.Name.LocalName.ToLowerInvariant();
                    yield return new ToolFigure((name == "dsp48e" ? "dsp" : name) + suffix, value, name is "bram_18k" or "uram" ? "blocks" : "");
                }
            }
        }
    }

    private static double? Number(XElement element) =>
        double.TryParse(element.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;
}
