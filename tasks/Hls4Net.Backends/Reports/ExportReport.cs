using System.Text.RegularExpressions;

namespace Hls4Net.Reports;

/// <summary>What <c>export_design</c> says after Vivado has synthesised, or placed and routed, the design.</summary>
internal static partial class ExportReport
{
    private const string PlacedTitle = "Post-Implementation Resource usage";

    /// <summary>Reads a report of a design that was only synthesised.</summary>
    public static ToolSection ReadSynthesis(string path) => Read("vsynth", path, isPlaced: false);

    /// <summary>Reads a report of a design that was placed and routed.</summary>
    public static ToolSection ReadImplementation(string path) => Read("impl", path, isPlaced: true);

    /// <summary>Whether a report is of a design that was placed and routed; it then has no figures of the synthesis alone.</summary>
    public static bool IsPlaced(string path) => File.ReadLines(path).Any(line => line.Contains(PlacedTitle, StringComparison.Ordinal));

    private static ToolSection Read(string section, string path, bool isPlaced)
    {
        var lines = File.ReadAllLines(path);
        var entries = lines.Select(line => Entry().Match(line)).Where(match => match.Success).Select(match => (Name: match.Groups[1].Value.Trim(), Value: match.Groups[2].Value)).ToList();
        return new ToolSection(section,
        [
            .. entries.Where(entry => entry.Name is "SLICE" or "CLB" or "LUT" or "FF" or "DSP" or "BRAM" or "URAM" or "LATCH" or "SRL").SelectMany(entry => ReportNumbers.Resource(entry.Name == "BRAM" ? "bram_18k" : entry.Name, entry.Value)),
            .. entries.Where(entry => entry.Name == "CP required").SelectMany(entry => ReportNumbers.Figure("clock_target", entry.Value, "ns")),
            .. entries.Where(entry => entry.Name == (isPlaced ? "CP achieved post-implementation" : "CP achieved post-synthesis")).SelectMany(entry => ReportNumbers.Figure("clock_achieved", entry.Value, "ns")),
        ])
        {
            Version = lines.Select(line => Tool().Match(line)).FirstOrDefault(match => match.Success)?.Groups[1].Value,
            Status = lines.Select(line => line.Trim()).FirstOrDefault(line => line is "Timing met" or "Timing not met"),
        };
    }

    [GeneratedRegex(@"^\s*([A-Za-z][\w \-]*?):\s+(\S+)\s*$")]
    private static partial Regex Entry();

    [GeneratedRegex(@"Implementation tool:\s+Xilinx Vivado v\.?(\S+)")]
    private static partial Regex Tool();
}
