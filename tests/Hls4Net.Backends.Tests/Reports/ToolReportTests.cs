using System.Text;
using Hls4Net.Compiler.Report;

namespace Hls4Net.Tests.Reports;

/// <summary>
/// Reports in the forms of the tools, written by hand: a folder each holds a project's reports and, as expected.json, what
/// becomes of them in <c>hls4net_report.json</c>.
/// </summary>
[TestClass]
public sealed class ToolReportTests
{
    private const string Conversion = """
        {"schema":1,"model":"net","backend":"Vitis","ioType":"io_parallel","inputLayout":"AsModel","outputLayout":"AsModel","inputs":["x"],"outputs":["y"],
         "accuracy":{"samples":"seeded","count":1,"saturatedInputs":0},
         "layers":[{"name":"x","class":"Input","nodes":["x"],"inputs":[],"outputs":[],"weights":{},"types":{},"reasons":{}},{"name":"fc1","class":"Dense","nodes":["fc1"],"inputs":["x"],"outputs":[],"weights":{},"types":{},"reasons":{}}],
         "estimate":{"schedule":"pipeline","multiplierBlock":"DSP48E2","multipliers":0,"adders":0,"dsp":0,"bram18":0,"latency":1,"interval":1,"part":null,"missing":{},"layers":[],"frontier":[]},
         "passes":[],"diagnostics":[],"tool":null,"missing":{}}
        """;

    [TestMethod]
    [DataRow("Vivado", "vivado", "")]
    [DataRow("Vitis", "vitis_project", "")]
    [DataRow("Vitis", "vitis_component", "")]
    [DataRow("Vitis", "vitis_broken", "HLSN5020 net_csynth.xml; HLSN5020 net_cosim.rpt")]
    [DataRow("Quartus", "quartus", "")]
    [DataRow("Quartus", "quartus_broken", "HLSN5020 report_data.js")]
    [DataRow("oneAPI", "oneapi", "")]
    [DataRow("Catapult", "catapult", "")]
    [DataRow("oneAPI", "oneapi_broken", "HLSN5020 loop_attr.ndjson")]
    [DataRow("Catapult", "catapult_broken", "HLSN5020 rtl.rpt; HLSN5020 timing_summary_synth.rpt")]
    public void A_tools_reports_become_one_schema(string backend, string name, string problems)
    {
        var folder = Repository.File("tests", "Hls4Net.Backends.Tests", "Reports", name);
        var diagnostics = new DiagnosticBag();
        var report = ToolReports.Read(BuiltIns.Catalog, backend, Path.Combine(folder, "project"), diagnostics);
        Assert.AreEqual(problems, string.Join("; ", diagnostics.Items.Select(problem => $"{problem.Descriptor.Code} {problem.Message.Split('\'')[1]}")));

        using var project = new TemporaryFolder();
        File.WriteAllText(project.File(ReportFile.Name), Conversion);
        ReportFile.Record(project.Path, report);
        var written = File.ReadAllBytes(project.File(ReportFile.Name));
        Assert.IsEmpty(Schemas.Report.Validate(written), "schema");
        var tool = Encoding.UTF8.GetString(written)[Encoding.UTF8.GetString(written).IndexOf("  \"tool\"", StringComparison.Ordinal)..];
        var expected = Path.Combine(folder, "expected.json");
        if (Environment.GetEnvironmentVariable("HLS4NET_UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(expected, tool);
        }

        Assert.AreEqual(File.ReadAllText(expected), tool);
    }

    [TestMethod]
    public void A_project_that_no_tool_has_seen_has_no_report_and_its_file_says_so()
    {
        using var project = new TemporaryFolder();
        File.WriteAllText(project.File(ReportFile.Name), Conversion);
        var diagnostics = new DiagnosticBag();
        foreach (var backend in new[] { "Vitis", "Vivado", "Quartus", "Catapult", "oneAPI" })
        {
            Assert.IsNull(ToolReports.Read(BuiltIns.Catalog, backend, project.Path, diagnostics), backend);
        }

        ReportFile.Record(project.Path, new ToolReport("some", [new ToolFigure("area", 12.5, "mm2")]));
        Assert.Contains("\"mm2\"", File.ReadAllText(project.File(ReportFile.Name)));
        ReportFile.Record(project.Path, null);
        Assert.Contains("No tool has run", File.ReadAllText(project.File(ReportFile.Name)));
        Assert.IsEmpty(diagnostics.Items);
    }

    [TestMethod]
    public void A_report_older_than_a_source_of_the_project_is_said_to_be_of_an_older_state()
    {
        using var project = new TemporaryFolder();
        var report = project.File("net-fpga.prj", "reports", "lib", "report_data.js");
        Directory.CreateDirectory(Path.GetDirectoryName(report)!);
        File.WriteAllText(report, """var areaJSON={"total":[1,2,3,4,5]};""");
        Compiler.Output.OutputFolder.Write(project.Path, Tree("int x;"), new Compiler.Output.Manifest());
        var source = project.File("firmware", "net.cpp");

        File.SetLastWriteTimeUtc(source, File.GetLastWriteTimeUtc(report).AddMinutes(-1));
        Assert.IsFalse(ToolReports.Read(BuiltIns.Catalog, "Quartus", project.Path, new DiagnosticBag())!.IsStale);
        File.SetLastWriteTimeUtc(source, File.GetLastWriteTimeUtc(report).AddMinutes(1));
        var stale = ToolReports.Read(BuiltIns.Catalog, "Quartus", project.Path, new DiagnosticBag())!;
        Assert.IsTrue(stale.IsStale);
        Assert.Contains("older state", ToolReports.ToTable(stale));
    }

    private static OutputTree Tree(string text)
    {
        var tree = new OutputTree();
        tree.Add("firmware/net.cpp", text);
        return tree;
    }
}
