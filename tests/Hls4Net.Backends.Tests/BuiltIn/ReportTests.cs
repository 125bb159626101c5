using System.Globalization;

namespace Hls4Net.Tests.BuiltIn;

/// <summary>Reports in the forms of the tools, written by hand.</summary>
[TestClass]
public sealed class ReportTests
{
    private const string Synthesis = """
        <?xml version="1.0"?>
        <profile>
          <UserAssignments><TargetClockPeriod>5.00</TargetClockPeriod></UserAssignments>
          <PerformanceEstimates>
            <SummaryOfTimingAnalysis><EstimatedClockPeriod>3.621</EstimatedClockPeriod></SummaryOfTimingAnalysis>
            <SummaryOfOverallLatency><Best-caseLatency>9</Best-caseLatency><Worst-caseLatency>12</Worst-caseLatency><Interval-min>1</Interval-min><Interval-max>undef</Interval-max></SummaryOfOverallLatency>
          </PerformanceEstimates>
          <AreaEstimates>
            <Resources><BRAM_18K>4</BRAM_18K><DSP48E>17</DSP48E><FF>900</FF><LUT>1200</LUT><URAM>0</URAM></Resources>
            <AvailableResources><DSP48E>12288</DSP48E></AvailableResources>
          </AreaEstimates>
        </profile>
        """;

    private const string Utilization = """
        | Site Type            | Used  | Fixed |
        | CLB LUTs*            | 1234  | 0     |
        | CLB Registers        |  567  | 0     |
        | Block RAM Tile       |  2.5  | 0     |
        | DSPs                 |   17  | 0     |
        """;

    [TestMethod]
    [DataRow("Vitis", "net_prj/solution1/syn/report/net_csynth.xml")]
    [DataRow("Vitis", "work/hls/syn/report/csynth.xml")]
    [DataRow("Vivado", "net_prj/solution1/syn/report/net_csynth.xml")]
    public void The_synthesis_report_of_AMDs_tools_is_read_from_either_place(string backend, string path) => Assert.AreEqual(
        "clock_target 5 ns; clock_estimate 3.621 ns; latency_min 9 cycles; latency_max 12 cycles; interval_min 1 cycles; "
        + "bram_18k 4 blocks; dsp 17; ff 900; lut 1200; uram 0 blocks; dsp_available 12288",
        Read(backend, (path, Synthesis), ("net_prj/solution1/syn/report/net_dense_latency_csynth.xml", "<profile/>")));

    [TestMethod]
    public void What_Vivado_makes_of_a_design_is_read_for_Vivado_and_Catapult()
    {
        Assert.AreEqual("lut_synthesised 1234; ff_synthesised 567; bram_36k_synthesised 2.5 blocks; dsp_synthesised 17", Read("Vivado", ("vivado_synth.rpt", Utilization)));
        Assert.AreEqual("lut 1234; ff 567; bram_36k 2.5 blocks; dsp 17", Read("Catapult", ("net_prj/net.v1/vivado_concat_v/utilization_synth.rpt", Utilization)));
    }

    [TestMethod]
    public void Reports_of_Intels_compilers_are_read()
    {
        const string Area = """var loopsJSON={"a":1};var areaJSON={"total":[100,200,3,4,5],"total_percent":[1,1]};var mavJSON={"nodes":[]};""";
        const string Simulation = """var verifJSON={"functions":[{"name":"net","data":[12,"31,35,32",1]}]};""";
        Assert.AreEqual(
            "alut 100; ff 200; ram 3 blocks; dsp 4; mlab 5; latency_min 31 cycles; latency_max 35 cycles",
            Read("Quartus", ("net-fpga.prj/reports/lib/report_data.js", Area), ("net-fpga.prj/reports/lib/verification_data.js", Simulation)));
        const string Summary = """
            {"name":"Total","alut":100,"reg":200,"ram":3,"dsp":4,"mlab":5}
            {"name":"Available","alut":487200,"dsp":4510}
            {"name":"Other"}
            """;
        Assert.AreEqual(
            "alut 100; reg 200; ram 3 blocks; dsp 4; mlab 5; alut_available 487200; dsp_available 4510",
            Read("oneAPI", ("build/net.prj/reports/resources/json/summary.ndjson", Summary)));
    }

    [TestMethod]
    [DataRow("Vitis", "net_prj/solution1/syn/report/net_csynth.xml")]
    [DataRow("Quartus", "net-fpga.prj/reports/lib/report_data.js")]
    [DataRow("oneAPI", "build/net.prj/reports/resources/json/summary.ndjson")]
    public void A_report_in_an_unknown_form_is_HLSN5020_and_no_report_is_none(string backend, string path)
    {
        var diagnostics = new DiagnosticBag();
        Assert.IsNull(Open(backend, diagnostics, (path, "var areaJSON={not json")));
        Assert.AreEqual("HLSN5020", diagnostics.Items.Single().Descriptor.Code);
        Assert.AreEqual("", Read(backend));
    }

    private static string Read(string backend, params (string Path, string Text)[] files)
    {
        var diagnostics = new DiagnosticBag();
        var report = Open(backend, diagnostics, files);
        Assert.IsEmpty(diagnostics.Items);
        return string.Join("; ", (report?.Figures ?? []).Select(figure => string.Create(CultureInfo.InvariantCulture, $"{figure.Name} {figure.Value} {figure.Unit}").TrimEnd()));
    }

    private static ToolReport? Open(string backend, DiagnosticBag diagnostics, params (string Path, string Text)[] files)
    {
        using var folder = new TemporaryFolder();
        foreach (var (path, text) in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(folder.File(path.Split('/')))!);
            File.WriteAllText(folder.File(path.Split('/')), text);
        }

        return BuiltIns.Catalog.Create(backend).Backend.ReadReport(folder.Path, diagnostics);
    }
}
