using System.Text.Json;

namespace Hls4Net.Tests.Plugins;

/// <summary>What the feeds of a project have to offer.</summary>
[TestClass]
public sealed class SearchTests
{
    // Once, not six times with pauses, where nobody answers.
    private static readonly Dictionary<string, string> s_impatient = new() { ["NUGET_ENHANCED_MAX_NETWORK_TRY_COUNT"] = "1" };

    [TestMethod]
    public void Search_finds_the_tagged_packages_of_a_folder_feed_and_warns_of_feeds_that_do_not_answer()
    {
        _ = PluginFeed.Shared;
        using var consumer = new Consumer().WithSdk("");
        var (build, packages) = Search(consumer);
        Assert.IsEmpty(build.Warnings);
        Expect(packages);

        consumer.Write("nuget.config", Packages.NuGetConfig().Replace(
            "</packageSources>", """<add key="dead" value="https://127.0.0.1:9/v3/index.json" /><add key="gone" value="/no/such/folder" /></packageSources>""",
            StringComparison.Ordinal));
        (build, packages) = Search(consumer);
        CollectionAssert.AreEqual(new[] { "HLSN4030" }, build.Warnings);
        Assert.HasCount(2, build.Texts("HLSN4030"));
        Expect(packages);

        static void Expect(JsonElement[] packages)
        {
            CollectionAssert.AreEqual(new[] { "CustomAsic", "Other" }, packages.Select(package => Text(package, "Identity")).ToArray());
            Assert.AreEqual(PluginFeed.Version, Text(packages[0], "Version"));
            Assert.AreEqual($"dotnet add package CustomAsic --version {PluginFeed.Version}", Text(packages[0], "Command"));
            Assert.Contains("ASIC", Text(packages[0], "Tags").Split(';'));
        }
    }

    [TestMethod]
    public void An_unknown_backend_is_looked_for_only_where_the_project_allows_it()
    {
        _ = PluginFeed.Shared;
        using var consumer = new Consumer().WithModel().WithSdk("""<Hls4NetModel Include="net.onnx" Backend="ASIC" />""");
        var text = consumer.BuildFails().Texts("HLSN4001").Single();
        Assert.Contains("Known: ", text);
        Assert.Contains("Vitis", text);
        Assert.DoesNotContain("dotnet add", text);

        text = consumer.BuildFails("--no-restore", "-p:Hls4NetSearchBackends=true").Texts("HLSN4001").Single();
        Assert.Contains($"It is in package CustomAsic {PluginFeed.Version}: dotnet add package CustomAsic --version {PluginFeed.Version}.", text);
        consumer.WithSdk("""<Hls4NetModel Include="net.onnx" Backend="Vitiss" />""");
        text = consumer.BuildFails("--no-restore", "-p:Hls4NetSearchBackends=true").Texts("HLSN4001").Single();
        Assert.Contains("Did you mean 'Vitis'?", text);
        Assert.Contains("Packages with other backends: CustomAsic", text);
    }

    private static (BuildResult Build, JsonElement[] Packages) Search(Consumer consumer)
    {
        var build = consumer.Run(["msbuild", "-t:Hls4NetSearchBackends", "-getItem:Hls4NetBackendPackage"], s_impatient).Succeeds();
        using var items = JsonDocument.Parse(build.Output[build.Output.IndexOf('{', StringComparison.Ordinal)..(build.Output.LastIndexOf('}') + 1)]);
        return (build, [.. items.RootElement.GetProperty("Items").GetProperty("Hls4NetBackendPackage").EnumerateArray().Select(item => item.Clone())]);
    }

    private static string Text(JsonElement item, string name) => item.GetProperty(name).GetString()!;
}
