namespace Hls4Net.Tests.Building;

[TestClass]
public sealed class ReportPageTests
{
    [TestMethod]
    public void The_target_writes_a_page_that_knows_the_build_before_and_the_tools_report_and_Clean_takes_all_away()
    {
        using var project = new Consumer();
        project.WithSdk("""<Hls4NetModel Include="net.onnx" />""").WithModel();
        Assert.Contains("net.report.html", project.Build("app.csproj", "-t:Hls4NetReport", "--tl:off").Output);
        Assert.Contains("id=\"data-previous\">null<", File.ReadAllText(project.State("net.report.html")));
        Assert.IsFalse(File.Exists(project.State("net.previous.json")));

        project.WithModel(outputs: 4);
        project.Write("obj/Debug/net10.0/hls4net/net/net_prj/solution1/syn/report/net_csynth.xml", """
            <profile><ReportVersion><Version>2023.2</Version></ReportVersion><AreaEstimates><Resources><DSP>7</DSP></Resources></AreaEstimates></profile>
            """);
        project.Build("app.csproj", "-t:Hls4NetReport");
        var page = File.ReadAllText(project.State("net.report.html"));
        Assert.Contains("id=\"data-previous\">{", page);
        Assert.Contains("\"version\":\"2023.2\"", page);
        Assert.IsTrue(File.Exists(project.State("net.previous.json")));

        project.Build("app.csproj", "-t:Clean");
        Assert.IsEmpty(Directory.Exists(project.State()) ? Directory.GetFiles(project.State()) : []);
    }
}
