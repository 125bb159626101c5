using System.Text.Json;
using System.Text.RegularExpressions;

namespace Hls4Net.Compiler.Report;

/// <summary>What a vendor's tool reported, in <c>hls4net_report.json</c>: numbers with their unit; what is not there is null, with the reason beside it.</summary>
internal static partial class ToolReportWriter
{
    /// <summary>The steps that every report has a property for, run or not.</summary>
    public static IReadOnlyList<string> Steps { get; } = ["csim", "csynth", "cosim", "vsynth", "impl"];

    /// <summary>Writes the properties <c>tool</c> and <c>missing</c>.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="report">The report; null where no tool has run.</param>
    /// <param name="layers">Names of the model's layers in their order, to find what a module of the design stems from.</param>
    public static void Write(Utf8JsonWriter json, ToolReport? report, IReadOnlyList<string> layers)
    {
        if (report is null)
        {
            json.WriteNull("tool");
            json.WriteStartObject("missing");
            json.WriteString("tool", "No tool has run on this project since it was converted.");
            json.WriteEndObject();
            return;
        }

        json.WriteStartObject("tool");
        json.WriteString("name", report.Tool);
        json.WriteString("version", report.Version);
        json.WriteBoolean("stale", report.IsStale);
        json.WriteStartObject("sections");
        foreach (var (name, section) in Sections(report))
        {
            if (section is null || section.Missing is not null)
            {
                json.WriteNull(name);
            }
            else
            {
                WriteSection(json, section, layers);
            }
        }

        json.WriteEndObject();
        WriteMissing(json,
        [
            .. report.Version is null ? [("version", "None of the reports names it.")] : Array.Empty<(string, string)>(),
            .. Sections(report).Where(entry => entry.Section is null || entry.Section.Missing is not null)
                .Select(entry => (entry.Name, entry.Section?.Missing ?? $"{report.Tool} has no such step, or nobody who reads its report.")),
        ]);
        json.WriteEndObject();
        WriteMissing(json, []);
    }

    private static IEnumerable<(string Name, ToolSection? Section)> Sections(ToolReport report) =>
        Steps.Concat(report.Sections.Select(section => section.Name).Except(Steps))
            .Select(name => (name, report.Sections.FirstOrDefault(section => section.Name == name)));

    private static void WriteSection(Utf8JsonWriter json, ToolSection section, IReadOnlyList<string> layers)
    {
        json.WriteStartObject(section.Name);
        json.WriteString("status", section.Status);
        json.WriteString("version", section.Version);
        json.WriteString("report", section.Report);
        WriteFigures(json, section.Figures);
        json.WriteStartArray("modules");
        foreach (var module in section.Modules)
        {
            json.WriteStartObject();
            json.WriteString("name", module.Name);
            json.WriteString("layer", LayerOf(module.Name, layers));
            WriteFigures(json, module.Figures);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Tools name an instance of a kernel after its arguments, and the configuration among them after the layer's place; or it is the layer's own.</summary>
    private static string? LayerOf(string module, IReadOnlyList<string> layers) =>
        Configuration().Match(module) is { Success: true } match && int.TryParse(match.Groups[1].ValueSpan, out var index) ? layers.ElementAtOrDefault(index - 1) : layers.FirstOrDefault(layer => layer == module);

    private static void WriteFigures(Utf8JsonWriter json, IReadOnlyList<ToolFigure> figures)
    {
        json.WriteStartObject("figures");
        foreach (var figure in figures.DistinctBy(figure => figure.Name).Where(figure => double.IsFinite(figure.Value)))
        {
            json.WriteStartObject(figure.Name);
            json.WriteNumber("value", figure.Value);
            json.WriteString("unit", figure.Unit);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteMissing(Utf8JsonWriter json, IReadOnlyList<(string Name, string Reason)> missing)
    {
        json.WriteStartObject("missing");
        foreach (var (name, reason) in missing)
        {
            json.WriteString(name, reason);
        }

        json.WriteEndObject();
    }

    [GeneratedRegex(@"config(\d+)(?=_|$)")]
    private static partial Regex Configuration();
}
