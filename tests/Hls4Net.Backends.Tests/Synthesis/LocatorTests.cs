using Hls4Net.Compiler.Synthesis;

namespace Hls4Net.Tests.Synthesis;

[TestClass]
public sealed class LocatorTests
{
    [TestMethod]
    public void The_property_comes_before_the_environment_before_PATH_before_the_usual_folders()
    {
        using var bench = new Bench();
        var usual = FakeTools.Install(bench["root", "opt", "Xilinx", "Vitis", "2024.2", "bin"], "vitis-run");
        Assert.AreEqual(usual, Find(bench, "Vitis").Executable);
        var path = FakeTools.Install(bench["bin"], "vitis-run");
        Assert.AreEqual(path, Find(bench, "Vitis").Executable);
        var variable = FakeTools.Install(bench["vitis", "bin"], "vitis-run");
        bench.Environment["XILINX_VITIS"] = bench["vitis"];
        Assert.AreEqual(variable, Find(bench, "Vitis").Executable);
        var named = FakeTools.Install(bench["mine"], "vitis-run");
        Assert.AreEqual(named, Find(bench, "Vitis", named).Executable);
        Assert.AreEqual(path, Find(bench, "Vitis", "vitis-run").Executable);
    }

    [TestMethod]
    [DataRow("Vitis", "vitis-run", "2024.2", "XILINX_VITIS", "bin")]
    [DataRow("Vitis", "vitis_hls", "2023.1", "XILINX_HLS", "bin")]
    [DataRow("Vitis", "v++", "2024.2", "XILINX_VITIS", "bin")]
    [DataRow("Vivado", "vivado_hls", "2019.2", "XILINX_VIVADO", "bin")]
    [DataRow("Quartus", "i++", "19.4.0", "INTELFPGAOCLSDKROOT", "../hls/bin")]
    [DataRow("Catapult", "catapult", "2023.2_1", "MGC_HOME", "bin")]
    [DataRow("oneAPI", "icpx", "2024.1.0", "CMPLR_ROOT", "bin")]
    public void Every_flavour_is_found_by_its_variable_and_tells_its_version(string backend, string name, string version, string variable, string below)
    {
        using var bench = new Bench();
        bench.Environment[variable] = bench["installed", "tool"];
        var path = FakeTools.Install(Path.GetFullPath(below, bench["installed", "tool"]), name);
        var tool = Find(bench, backend);
        Assert.AreEqual((path, name, version), (tool.Executable, tool.Flavour.Name, tool.Version));
    }

    [TestMethod]
    public void The_newest_of_several_installed_versions_counts_and_the_later_layout_of_folders_too()
    {
        using var bench = new Bench();
        FakeTools.Install(bench["root", "tools", "Xilinx", "Vitis", "2023.9", "bin"], "vitis-run");
        var newest = FakeTools.Install(bench["root", "tools", "Xilinx", "Vitis", "2023.10", "bin"], "vitis-run");
        Assert.AreEqual(newest, Find(bench, "Vitis").Executable);
        using var later = new Bench();
        var path = FakeTools.Install(later["root", "opt", "AMDDesignTools", "2025.1", "Vitis", "bin"], "vitis-run");
        Assert.AreEqual(path, Find(later, "Vitis").Executable);
    }

    [TestMethod]
    public void A_version_without_known_commands_is_passed_over_and_HLSN5032_where_the_user_named_it()
    {
        using var bench = new Bench("vitis_hls") { Environment = { ["HLS4NET_FAKE_VERSION"] = "2025.1" } };
        var problem = Assert.ThrowsExactly<DiagnosticException>(() => Find(bench, "Vitis")).Diagnostics.Single();
        Assert.AreEqual("HLSN5031", problem.Descriptor.Code);
        Assert.Contains("is version 2025.1, the commands of vitis_hls are known for 2020.2 to 2024.1", problem.Message);
        Assert.Contains("environment variable XILINX_VITIS: not set", problem.Message);
        Assert.Contains("/opt/Xilinx/Vitis/*/bin", problem.Message);
        problem = Assert.ThrowsExactly<DiagnosticException>(() => Find(bench, "Vitis", "vitis_hls")).Diagnostics.Single();
        Assert.AreEqual("HLSN5032", problem.Descriptor.Code);

        // A patch of the newest one is covered.
        bench.Environment["HLS4NET_FAKE_VERSION"] = "2024.1.2";
        File.SetLastWriteTimeUtc(bench["bin", "vitis_hls"], DateTime.UnixEpoch);
        Assert.AreEqual("2024.1.2", Find(bench, "Vitis").Version);
    }

    [TestMethod]
    public void A_script_around_the_tool_is_the_flavour_that_its_name_holds()
    {
        using var bench = new Bench();
        Assert.AreEqual("v++", Find(bench, "Vitis", FakeTools.Install(bench["mine"], "my-v++-wrapper")).Flavour.Name);
        Assert.AreEqual("vitis-run", Find(bench, "Vitis", FakeTools.Install(bench["mine"], "hls.sh")).Flavour.Name);
    }

    [TestMethod]
    public void A_version_is_asked_for_once()
    {
        using var bench = new Bench("vitis-run");
        Assert.AreEqual("2024.2", Find(bench, "Vitis").Version);
        bench.Environment["HLS4NET_FAKE_VERSION"] = "2024.9";
        Assert.AreEqual("2024.2", Find(bench, "Vitis").Version);
    }

    private static LocatedTool Find(Bench bench, string backend, string configured = "") =>
        new ToolLocator(bench.Places, new ToolVersions(bench["cache"], bench.Settings.NewProcess, CancellationToken.None).Of)
            .Find(backend, BuiltIns.Catalog.Create(backend).Backend.Tools, configured);
}
