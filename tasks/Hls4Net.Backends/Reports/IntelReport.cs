using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Hls4Net.Reports;

/// <summary>The area and performance reports of Intel's compilers, and what Quartus made of the design.</summary>
internal static class IntelReport
{
    private static readonly string[] s_area = ["alut", "ff", "ram", "dsp", "mlab"];
    private static readonly string[] s_resources = ["alm", "alut", "reg", "ram", "dsp", "mlab"];

    /// <summary>Of <c>i++</c>: JavaScript with an object literal for each section; null where there is none.</summary>
    public static ToolReport? ReadHls(string project, DiagnosticBag diagnostics) => ReportFiles.Assemble("Intel HLS", diagnostics, diagnostics.Items.Count,
        ReportFiles.Section("csynth", project, diagnostics, ReportForm.In(ReadArea, "*.prj/reports/lib/report_data.js")),
        ReportFiles.Section("cosim", project, diagnostics, ReportForm.In(ReadVerification, "*.prj/reports/lib/verification_data.js")),
        ReportFiles.Section("impl", project, diagnostics, ReportForm.In(ReadFit, "*.prj/reports/lib/quartus_data.js")));

    /// <summary>Of <c>icpx</c>: a JSON object a line; null where there is none.</summary>
    public static ToolReport? ReadOneApi(string project, DiagnosticBag diagnostics) => ReportFiles.Assemble("oneAPI", diagnostics, diagnostics.Items.Count,
        ReportFiles.Section("csynth", project, diagnostics, Lines("summary", ReadSummary), Lines("loop_attr", ReadLoops)),
        ReportFiles.Section("impl", project, diagnostics, Lines("quartus", ReadFitLines)));

    private static ReportForm[] Lines(string name, Func<string, ToolSection> read) =>
        ReportForm.In(read, $"*/*.prj/reports/resources/json/{name}.ndjson", $"*.prj/reports/resources/json/{name}.ndjson");

    private static ToolSection ReadArea(string path)
    {
        using var area = Literal(path, "areaJSON");
        return new ToolSection("csynth", area?.RootElement.TryGetProperty("total", out var total) == true
            ? [.. s_area.Zip(total.EnumerateArray()).SelectMany(pair => ReportNumbers.Resource(pair.First, Text(pair.Second)))] : []);
    }

    /// <summary>Of the simulation: number of calls, smallest, largest and mean latency, interval.</summary>
    private static ToolSection ReadVerification(string path)
    {
        using var section = Literal(path, "verifJSON");
        var data = section?.RootElement.GetProperty("functions")[0].GetProperty("data").EnumerateArray().Select(Text).ToList() ?? [];
        var latency = data.FindIndex(text => text.Split(',').Length == 3);
        var parts = latency < 0 ? [] : data[latency].Split(',');
        return new ToolSection("cosim",
        [
            .. ReportNumbers.Figure("calls", latency > 0 ? data[0] : null),
            .. ReportNumbers.Figure("latency_min", parts.ElementAtOrDefault(0), "cycles"),
            .. ReportNumbers.Figure("latency_max", parts.ElementAtOrDefault(1), "cycles"),
            .. ReportNumbers.Figure("latency_avg", parts.ElementAtOrDefault(2), "cycles"),
            .. ReportNumbers.Figure("interval_max", latency < 0 ? null : data.ElementAtOrDefault(latency + 1)?.Split(',').Last(), "cycles"),
        ]);
    }

    private static ToolSection ReadFit(string path)
    {
        using var fit = Literal(path, "quartusJSON");
        return new ToolSection("impl", [.. fit is null ? [] : Fit(fit.RootElement)]);
    }

    private static ToolSection ReadFitLines(string path) => new("impl", [.. Objects(path).SelectMany(Fit)]);

    private static IEnumerable<ToolFigure> Fit(JsonElement root)
    {
        // The clock's first node, and of the cells the last, which is the whole design.
        var clock = Nodes(root, "quartusFitClockSummary").FirstOrDefault();
        var cells = Nodes(root, "quartusFitResourceUsageSummary").LastOrDefault();
        return
        [
            .. Properties(clock).Where(property => property.Name.Contains("fmax", StringComparison.OrdinalIgnoreCase)).Take(1).SelectMany(property => ReportNumbers.Figure("fmax", Text(property.Value), "MHz")),
            .. s_resources.SelectMany(name => Properties(cells).Where(property => property.NameEquals(name)).SelectMany(property => ReportNumbers.Resource(name, Text(property.Value)))),
        ];
    }

    private static JsonElement.ArrayEnumerator Nodes(JsonElement root, string section) =>
        root.TryGetProperty(section, out var summary) && summary.TryGetProperty("nodes", out var nodes) ? nodes.EnumerateArray()
        : root.TryGetProperty("name", out var name) && name.GetString() == section && root.TryGetProperty("nodes", out nodes) ? nodes.EnumerateArray() : default;

    private static IEnumerable<JsonProperty> Properties(JsonElement element) => element.ValueKind == JsonValueKind.Object ? element.EnumerateObject() : [];

    private static ToolSection ReadSummary(string path) => new("csynth",
    [
        .. from line in Objects(path)
           let name = line.TryGetProperty("name", out var text) ? text.GetString() ?? "" : ""
           let suffix = name.StartsWith("Total", StringComparison.Ordinal) ? "" : name.StartsWith("Available", StringComparison.Ordinal) ? "_available" : null
           where suffix is not null
           from resource in s_resources
           from property in Properties(line)
           where property.NameEquals(resource)
           from figure in ReportNumbers.Resource(resource, Text(property.Value), suffix)
           select figure,
    ]);

    // The slowest loop bounds the whole design.
    private static ToolSection ReadLoops(string path)
    {
        var loops = Objects(path).ToList();
        IEnumerable<double> Numbers(string name) => loops.SelectMany(Properties).Where(property => property.NameEquals(name)).Select(property => ReportNumbers.Parse(Text(property.Value))).OfType<double>();
        IEnumerable<ToolFigure> Worst(string name, IEnumerable<double> values, Func<IEnumerable<double>, double> worst, string unit) => values.Any() ? [new ToolFigure(name, worst(values), unit)] : [];
        return new ToolSection("csynth",
        [
            .. Worst("fmax_estimate", Numbers("af"), Enumerable.Min, "MHz"),
            .. Worst("loop_interval_max", Numbers("ii"), Enumerable.Max, "cycles"),
            .. Worst("loop_latency_max", Numbers("lt"), Enumerable.Max, "cycles"),
        ]);
    }

    private static IEnumerable<JsonElement> Objects(string path) =>
        File.ReadLines(path).Where(line => line.Trim().Length > 0).Select(line => JsonDocument.Parse(line).RootElement);

    private static string Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    /// <summary>The object that a variable of a script is set to.</summary>
    private static JsonDocument? Literal(string path, string variable)
    {
        var script = File.ReadAllText(path);
        var start = Regex.Match(script, $@"\b{variable}\s*=\s*");
        if (!start.Success)
        {
            return null;
        }

        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(script[(start.Index + start.Length)..]), isFinalBlock: false, default);
        return JsonDocument.TryParseValue(ref reader, out var document) ? document : throw new JsonException($"'{variable}' breaks off.");
    }
}
