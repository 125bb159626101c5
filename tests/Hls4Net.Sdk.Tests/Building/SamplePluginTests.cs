namespace Hls4Net.Tests.Building;

/// <summary>The sample plugin as a package, and the sample consumer that knows nothing but that package.</summary>
[TestClass]
public sealed class SamplePluginTests
{
    [TestMethod]
    public void The_sample_consumer_builds_runs_and_verifies_with_the_packed_plugin()
    {
        using var consumer = new Consumer("hls4net asic consumer");
        var (code, output) = Dotnet.Run(
            Repository.Root, "pack", Repository.File("samples", "CustomAsic", "CustomAsic.csproj"), "--no-build", "-c", Packages.Configuration,
            "-o", consumer.OwnFeed(isolated: true), "-v:q", $"-p:PackageVersion={Packages.Version}");
        Assert.AreEqual(0, code, output);
        foreach (var file in Directory.GetFiles(Repository.File("samples", "CustomAsic.Consumer")))
        {
            File.Copy(file, consumer[Path.GetFileName(file)], overwrite: true);
        }

        var project = consumer["CustomAsic.Consumer.csproj"];
        File.WriteAllText(project, File.ReadAllText(project).Replace("0.1.0", Packages.Version, StringComparison.Ordinal));
        (code, output) = Dotnet.Run(consumer.Path, "run");
        Assert.AreEqual(0, code, output);
        StringAssert.Contains(output, "y[6,8]");
        Assert.IsTrue(File.Exists(consumer.State("attention", "src", "attention.cpp")));
        Assert.IsTrue(File.Exists(consumer.State("attention", "include", "attention.h")));

        Cxx.Require("g++");
        consumer.Build("-t:Hls4NetVerify");
    }
}
