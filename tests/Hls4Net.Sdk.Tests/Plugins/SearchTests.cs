using System.Text.Json;

namespace Hls4Net.Tests.Plugins;

/// <summary>What the feeds of a project have to offer.</summary>
[TestClass]
public sealed class SearchTests
{
    // Once, not six times with pauses, where nobody answers.
    private static readonly Dictionary<string, string> s_impatient = new() { ["NUGET_ENHANCED_MAX_NETWORK_TRY_COUNT"] = "1" };

    [TestMethod]
    public void Search_asks_every_feed_and_warns_of_those_that_refuse_are_missing_or_never_answer()
    {
        _ = PluginFeed.Shared;
        using var web = new WebFeed();
        using var consumer = new Consumer().WithSdk("");
        var (build, packages) = Search(consumer);
        Assert.IsEmpty(build.Warnings);
        ExpectPluginsOfTheFolder(packages);

        // NuGet's own look for vulnerabilities, while it finds the SDK, would wait for the silent feed too.
        consumer.Write("nuget.config", Packages.NuGetConfig().Replace(
            "</packageSources>",
            $"""
            <add key="web" value="{web.Address}v3/index.json" allowInsecureConnections="true" />
            <add key="silent" value="{web.Address}silent/index.json" allowInsecureConnections="true" />
            <add key="dead" value="https://127.0.0.1:9/v3/index.json" />
            <add key="gone" value="/no/such/folder" />
            </packageSources><auditSources><clear /></auditSources>
            """,
            StringComparison.Ordinal));
        (build, packages) = Search(consumer);
        CollectionAssert.AreEqual(new[] { "HLSN4030" }, build.Warnings);
        Assert.AreEqual("dead gone silent", string.Join(' ', build.Texts("HLSN4030").Select(text => text.Split('\'')[1]).Order(StringComparer.Ordinal)));
        ExpectPluginsOfTheFolder([.. packages.Where(package => Text(package, "Feed") != "web")]);
        var found = packages.Single(package => Text(package, "Feed") == "web");
        Assert.AreEqual("Web.Backend dotnet add package Web.Backend", $"{Text(found, "Identity")} {Text(found, "Command")}");
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
        Assert.Contains($"Packages with other backends: CustomAsic {PluginFeed.Version} with ASIC: dotnet add package CustomAsic", text);
    }

    private static void ExpectPluginsOfTheFolder(JsonElement[] packages)
    {
        CollectionAssert.AreEqual(new[] { "CustomAsic", "Other" }, packages.Select(package => Text(package, "Identity")).ToArray());
        Assert.AreEqual(PluginFeed.Version, Text(packages[0], "Version"));
        Assert.AreEqual($"dotnet add package CustomAsic --version {PluginFeed.Version}", Text(packages[0], "Command"));
        Assert.AreEqual("ASIC", Text(packages[0], "Backends"));
        Assert.Contains("ASIC", Text(packages[0], "Tags").Split(';'));
    }

    private static (BuildResult Build, JsonElement[] Packages) Search(Consumer consumer)
    {
        var build = consumer.Run(["msbuild", "-t:Hls4NetSearchBackends", "-getItem:Hls4NetBackendPackage"], s_impatient).Succeeds();
        using var items = JsonDocument.Parse(build.Output[build.Output.IndexOf('{', StringComparison.Ordinal)..(build.Output.LastIndexOf('}') + 1)]);
        return (build, [.. items.RootElement.GetProperty("Items").GetProperty("Hls4NetBackendPackage").EnumerateArray().Select(item => item.Clone())]);
    }

    private static string Text(JsonElement item, string name) => item.GetProperty(name).GetString()!;
}
