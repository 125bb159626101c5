namespace Hls4Net.Tests.Building;

[TestClass]
public sealed class DesignTimeTests
{
    private static readonly string[] DesignTime =
    [
        "msbuild", "-t:Compile", "-p:DesignTimeBuild=true", "-p:BuildingProject=false", "-p:BuildingInsideVisualStudio=true",
        "-p:SkipCompilerExecution=true", "-p:ProvideCommandLineArgs=true",
    ];

    [TestMethod]
    public void On_a_clean_tree_an_editor_gets_the_class_that_the_build_will_make_and_nothing_else()
    {
        using var consumer = new Consumer().WithModel().WithSdk("""<Hls4NetModel Include="net.onnx" />""");
        consumer.Run(["restore"]).Succeeds();
        var build = consumer.Run([.. DesignTime, "-getItem:Compile"]).Succeeds();
        Assert.Contains("Net.g.cs", build.Output);
        Assert.IsFalse(Directory.Exists(consumer.State("net")));
        var text = File.ReadAllText(consumer.State("Net.g.cs"));

        // Nothing changed: the second one reads no model.
        Assert.IsEmpty(consumer.Run(DesignTime).Succeeds().Tasks("Hls4NetConvert"));

        var time = File.GetLastWriteTimeUtc(consumer.State("Net.g.cs"));
        consumer.Build();
        Assert.AreEqual(text, File.ReadAllText(consumer.State("Net.g.cs")));
        Assert.AreEqual(time, File.GetLastWriteTimeUtc(consumer.State("Net.g.cs")));
    }

    [TestMethod]
    public void A_broken_model_is_a_warning_there_and_the_last_good_class_stays()
    {
        using var consumer = new Consumer().WithModel().WithSdk("""<Hls4NetModel Include="net.onnx" />""");
        consumer.Build();
        File.WriteAllText(consumer["net.onnx"], "half an export");
        var build = consumer.Run([.. DesignTime, "-getItem:Compile"]).Succeeds();
        Assert.IsEmpty(build.Errors);
        Assert.IsTrue(Array.Exists(build.Warnings, code => code.StartsWith("HLSN2", StringComparison.Ordinal)));
        Assert.Contains("Net.g.cs", build.Output);
        Assert.IsTrue(File.Exists(consumer.State("net", "firmware", "net.cpp")));
    }
}
