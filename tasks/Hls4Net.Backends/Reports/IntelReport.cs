using System.Text.Json;
using System.Text.RegularExpressions;

namespace Hls4Net.Reports;

/// <summary>The area and performance reports of Intel's compilers.</summary>
internal static class IntelReport
{
    private static readonly string[] s_area = ["alut", "ff", "ram", "dsp", "mlab"];

    /// <summary>Of <c>i++</c>: JavaScript with an object literal for each section; null where there is none.</summary>
    public static ToolReport? ReadHls(string projectDirectory, DiagnosticBag diagnostics) =>
        ReportFiles.Find(projectDirectory, "*.prj/reports/lib/report_data.js").FirstOrDefault() is not { } path ? null
        : ReportFiles.Guard(path, diagnostics, () => new ToolReport("Intel HLS", [.. Area(path), .. Verification(path)]));

    /// <summary>Of <c>icpx</c>: a JSON object a line; null where there is none.</summary>
    public static ToolReport? ReadOneApi(string projectDirectory, DiagnosticBag diagnostics) =>
        ReportFiles.Find(projectDirectory, "*/*.prj/reports/resources/json/summary.ndjson").Concat(ReportFiles.Find(projectDirectory, "*.prj/reports/resources/json/summary.ndjson"))
            .FirstOrDefault() is not { } path ? null
        : ReportFiles.Guard(path, diagnostics, () => new ToolReport("oneAPI", [.. Lines(path)]));

    private static IEnumerable<ToolFigure> Area(string path)
    {
        using var area = Section(File.ReadAllText(path), "areaJSON");
        if (area is not null && area.RootElement.TryGetProperty("total", out var total))
        {
            foreach (var (name, value) in s_area.Zip(total.EnumerateArray()))
            {
                yield return new ToolFigure(name, value.GetDouble(), name is "ram" ? "blocks" : "");
            }
        }
    }

    /// <summary>Of the simulation, where it ran: smallest, largest and mean latency.</summary>
    private static IEnumerable<ToolFigure> Verification(string area)
    {
        var path = Path.Combine(Path.GetDirectoryName(area)!, "verification_data.js");
        using var section = File.Exists(path) ? Section(File.ReadAllText(path), "verifJSON") : null;
        if (section?.RootElement.GetProperty("functions")[0].GetProperty("data") is not { } data)
        {
            yield break;
        }

        foreach (var text in data.EnumerateArray().Where(entry => entry.ValueKind == JsonValueKind.String).Select(entry => entry.GetString()!))
        {
            if (text.Split(',') is [var min, var max, _])
            {
                yield return new ToolFigure("latency_min", double.Parse(min, System.Globalization.CultureInfo.InvariantCulture), "cycles");
                yield return new ToolFigure("latency_max", double.Parse(max, System.Globalization.CultureInfo.InvariantCulture), "cycles");
                yield break;
            }
        }
    }

    private static IEnumerable<ToolFigure> Lines(string path)
    {
        foreach (var line in File.ReadLines(path).Where(line => line.Length > 0))
        {
            using var document = JsonDocument.Parse(line);
            var root = document.RootElement;
            if (root.TryGetProperty("name", out var name) && name.GetString() is { } section && (section.StartsWith("Total", StringComparison.Ordinal) || section.StartsWith("Available", StringComparison.Ordinal)))
            {
                var suffix = section.StartsWith("Available", StringComparison.Ordinal) ? "_available" : "";
                foreach (var resource in new[] { "alut", "reg", "ram", "dsp", "mlab" })
                {
                    if (root.TryGetProperty(resource, out var value) && value.TryGetDouble(out var number))
                    {
                        yield return new ToolFigure(resource + suffix, number, resource is "ram" ? "blocks" : "");
                    }
                }
            }
        }
    }

    /// <summary>The object that a variable of a script is set to.</summary>
    private static JsonDocument? Section(string script, string variable)
    {
        var start = Regex.Match(script, $@"\b{variable}\s*=\s*");
        if (!start.Success)
        {
            return null;
        }

        var reader = new Utf8JsonReader(System.Text.Encoding.UTF8.GetBytes(script[(start.Index + start.Length)..]), isFinalBlock: false, default);
        return JsonDocument.ParseValue(ref reader);
    }
}
