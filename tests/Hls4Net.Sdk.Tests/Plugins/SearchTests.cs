using System.IO.Compression;
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

        // A folder has every version; the newest stable one is offered, by number, not by letters.
        foreach (var version in new[] { "1.9.0", "1.10.0", "1.2.0", "2.0.0-beta.1" })
        {
            Pack(consumer, "many", version);
        }

        // NuGet's own look for vulnerabilities, while it finds the SDK, would wait for the silent feed too.
        consumer.Write("nuget.config", Packages.NuGetConfig().Replace(
            "</packageSources>",
            $"""
            <add key="web" value="{web.Address}v3/index.json" allowInsecureConnections="true" />
            <add key="silent" value="{web.Address}silent/index.json" allowInsecureConnections="true" />
            <add key="dead" value="https://127.0.0.1:9/v3/index.json" />
            <add key="many" value="{consumer["many"]}" />
            <add key="gone" value="/no/such/folder" />
            </packageSources><auditSources><clear /></auditSources>
            """,
            StringComparison.Ordinal));
        (build, packages) = Search(consumer);
        CollectionAssert.AreEqual(new[] { "HLSN4030" }, build.Warnings);
        Assert.AreEqual("dead gone silent", string.Join(' ', build.Texts("HLSN4030").Select(text => text.Split('\'')[1]).Order(StringComparer.Ordinal)));
        ExpectPluginsOfTheFolder([.. packages.Where(package => Text(package, "Feed") is not ("web" or "many"))]);
        var newest = packages.Single(package => Text(package, "Feed") == "many");
        Assert.AreEqual("Many.Backend 1.10.0 dotnet add package Many.Backend", $"{Text(newest, "Identity")} {Text(newest, "Version")} {Text(newest, "Command")}");
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

    private static void Pack(Consumer consumer, string feed, string version)
    {
        Directory.CreateDirectory(consumer[feed]);
        using var package = ZipFile.Open(consumer[feed, $"Many.Backend.{version}.nupkg"], ZipArchiveMode.Create);
        using var text = new StreamWriter(package.CreateEntry("Many.Backend.nuspec").Open());
        text.Write($"<package><metadata><id>Many.Backend</id><version>{version}</version><authors>a</authors><description>d</description><tags>hls4net-backend MANY</tags></metadata></package>");
    }

    private static (BuildResult Build, JsonElement[] Packages) Search(Consumer consumer)
    {
        var build = consumer.Run(["msbuild", "-t:Hls4NetSearchBackends", "-getItem:Hls4NetBackendPackage"], s_impatient).Succeeds();
        using var items = JsonDocument.Parse(build.Output[build.Output.IndexOf('{', StringComparison.Ordinal)..(build.Output.LastIndexOf('}') + 1)]);
        return (build, [.. items.RootElement.GetProperty("Items").GetProperty("Hls4NetBackendPackage").EnumerateArray().Select(item => item.Clone())]);
    }

    private static string Text(JsonElement item, string name) => item.GetProperty(name).GetString()!;
}
