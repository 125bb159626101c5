using System.Text.RegularExpressions;

namespace Hls4Net.Reports;

/// <summary>What Catapult wrote about a project, and what Vivado made of the design on its behalf.</summary>
internal static partial class CatapultReport
{
    /// <summary>Reads what is there of a project; null where there is nothing.</summary>
    public static ToolReport? Read(string project, DiagnosticBag diagnostics)
    {
        var before = diagnostics.Items.Count;
        return ReportFiles.Assemble("Catapult", diagnostics, before,
            ReportFiles.Section("csynth", project, diagnostics,
                ReportForm.In(ReadRtl, "*_prj/*/rtl.rpt", "*_prj/*/cycle.rpt"), ReportForm.In(ReadLayers, "*_prj/*/nnet_layer_results.txt")),
            ReportFiles.Section("vsynth", project, diagnostics,
                ReportForm.In(UtilizationReport.Read, "*_prj/*/vivado_concat_v/utilization_synth.rpt"),
                ReportForm.In(UtilizationReport.ReadTiming, "*_prj/*/vivado_concat_v/timing_summary_synth.rpt")));
    }

    // "Design Total: operations latency throughput …" and "Total Area Score: after scheduling, after data path, after assignment".
    private static ToolSection ReadRtl(string path)
    {
        var lines = File.ReadAllLines(path);
        string[] Numbers(string title) => lines.FirstOrDefault(line => line.TrimStart().StartsWith(title, StringComparison.Ordinal))?
            .Split(':', 2)[1].Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
        var (total, area) = (Numbers("Design Total:"), Numbers("Total Area Score:"));
        return new ToolSection("csynth",
        [
            .. ReportNumbers.Figure("operations", total.ElementAtOrDefault(0)),
            .. ReportNumbers.Figure("latency_max", total.ElementAtOrDefault(1), "cycles"),
            .. ReportNumbers.Figure("interval_max", total.ElementAtOrDefault(2), "cycles"),
            .. ReportNumbers.Figure("area", area.LastOrDefault()),
        ])
        {
            Version = lines.Select(line => VersionLine().Match(line)).FirstOrDefault(match => match.Success)?.Groups[1].Value,
        };
    }

    // Catapult's kit for networks writes it, where the project's script calls that: a layer's name, area and latency, then more.
    private static ToolSection ReadLayers(string path) => new("csynth", [])
    {
        Modules =
        [
            .. from line in File.ReadLines(path)
               let words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
               where words.Length > 2 && ReportNumbers.Parse(words[1]) is not null
               select new ToolModule(words[0], [.. ReportNumbers.Figure("area", words[1]), .. ReportNumbers.Figure("latency_max", words[2], "cycles")]),
        ],
    };

    [GeneratedRegex(@"Catapult\D+(\d{4}\.\S+)")]
    private static partial Regex VersionLine();
}
