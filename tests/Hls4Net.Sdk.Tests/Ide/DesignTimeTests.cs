using Microsoft.Build.Logging.StructuredLogger;

namespace Hls4Net.Tests.Ide;

[TestClass]
public sealed class DesignTimeTests
{
    private static readonly string[] DesignTime =
    [
        "msbuild", "-t:Compile", "-p:DesignTimeBuild=true", "-p:BuildingProject=false", "-p:BuildingInsideVisualStudio=true",
        "-p:SkipCompilerExecution=true", "-p:ProvideCommandLineArgs=true",
    ];

    public required TestContext TestContext { get; init; }

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
        var again = consumer.Run(DesignTime).Succeeds();
        Assert.IsEmpty(again.Tasks("Hls4NetConvert"));
        var ours = again.Log.FindChildrenRecursive<Target>().Where(target => target.Name.Contains("Hls4Net", StringComparison.Ordinal) && target.Name != "Hls4NetConvert")
            .Sum(target => target.Duration.TotalMilliseconds);
        TestContext.WriteLine($"our targets take {ours:F0} ms of a design-time build");

        var time = File.GetLastWriteTimeUtc(consumer.State("Net.g.cs"));
        consumer.Build();
        Assert.AreEqual(text, File.ReadAllText(consumer.State("Net.g.cs")));
        Assert.AreEqual(time, File.GetLastWriteTimeUtc(consumer.State("Net.g.cs")));
    }

    [TestMethod]
    public void An_editor_is_told_what_belongs_to_a_model_and_when_it_is_up_to_date()
    {
        using var consumer = new Consumer().WithModel("models/net.onnx").WithSdk("""<Hls4NetModel Include="models/net.onnx" Config="net.json" />""");
        consumer.Write("net.json", "{}");
        consumer.Run(["restore"]).Succeeds();
        var build = consumer.Run(
            [.. DesignTime, "-t:_Hls4NetUpToDate", "-getItem:Compile,Hls4NetModel,UpToDateCheckInput,UpToDateCheckOutput,Watch,AvailableItemName,PropertyPageSchema,ProjectCapability"]).Succeeds();

        var binding = build.Items("Compile").Single(item => item["Filename"] == "Net.g");
        Assert.AreEqual(("net.onnx", "models/Net.g.cs", "true"), (binding["DependentUpon"], binding["Link"].Replace('\\', '/'), binding["AutoGen"]));
        Assert.AreEqual("MSBuild:Compile", build.Items("Hls4NetModel").Single()["Generator"]);
        foreach (var set in new[] { "UpToDateCheckInput", "Watch" })
        {
            CollectionAssert.IsSubsetOf(new[] { "models/net.onnx", "net.json" }, build.Items(set).Select(item => item["Identity"].Replace('\\', '/')).ToArray(), set);
        }

        Assert.AreEqual(("net", ".manifest", "Hls4Net"), build.Items("UpToDateCheckOutput").Where(item => item["Set"] == "Hls4Net")
            .Select(item => (item["Filename"], item["Extension"], item["Set"])).Single());
        Assert.IsTrue(File.Exists(build.Items("PropertyPageSchema").Single(item => item["Filename"] == "Hls4NetModel")["FullPath"]));
        CollectionAssert.IsSubsetOf(new[] { "Hls4NetModel", "Hls4NetLayer" }, build.Items("AvailableItemName").Select(item => item["Identity"]).ToArray());
        Assert.IsTrue(build.Items("ProjectCapability").Any(item => item["Identity"] == "Hls4Net"));
    }

    [TestMethod]
    public void A_broken_model_is_a_warning_there_and_the_last_good_class_stays()
    {
        using var consumer = new Consumer().WithModel().WithSdk("""<Hls4NetModel Include="net.onnx" />""");
        consumer.Build();
        File.WriteAllText(consumer["net.onnx"], "half an export");
        var build = consumer.Run([.. DesignTime, "-getItem:Compile"]).Succeeds();
        Assert.IsEmpty(build.Errors);
        var warning = build.Log.FindChildrenRecursive<Warning>().Single();
        Assert.AreEqual(("HLSN2002", consumer["net.onnx"]), (warning.Code, warning.File));
        Assert.Contains("Net.g.cs", build.Output);
        Assert.IsTrue(File.Exists(consumer.State("net", "firmware", "net.cpp")));
    }
}
