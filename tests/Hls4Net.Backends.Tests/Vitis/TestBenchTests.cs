namespace Hls4Net.Tests.Vitis;

[TestClass]
public sealed class TestBenchTests
{
    [TestMethod]
    [DataRow("g++")]
    [DataRow("clang++-14")]
    public void A_project_compiles_without_warnings_and_its_test_bench_passes(string compiler)
    {
        Cxx.Require(compiler);
        using var folder = new TemporaryFolder();
        VitisProject.Save(VitisProject.Write(SmallModels.TwoByTwo(), SmallModels.TwoByTwoVectors), folder.Path);
        VitisProject.Compile(folder.Path, "small", compiler);
        var (exit, output) = Cxx.Run(folder.File("csim"), folder.Path);
        Assert.AreEqual(0, exit, output);
        Assert.Contains("PASS: 2 samples", output);
    }
}
