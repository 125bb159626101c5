using Hls4Net.Testing;

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
        // The project of docs/aie.md, made a program.
        new OnnxBuilder().Input("x", "N,32").Initializer("w", [.. Enumerable.Range(0, 32 * 64).Select(i => ((i % 7) - 3) / 16f)], 32, 64)
            .NamedNode("fc1", "MatMul", ["x", "w"], ["h"]).NamedNode("relu", "Relu", ["h"], ["y"]).Output("y", "N,64").Save(consumer["net.onnx"]);
        consumer.Write("app.csproj", Snippet.On("docs/aie.md", "xml").Single().Replace("0.1.0\"", Packages.Version + "\"", StringComparison.Ordinal)
            .Replace("<PropertyGroup>", "<PropertyGroup><OutputType>Exe</OutputType>", StringComparison.Ordinal));
        consumer.Write("Program.cs", "System.Console.WriteLine(string.Join(' ', new app.Net().Predict(new float[32])));");
        consumer.Build("-t:Build;Hls4NetVerify");
        (code, output) = Dotnet.Run(consumer.Path, "run", "--no-build");
        Assert.AreEqual(0, code, output);
        Assert.HasCount(64, output.Trim().Split('\n')[^1].Split(' '));
        StringAssert.Contains(File.ReadAllText(consumer.State("net", "aie_plan.txt")), "4 chains of 2 tiles");
    }
}
