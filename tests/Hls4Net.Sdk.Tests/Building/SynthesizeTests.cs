using System.Globalization;
using System.Text.Json;

namespace Hls4Net.Tests.Building;

/// <summary>Vendors' tools, or what stands in for them, as part of builds.</summary>
[TestClass]
public sealed class SynthesizeTests
{
    [TestMethod]
    public void The_target_runs_the_tool_and_shows_its_report_and_a_second_time_does_nothing()
    {
        using var consumer = new Consumer("synthesis & co").WithModel().WithSdk("""<Hls4NetModel Include="net.onnx" SynthesisSteps="csim; csynth" />""");
        var environment = With(consumer, "vitis-run");
        var first = consumer.Run(["build", "-t:Hls4NetSynthesize", "--tl:off"], environment).Succeeds();
        Assert.MatchesRegex("latency_max cycles +9", first.Output);
        CollectionAssert.AreEqual(new[] { "vitis-run net csim", "vitis-run net csynth" }, Runs(consumer));
        Assert.IsTrue(File.Exists(consumer.State("net.csynth.log")));
        Assert.IsEmpty(first.Warnings);

        // A release build has the same project, a cleaned one too.
        consumer.Run(["clean"]).Succeeds();
        var read = consumer.Run(["msbuild", "-t:Hls4NetSynthesize", "-p:Configuration=Release", "-getItem:Hls4NetSynthesisResult", "-getItem:Hls4NetToolFigure"], environment).Succeeds();
        Assert.HasCount(2, Runs(consumer));
        var items = JsonDocument.Parse(read.Output).RootElement.GetProperty("Items");
        var result = items.GetProperty("Hls4NetSynthesisResult").EnumerateArray().Single();
        Assert.AreEqual("2024.2", result.GetProperty("ToolVersion").GetString());
        Assert.IsTrue(File.Exists(Path.Combine(result.GetProperty("Identity").GetString()!, "net_prj", "solution1", "syn", "verilog", "net.v")));
        Assert.Contains("9", items.GetProperty("Hls4NetToolFigure").EnumerateArray().Single(figure => figure.GetProperty("Identity").GetString() == "latency_max").GetProperty("Value").GetString()!);
    }

    [TestMethod]
    public void Only_models_that_ask_for_it_are_synthesised_by_a_build_and_no_other_build_looks_for_a_tool()
    {
        using var consumer = new Consumer().WithModel("a.onnx").WithModel("b.onnx").WithModel("c.onnx").WithSdk("""
            <Hls4NetModel Include="a.onnx" Synthesize="true" /><Hls4NetModel Include="b.onnx" /><Hls4NetModel Include="c.onnx" Synthesize="True" />
            """);
        var environment = With(consumer, "vitis-run");
        environment["HLS4NET_FAKE"] = "c=fail";
        var failed = consumer.Run(["build"], environment).Fails();
        Assert.HasCount(2, Runs(consumer));
        Assert.Contains("node 'MatMul_0': vitis-run 2024.2, csynth: [HLS 207-3777] use of undeclared identifier 'foo'", failed.Texts("HLSN5037"));
        Assert.EndsWith("firmware/c.cpp", failed.FirstError("HLSN5037").File);
        CollectionAssert.Contains(failed.Errors, "HLSN5034");

        // The one that succeeded is done; of the other the report says what is missing, and why.
        using (var report = JsonDocument.Parse(File.ReadAllText(consumer.State("c", "hls4net_report.json"))))
        {
            Assert.StartsWith("csynth failed (exit code 1)", report.RootElement.GetProperty("tool").GetProperty("missing").GetProperty("csynth").GetString()!);
        }

        environment["HLS4NET_FAKE"] = "c=warn";
        var warned = consumer.Run(["build", "--no-restore"], environment).Succeeds();
        Assert.HasCount(3, Runs(consumer));
        CollectionAssert.AreEqual(new[] { "HLSN5038" }, warned.Warnings);

        // The tool's warnings are warnings of the build, also where its results are known already.
        var strict = consumer.Run(["build", "--no-restore", "-p:TreatWarningsAsErrors=true"], environment).Fails();
        CollectionAssert.AreEqual(new[] { "HLSN5038" }, strict.Errors);
        CollectionAssert.AreEqual(warned.Texts("HLSN5038"), strict.Texts("HLSN5038"));
        Assert.IsEmpty(consumer.Run(["build", "--no-restore", "-p:TreatWarningsAsErrors=true", "-p:NoWarn=HLSN5038", "-t:Build;Hls4NetCleanCache"], environment).Succeeds().Warnings);
        Assert.HasCount(3, Runs(consumer));
        Assert.AreEqual("tools", string.Join(' ', Directory.GetFileSystemEntries(consumer["obj", "hls4net", "cache"]).Select(Path.GetFileName)));

        // Without Synthesize nobody looks.
        consumer.WithSdk("""<Hls4NetModel Include="a.onnx" />""");
        Assert.IsEmpty(consumer.Build("--no-restore").Tasks("Hls4NetSynthesize"));
    }

    [TestMethod]
    public void Without_a_tool_the_target_is_HLSN5031_and_says_where_it_looked_and_bad_properties_are_HLSN1019()
    {
        using var consumer = new Consumer().WithModel().WithSdk("""<Hls4NetModel Include="net.onnx" Backend="Catapult" /><Hls4NetModel Include="net.onnx" Backend="Catapult" ProjectName="two" />""");
        var missing = consumer.BuildFails("-t:Hls4NetSynthesize", "-p:Hls4NetTool=no-such-tool");
        Assert.HasCount(1, missing.Log.FindChildrenRecursive<Microsoft.Build.Logging.StructuredLogger.Error>());
        CollectionAssert.AreEqual(new[] { "HLSN5031" }, missing.Errors);
        Assert.Contains("property Hls4NetTool: 'no-such-tool' is not on PATH", missing.FirstError("HLSN5031").Text);
        var bad = consumer.BuildFails("-t:Hls4NetSynthesize", "-p:Hls4NetToolTimeout=01:00", "-p:Hls4NetMaxToolJobs=0", "-p:Hls4NetSynthesisCacheLimit=-1", "--no-restore");
        CollectionAssert.AreEqual(new[] { "HLSN1019" }, bad.Errors);
        Assert.HasCount(3, bad.Texts("HLSN1019"));
        consumer.WithSdk("""<Hls4NetModel Include="net.onnx" SynthesisSteps="csym" />""");
        Assert.Contains("Did you mean 'csim'", consumer.BuildFails("--no-restore").FirstError("HLSN1005").Text);
    }

    private static Dictionary<string, string> With(Consumer consumer, params string[] tools)
    {
        var bin = consumer["fake tools"];
        Array.ForEach(tools, tool => FakeTools.Install(bin, tool));
        return new Dictionary<string, string>
        {
            ["PATH"] = string.Create(CultureInfo.InvariantCulture, $"{bin}:{Environment.GetEnvironmentVariable("PATH")}"),
            ["HLS4NET_FAKE_LOG"] = consumer["runs"],
        };
    }

    private static string[] Runs(Consumer consumer) => File.Exists(consumer["runs"]) ? File.ReadAllLines(consumer["runs"]) : [];
}
