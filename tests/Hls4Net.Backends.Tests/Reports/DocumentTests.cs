using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Hls4Net.Compiler.Report;

namespace Hls4Net.Tests.Reports;

/// <summary>What docs/reports.md shows is what comes out.</summary>
[TestClass]
public sealed partial class DocumentTests
{
    private static readonly string s_path = Repository.File("docs", "reports.md");
    private static readonly JsonSerializerOptions s_indented = new() { WriteIndented = true, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly Lock s_writing = new();
    private static readonly string s_document = File.ReadAllText(s_path).ReplaceLineEndings("\n");

    [TestMethod]
    public void The_excerpt_is_of_the_report_of_the_digits_sample()
    {
        using var report = JsonDocument.Parse(ModelFiles.Convert(Pages.Digits() with { Precision = "fixed(16,6)" }).Output.Files[ReportFile.Name]);
        var layer = report.RootElement.GetProperty("layers").EnumerateArray().Single(layer => layer.GetProperty("name").GetString() == "dense1");
        var written = JsonSerializer.Serialize(layer, s_indented);
        var shown = Block("```json", written);
        Assert.AreEqual(Number().Replace(written, "#"), Number().Replace(shown, "#"));

        // The float reference may sum in another order on another machine.
        foreach (var (expected, actual) in Numbers(written).Zip(Numbers(shown)))
        {
            Assert.AreEqual(expected, actual, 1e-6 * Math.Abs(expected));
        }
    }

    [TestMethod]
    public void The_table_of_the_build_log_is_that_of_the_report_it_names()
    {
        var project = Repository.File("tests", "Hls4Net.Backends.Tests", "Reports", "vitis_project", "project");
        var table = ToolReports.ToTable(ToolReports.Read(BuiltIns.Catalog, "Vitis", project, new DiagnosticBag())!);
        Assert.AreEqual(table, Block("synthesised:\n\n```", table));
    }

    [TestMethod]
    public void Every_property_of_the_schema_has_a_row_and_every_row_a_property()
    {
        using var schema = JsonDocument.Parse(File.ReadAllText(Repository.File("sdk", "schemas", "hls4net_report.schema.json")));
        CollectionAssert.AreEqual(
            schema.RootElement.GetProperty("properties").EnumerateObject().Select(property => property.Name).Order(StringComparer.Ordinal).ToArray(),
            Rows("property").SelectMany(row => Regex.Matches(row, "`(\\w+)`").Select(match => match.Groups[1].Value)).Order(StringComparer.Ordinal).ToArray());
    }

    [TestMethod]
    public void Every_section_of_the_page_has_a_row_in_its_order()
    {
        var page = Encoding.UTF8.GetString(Pages.Chain(2, i => $"l{i}"));
        CollectionAssert.AreEqual(
            Regex.Matches(page, "<h2 id=\"[a-z]+-title\">([^<]+)</h2>").Select(match => match.Groups[1].Value).ToArray(),
            Rows("section").ToArray());
    }

    [TestMethod]
    public void Every_file_that_a_reader_looks_for_is_named()
    {
        foreach (var source in Directory.GetFiles(Repository.File("tasks", "Hls4Net.Backends", "Reports"), "*.cs"))
        {
            foreach (var pattern in Regex.Matches(File.ReadAllText(source), "\"([^\" ]*\\.(?:xml|rpt|log|js|ndjson))\"").Select(match => match.Groups[1].Value.Replace("{top}", "<top>", StringComparison.Ordinal)))
            {
                Assert.Contains($"`{pattern.Replace("{name}", "*", StringComparison.Ordinal)}`", s_document, Path.GetFileName(source));
            }
        }
    }

    /// <summary>The block after an opening; with HLS4NET_UPDATE_GOLDEN=1 it is rewritten first.</summary>
    private static string Block(string opening, string expected)
    {
        lock (s_writing)
        {
            var block = new Regex($"(?<={opening}\n).*?(?=\n```)", RegexOptions.Singleline);
            if (Environment.GetEnvironmentVariable("HLS4NET_UPDATE_GOLDEN") == "1")
            {
                File.WriteAllText(s_path, block.Replace(File.ReadAllText(s_path), expected.Replace("$", "$$", StringComparison.Ordinal), 1));
            }

            return block.Match(File.ReadAllText(s_path).ReplaceLineEndings("\n")).Value;
        }
    }

    private static IEnumerable<double> Numbers(string json) => Number().Matches(json).Select(match => double.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>The first cells of the table whose head begins with a word.</summary>
    private static IEnumerable<string> Rows(string head) => s_document.Split('\n').SkipWhile(line => !line.StartsWith($"| {head} |", StringComparison.Ordinal)).Skip(2)
        .TakeWhile(line => line.StartsWith('|')).Select(line => line.Split('|')[1].Trim());

    [GeneratedRegex(@"(?<=[\s:])(-?\d[\d.eE+-]*)(?=,?\n)")]
    private static partial Regex Number();
}
