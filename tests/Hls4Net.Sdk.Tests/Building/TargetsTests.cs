namespace Hls4Net.Tests.Building;

[TestClass]
public sealed class TargetsTests
{
    private const string Model = """<Hls4NetModel Include="net.onnx" />""";

    [TestMethod]
    public void Verify_compares_the_cpp_with_the_emulator_once_per_conversion_in_builds_and_always_by_name()
    {
        Cxx.Require("g++");
        using var consumer = new Consumer().WithModel().WithSdk(Model);
        Assert.HasCount(1, consumer.Build("-p:Hls4NetVerify=true").Tasks("Hls4NetVerify"));
        Assert.Contains("agree on all", File.ReadAllText(consumer.State("net.verified")));
        Assert.Contains("y ", File.ReadAllText(consumer.State("net.verified")));
        Assert.IsEmpty(consumer.Build("-p:Hls4NetVerify=true").Tasks("Hls4NetVerify"));
        Assert.HasCount(1, consumer.Build("-t:Hls4NetVerify").Tasks("Hls4NetVerify"));
        consumer.Run(["clean"]).Succeeds();
        Assert.IsFalse(Directory.Exists(consumer.State()));
    }

    [TestMethod]
    public void Verify_without_a_compiler_says_how_to_get_one_and_the_rest_of_the_build_needs_none()
    {
        using var consumer = new Consumer().WithModel().WithSdk(Model);
        consumer.Build("-p:Hls4NetCxx=/nowhere/g++");
        CollectionAssert.AreEqual(new[] { "HLSN6001" }, consumer.BuildFails("-t:Hls4NetVerify", "-p:Hls4NetCxx=/nowhere/g++").Errors);
    }

    [TestMethod]
    public void List_of_backends_with_their_origin_and_options()
    {
        using var consumer = new Consumer().WithSdk("");
        consumer.Run(["restore"]).Succeeds();
        var build = consumer.Run(["msbuild", "-t:Hls4NetListBackends", "-getItem:Hls4NetBackendListing"]).Succeeds();
        var vitis = build.Items("Hls4NetBackendListing").Single(item => item["Identity"] == "Vitis");
        Assert.AreEqual(Packages.Version, vitis["Version"]);
        Assert.Contains("ClockPeriod", vitis["Options"]);
    }

    [TestMethod]
    public void Explain_says_why_as_data_too_and_HLSN1018_of_a_layer_that_is_not_there()
    {
        using var consumer = new Consumer().WithModel().WithSdk(Model);
        consumer.Run(["restore"]).Succeeds();
        var build = consumer.Run(["msbuild", "-t:Hls4NetExplain", "-getItem:Hls4NetDecision"]).Succeeds();
        Assert.Contains("nothing was set: every multiplier is used once", build.Output);
        CollectionAssert.AreEqual(new[] { "HLSN1018" }, consumer.BuildFails("-t:Hls4NetExplain", "-p:Layer=nothing").Errors);
    }

    [TestMethod]
    public void A_written_configuration_gives_the_same_project_again_and_is_never_overwritten()
    {
        using var consumer = new Consumer().WithModel().WithSdk(Model);
        consumer.Build();
        var before = File.ReadAllText(consumer.State("net", "firmware", "parameters.h"));
        consumer.Build("-t:Hls4NetWriteConfig");
        Assert.Contains("\"$schema\": \"obj/hls4net_config.schema.json\"", File.ReadAllText(consumer["net.hls4net.json"]));
        Assert.IsEmpty(new JsonSchema(consumer["obj", "hls4net_config.schema.json"]).Validate(File.ReadAllBytes(consumer["net.hls4net.json"])));
        CollectionAssert.AreEqual(new[] { "HLSN1014" }, consumer.BuildFails("-t:Hls4NetWriteConfig").Errors);
        CollectionAssert.AreEqual(new[] { "HLSN1005" }, consumer.BuildFails("-t:Hls4NetWriteConfig", "-p:Granularity=nam").Errors);
        consumer.WithSdk("""<Hls4NetModel Include="net.onnx" Config="net.hls4net.json" />""");
        Assert.HasCount(1, consumer.Build().Converted);
        Assert.AreEqual(before, File.ReadAllText(consumer.State("net", "firmware", "parameters.h")));

        // An edit of the configuration is a change of the model.
        File.AppendAllText(consumer["net.hls4net.json"], "\n");
        Assert.HasCount(1, consumer.Build().Converted);
    }
}
