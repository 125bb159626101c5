namespace Hls4Net.Tests.Plugins;

[TestClass]
public sealed class ListTests
{
    [TestMethod]
    public void The_list_has_every_plugin_with_options_and_says_which_one_is_broken()
    {
        _ = PluginFeed.Shared;
        using var consumer = new Consumer();
        consumer.Write("empty.dll", "");
        consumer.WithSdk($"""
            <PackageReference Include="CustomAsic" Version="{PluginFeed.Version}" />
            <Hls4NetBackend Include="Broken" Assembly="empty.dll" Package="Broken" Version="3.2.1" />
            """);
        consumer.Run(["restore"]).Succeeds();
        var build = consumer.Run(["msbuild", "-t:Hls4NetListBackends", "-getItem:Hls4NetBackendListing"]).Succeeds();
        var lines = build.Items("Hls4NetBackendListing").ToDictionary(item => item["Identity"]);
        Assert.IsTrue(lines.ContainsKey("Vitis"));
        Assert.AreEqual(("CustomAsic", PluginFeed.Version, ""), (Text("ASIC", "Package"), Text("ASIC", "Version"), Text("ASIC", "Problem")));
        Assert.IsTrue(File.Exists(Text("ASIC", "Assembly")));
        Assert.StartsWith("HLSN4004: ", Text("Broken", "Problem"));
        CollectionAssert.AreEqual(new[] { "HLSN4004" }, build.Warnings);
        Assert.AreEqual(consumer["empty.dll"], build.Log.FindChildrenRecursive<Microsoft.Build.Logging.StructuredLogger.Warning>()[0].File);

        string Text(string backend, string name) => lines[backend][name];
    }

    [TestMethod]
    public void What_a_listing_says_in_words()
    {
        using var consumer = new Consumer().WithSdk("");
        var build = consumer.Run(["msbuild", "-t:Hls4NetListBackends", "-v:d"]).Succeeds();
        foreach (var backend in new[] { "Vitis", "Vivado", "Quartus", "Catapult", "oneAPI" })
        {
            Assert.MatchesRegex($@"\b{backend}: package Hls4Net\.Sdk ", build.Output);
        }

        Assert.MatchesRegex(@"Quartus takes[\s\S]*?\bDense\b[^:]*: io_parallel, io_stream with Resource\b", build.Output);
        Assert.MatchesRegex(@"Vitis: package Hls4Net\.Sdk [^ ]+, .*Hls4Net\.Backends\.dll\s+Part=""[^""]+"" \(text\): ", build.Output);
        Assert.MatchesRegex(@"\n\s+ClockPeriod=""5"" \(number\): .*ns", build.Output);
    }
}
