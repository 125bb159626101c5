using Microsoft.Build.Logging.StructuredLogger;

namespace Hls4Net.Tests.Building;

[TestClass]
public sealed class IncrementalTests
{
    private const string TwoModels = """<Hls4NetModel Include="a.onnx" /><Hls4NetModel Include="b.onnx" />""";

    [TestMethod]
    public void An_up_to_date_build_converts_nothing_compiles_nothing_and_takes_no_time()
    {
        using var consumer = TwoModelsBuilt();
        var again = consumer.Build("--no-restore");
        Assert.IsEmpty(again.Tasks("Hls4NetConvert"));
        Assert.IsEmpty(again.Targets("_Hls4NetFindStale"));
        Assert.IsEmpty(again.Targets("CoreCompile"));

        // MSBuild itself agrees: -question fails where anything is out of date.
        consumer.Run(["msbuild", "-t:Hls4NetConvert", "-question"]).Succeeds();
    }

    [TestMethod]
    public void What_changes_after_a_build_that_only_looked_is_seen_by_the_next_one()
    {
        using var consumer = TwoModelsBuilt();
        Thread.Sleep(1000); // Times within the same second prove nothing, so they are not relied on.
        Assert.IsEmpty(consumer.Build().Converted);
        var record = File.ReadAllText(consumer.State("plan"));
        var again = consumer.Build("--no-restore");
        Assert.IsEmpty(again.Targets("_Hls4NetConvertStale"));
        Assert.Contains("A.g.cs", string.Join(' ', again.Log.FindChildrenRecursive<Item>().Select(item => item.Text)));

        // Same length, older time, other content.
        var time = File.GetLastWriteTimeUtc(consumer["b.onnx"]);
        consumer.WithModel("b.onnx", outputs: 4, weight: 0.25f);
        File.SetLastWriteTimeUtc(consumer["b.onnx"], time.AddDays(-300));
        CollectionAssert.AreEqual(new[] { "b.onnx" }, consumer.Build("--no-restore").Converted);

        // As an older record would be found after a clean-up gone wrong: what it names is not there.
        File.WriteAllText(consumer.State("plan"), record);
        File.Delete(consumer.State("a", "firmware", "a.cpp"));
        CollectionAssert.AreEqual(new[] { "a.onnx" }, consumer.Build("--no-restore").Converted);
        CollectionAssert.AreEqual(new[] { "a.onnx", "b.onnx" }, consumer.Build("--no-restore", "-p:RootNamespace=Other").Converted);
    }

    [TestMethod]
    public void A_model_behind_a_link_is_converted_when_the_file_it_leads_to_changes()
    {
        using var folder = new TemporaryFolder("link");
        var (target, link) = (folder.File("target.onnx"), folder.File("link.onnx"));
        TestModels.Dense(3, 0.5f).Save(target);
        try
        {
            File.CreateSymbolicLink(link, target);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Assert.Inconclusive("No links can be made here.");
        }

        using var consumer = new Consumer().WithSdk($"""<Hls4NetModel Include="{link}" ProjectName="net" />""");
        Assert.HasCount(1, consumer.Build().Converted);
        TestModels.Dense(3, 0.25f).Save(target);
        Assert.HasCount(1, consumer.Build("--no-restore").Converted);
    }

    [TestMethod]
    public void Changed_metadata_converts_that_model_alone()
    {
        using var consumer = TwoModelsBuilt();
        consumer.WithSdk("""<Hls4NetModel Include="a.onnx" /><Hls4NetModel Include="b.onnx" Precision="auto(8)" />""");
        CollectionAssert.AreEqual(new[] { "b.onnx" }, consumer.Build().Converted);
    }

    [TestMethod]
    public void A_changed_model_is_converted_whatever_its_time_says_and_a_touched_one_is_not()
    {
        using var consumer = TwoModelsBuilt();
        var time = File.GetLastWriteTimeUtc(consumer["b.onnx"]);
        consumer.WithModel("b.onnx", outputs: 3, weight: 0.25f);
        File.SetLastWriteTimeUtc(consumer["b.onnx"], time.AddDays(-300));
        CollectionAssert.AreEqual(new[] { "b.onnx" }, consumer.Build().Converted);

        File.SetLastWriteTimeUtc(consumer["a.onnx"], DateTime.UtcNow);
        Assert.IsEmpty(consumer.Build().Converted);

        // Editors compare times: the manifest must be newer than the model it was made from.
        Assert.IsGreaterThanOrEqualTo(File.GetLastWriteTimeUtc(consumer["a.onnx"]), File.GetLastWriteTimeUtc(consumer.State("a.manifest")));
    }

    [TestMethod]
    public void A_changed_property_for_the_whole_project_converts_every_model()
    {
        using var consumer = TwoModelsBuilt();
        CollectionAssert.AreEqual(new[] { "a.onnx", "b.onnx" }, consumer.Build("-p:Hls4NetPrecision=auto(12)").Converted);
    }

    [TestMethod]
    public void A_layer_setting_converts_the_model_it_is_for()
    {
        using var consumer = TwoModelsBuilt();
        consumer.WithSdk(TwoModels + """<Hls4NetLayer Include="Dense" Model="a" ReuseFactor="2" Strategy="Resource" />""");
        CollectionAssert.AreEqual(new[] { "a.onnx" }, consumer.Build().Converted);
    }

    [TestMethod]
    public void Deleted_outputs_are_made_again()
    {
        using var consumer = TwoModelsBuilt();
        File.Delete(consumer.State("A.g.cs"));
        CollectionAssert.AreEqual(new[] { "a.onnx" }, consumer.Build().Converted);
        Assert.IsTrue(File.Exists(consumer.State("A.g.cs")));
        File.Delete(consumer.State("b", "firmware", "b.cpp"));
        CollectionAssert.AreEqual(new[] { "b.onnx" }, consumer.Build().Converted);
        Assert.IsTrue(File.Exists(consumer.State("b", "firmware", "b.cpp")));

        // Without its list too, the project is known as ours.
        File.Delete(consumer.State("b", "hls4net_manifest.json"));
        consumer.WithModel("b.onnx", outputs: 4, weight: 0.25f);
        CollectionAssert.AreEqual(new[] { "b.onnx" }, consumer.Build().Converted);
        Assert.IsTrue(File.Exists(consumer.State("b", "hls4net_manifest.json")));
    }

    [TestMethod]
    public void Outputs_that_are_equal_keep_their_times_and_the_compiler_rests()
    {
        using var consumer = TwoModelsBuilt();
        var time = File.GetLastWriteTimeUtc(consumer.State("a", "firmware", "a.cpp"));
        var build = consumer.Build("-p:Hls4NetTolerance=1");
        CollectionAssert.AreEqual(new[] { "a.onnx", "b.onnx" }, build.Converted);
        Assert.AreEqual(time, File.GetLastWriteTimeUtc(consumer.State("a", "firmware", "a.cpp")));
        Assert.IsEmpty(build.Targets("CoreCompile"));
    }

    [TestMethod]
    public void A_removed_model_takes_its_files_along_and_so_does_the_last_one()
    {
        using var consumer = TwoModelsBuilt();
        consumer.WithSdk("""<Hls4NetModel Include="a.onnx" />""");
        Assert.IsEmpty(consumer.Build().Converted);
        Assert.IsEmpty(Directory.GetFileSystemEntries(consumer.State(), "[bB]*"));
        Assert.IsEmpty(Generated(consumer, "b"));

        consumer.WithSdk("");
        consumer.Build();
        Assert.IsEmpty(Generated(consumer, "a"));
        Assert.IsEmpty(consumer.Build("--no-restore").Tasks("Hls4NetConvert"));
    }

    [TestMethod]
    public void A_renamed_model_is_a_removal_and_an_addition()
    {
        using var consumer = TwoModelsBuilt();
        consumer.WithSdk("""<Hls4NetModel Include="a.onnx" /><Hls4NetModel Include="b.onnx" ProjectName="better" />""");
        CollectionAssert.AreEqual(new[] { "b.onnx" }, consumer.Build().Converted);
        Assert.IsEmpty(Generated(consumer, "b"));
        Assert.IsTrue(File.Exists(consumer.State("Better.g.cs")));
    }

    [TestMethod]
    public void Clean_and_rebuild()
    {
        using var consumer = TwoModelsBuilt();
        CollectionAssert.AreEqual(new[] { "a.onnx", "b.onnx" }, consumer.Build("--no-incremental").Converted);
        consumer.Run(["clean"]).Succeeds();
        Assert.IsFalse(Directory.Exists(consumer.State()), string.Join('\n', Generated(consumer, "*")));
        CollectionAssert.AreEqual(new[] { "a.onnx", "b.onnx" }, consumer.Build().Converted);
    }

    [TestMethod]
    public void An_interrupted_conversion_is_done_again()
    {
        using var consumer = TwoModelsBuilt();

        // What Ctrl+C leaves: the fingerprint written, some outputs replaced, the manifest not yet.
        File.SetLastWriteTimeUtc(consumer.State("a.fingerprint"), DateTime.UtcNow.AddSeconds(1));
        File.WriteAllText(consumer.State("a", "firmware", "a.cpp"), "half");
        CollectionAssert.AreEqual(new[] { "a.onnx" }, consumer.Build().Converted);
        Assert.AreNotEqual("half", File.ReadAllText(consumer.State("a", "firmware", "a.cpp")));
    }

    [TestMethod]
    public void A_failed_build_fails_again_until_the_cause_is_gone()
    {
        using var consumer = TwoModelsBuilt();
        File.WriteAllText(consumer["b.onnx"], "no model");
        var codes = consumer.BuildFails().Errors;
        CollectionAssert.AreEqual(codes, consumer.BuildFails().Errors);
        consumer.WithModel("b.onnx");
        CollectionAssert.AreEqual(new[] { "b.onnx" }, consumer.Build().Converted);
    }

    private static Consumer TwoModelsBuilt()
    {
        var consumer = new Consumer().WithModel("a.onnx").WithModel("b.onnx", outputs: 4).WithSdk(TwoModels);
        CollectionAssert.AreEqual(new[] { "a.onnx", "b.onnx" }, consumer.Build().Converted);
        return consumer;
    }

    private static string[] Generated(Consumer consumer, string model) => !Directory.Exists(consumer.State()) ? []
        : [.. Directory.GetFiles(consumer.State(), "*", SearchOption.AllDirectories)
            .Where(file => model == "*" || Path.GetFileName(file).StartsWith(model + ".", StringComparison.OrdinalIgnoreCase))];
}
