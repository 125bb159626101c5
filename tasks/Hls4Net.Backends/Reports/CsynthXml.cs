using System.Xml.Linq;

namespace Hls4Net.Reports;

/// <summary>The synthesis report of Vivado HLS and Vitis HLS as XML: of the top function, or of the whole design with its modules.</summary>
internal static class CsynthXml
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

    // A module names the interval otherwise than the design does.
    private static readonly (string Path, string Name, string Unit)[] s_moduleNumbers =
    [
        .. s_numbers[1..4],
        ("PerformanceEstimates/SummaryOfOverallLatency/PipelineInitiationInterval", "interval_max", "cycles"),
    ];

    /// <summary>Reads a file.</summary>
    public static ToolSection Read(string path)
    {
        var report = XDocument.Load(path).Root!;
        return new ToolSection("csynth", [.. Numbers(report, s_numbers), .. Resources(report, "Resources", ""), .. Resources(report, "AvailableResources", "_available")])
        {
            Version = report.Element("ReportVersion")?.Element("Version")?.Value.Trim(),
            Modules =
            [
                .. from module in report.Element("ModuleInformation")?.Elements("Module") ?? []
                   let name = module.Element("Name")?.Value.Trim()
                   where name is { Length: > 0 }
                   select new ToolModule(name, [.. Numbers(module, s_moduleNumbers), .. Resources(module, "Resources", "")]),
            ],
        };
    }

    // "undef" where the tool cannot tell.
    private static IEnumerable<ToolFigure> Numbers(XElement report, (string Path, string Name, string Unit)[] numbers) => numbers
        .SelectMany(number => ReportNumbers.Figure(number.Name, number.Path.Split('/').Aggregate(report, (XElement? element, string part) => element?.Element(part))?.Value, number.Unit));

    // The top of a design keeps what it has left over under other tags, which are no resources.
    private static IEnumerable<ToolFigure> Resources(XElement report, string section, string suffix) =>
        (report.Element("AreaEstimates")?.Element(section)?.Elements() ?? [])
        .Where(resource => !resource.HasElements && !resource.Name.LocalName.StartsWith("AVAIL_", StringComparison.Ordinal) && !resource.Name.LocalName.StartsWith("UTIL_", StringComparison.Ordinal))
        .SelectMany(resource => ReportNumbers.Resource(resource.Name.LocalName, resource.Value, suffix));
}
