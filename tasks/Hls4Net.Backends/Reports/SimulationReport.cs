using System.Text.RegularExpressions;

namespace Hls4Net.Reports;

/// <summary>What Vivado HLS and Vitis HLS say of their simulations.</summary>
internal static partial class SimulationReport
{
    private static readonly string[] s_names = ["latency_min", "latency_avg", "latency_max", "interval_min", "interval_avg", "interval_max"];

    /// <summary>Of the simulation of the RTL: the row of the language that was simulated.</summary>
    public static ToolSection ReadCosim(string path)
    {
        var rows = ReportNumbers.Rows(File.ReadLines(path)).Where(cells => cells[0] is "VHDL" or "Verilog" && cells.Length >= 8).ToList();
        var row = rows.Find(cells => cells[1] is not "NA") ?? throw new InvalidDataException("It names no language that was simulated.");
        return new ToolSection("cosim",
        [
            .. s_names.Zip(row.Skip(2)).SelectMany(pair => ReportNumbers.Figure(pair.First, pair.Second, "cycles")),
            .. ReportNumbers.Figure("total", row.ElementAtOrDefault(8), "cycles"),
        ])
        {
            Status = row[1],
        };
    }

    /// <summary>Of the simulation of the C++: the line with which it ends.</summary>
    public static ToolSection ReadCsim(string path)
    {
        var text = File.ReadAllText(path);
        var done = Done().Match(text);
        return new ToolSection("csim", [.. ReportNumbers.Figure("errors", done.Groups[1].Value)])
        {
            Status = done.Success && done.Groups[1].Value == "0" ? "Pass" : done.Success || Failed().IsMatch(text) ? "Fail" : null,
        };
    }

    [GeneratedRegex(@"CSim done with (\d+) errors")]
    private static partial Regex Done();

    [GeneratedRegex(@"CSim failed|C[- ]?[Ss]imulation failed|nonzero return value")]
    private static partial Regex Failed();
}
