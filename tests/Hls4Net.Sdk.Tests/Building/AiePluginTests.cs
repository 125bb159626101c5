namespace Hls4Net.Tests.Building;

/// <summary>The AIE plugin as a package, and a project that knows nothing but packages.</summary>
[TestClass]
public sealed class AiePluginTests
{
    [TestMethod]
    public void A_consumer_of_the_packed_plugin_builds_runs_and_verifies()
    {
        Cxx.Require("g++");
        using var consumer = new Consumer("hls4net aie consumer");
        var (code, output) = Dotnet.Run(
            Repository.Root, "pack", Repository.File("samples", "Aie4Net", "Aie4Net.csproj"), "--no-build", "-c", Packages.Configuration,
            "-o", consumer.OwnFeed(), "-v:q", $"-p:PackageVersion={Packages.Version}");
        Assert.AreEqual(0, code, output);
        consumer.WithModel(outputs: 20).WithSdk($"""
            <PackageReference Include="Hls4Net.Backends.Aie" Version="{Packages.Version}" />
            <Hls4NetModel Include="net.onnx" Backend="aie" Precision="auto(8)" InputPrecision="fixed(8,4)" Device="VEK385" />
            <Hls4NetLayer Include="Dense" CasNum="2" />
            """, "<OutputType>Exe</OutputType>");
        consumer.Write("Program.cs", "System.Console.WriteLine(string.Join(' ', new app.Net().Predict([1, 2])));");
        consumer.Build("-t:Build;Hls4NetVerify");
        (code, output) = Dotnet.Run(consumer.Path, "run", "--no-build");
        Assert.AreEqual(0, code, output);
        Assert.HasCount(20, output.Trim().Split('\n')[^1].Split(' '));
        StringAssert.Contains(File.ReadAllText(consumer.State("net", "aie_plan.txt")), "2 chains of 1 tiles");
    }
}
