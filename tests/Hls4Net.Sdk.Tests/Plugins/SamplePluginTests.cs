using Hls4Net.Testing;

namespace Hls4Net.Tests.Plugins;

/// <summary>The samples FirFilter and MlpJson as a user has them: projects of a solution, referenced by the project with the models.</summary>
[TestClass]
public sealed class SamplePluginTests
{
    [TestMethod]
    public void A_plugins_layer_and_a_plugins_format_convert_verify_and_run_in_a_program()
    {
        Cxx.Require("g++");
        using var solution = new Consumer("samples");
        Copy(solution, "FirFilter");
        Copy(solution, "MlpJson");
        new OnnxBuilder().Opset("acme", 1).Input("x", "N,4").Output("y", "N,4").Initializer("c", [0.5f, -0.25f], 2)
            .DomainNode("acme", "filter", "Fir", ["x", "c"], ["y"], ("taps", 2L)).Save(solution["filter.onnx"]);
        solution.Write("net.mlp.json", """{ "inputs": 2, "layers": [ { "name": "fc1", "weights": [[1, -1], [0.5, 0.25]], "activation": "relu" } ] }""");
        solution.WithSdk(
            """
            <ProjectReference Include="FirFilter/FirFilter.csproj;MlpJson/MlpJson.csproj" />
            <Compile Remove="FirFilter/**;MlpJson/**" />
            <Hls4NetModel Include="filter.onnx;net.mlp.json" />
            """, "<OutputType>Exe</OutputType><Hls4NetVerify>true</Hls4NetVerify>");
        solution.Write("Program.cs", """
            System.Globalization.CultureInfo.CurrentCulture = System.Globalization.CultureInfo.InvariantCulture;
            Console.WriteLine(string.Join(' ', new app.Filter().Predict([1, 0, 2, 0])));
            Console.WriteLine(string.Join(' ', new app.Net().Predict([2, 4])));
            """);
        var build = solution.Build("app.csproj");
        Assert.IsEmpty(build.Warnings);
        Assert.Contains("filter: C++", build.Output + string.Join('\n', File.ReadAllLines(solution.State("filter.verified"))));
        Assert.IsTrue(File.Exists(solution.State("net.verified")));
        var (code, output) = Dotnet.Run(solution.Path, solution["bin", "Debug", "net10.0", "app.dll"]);
        Assert.AreEqual(0, code, output);
        CollectionAssert.AreEqual(new[] { "0.5 -0.25 1 -0.5", "4 0" }, output.ReplaceLineEndings("\n").Trim().Split('\n'));

        // A data file is part of what a model depends on, and only of the model that read it.
        Assert.IsEmpty(solution.Build("app.csproj").Converted);
        File.AppendAllText(solution["FirFilter", "kernels", "acme_fir.h"], "// changed\n");
        CollectionAssert.Contains(solution.Build("app.csproj").Converted, "filter.onnx");
        Assert.Contains("// changed", File.ReadAllText(solution.State("filter", "firmware", "nnet_utils", "acme_fir.h")));

        // By its path alone the plugin converts, but nobody has told the C# compiler of it. The path is taken as it stands.
        var plugin = solution["plug%25in", "FirFilter.dll"];
        Directory.Move(solution["FirFilter", "bin", "Debug", "net10.0"], Path.GetDirectoryName(plugin)!);
        solution.WithSdk("""<Hls4NetModel Include="../filter.onnx" />""", project: "lone/lone.csproj");
        var lone = solution.Run(["build", "lone"], new Dictionary<string, string> { ["HLS4NET_BACKEND_PLUGINS"] = plugin }).Fails();
        CollectionAssert.AreEqual(new[] { "HLSN4017" }, lone.Errors);
        Assert.Contains("makes 'FirFilter.Fir', whose assembly 'FirFilter'", lone.FirstError("HLSN4017").Text);
        Assert.Contains($"Reference Include=\"{plugin}\"", lone.FirstError("HLSN4017").Text);
    }

    [TestMethod]
    public void What_a_tool_reported_is_shown_and_handed_on_as_items()
    {
        using var solution = new Consumer("reports").WithModel();
        solution.Write("plugin/Tiles.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings></PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Hls4Net" Version="{Packages.Version}" />
                <Hls4NetPlugin Include="Tiles" EntryPoint="Plugin" />
              </ItemGroup>
            </Project>
            """);
        solution.Write("plugin/Plugin.cs", """
            using Hls4Net;
            public static class Plugin { public static void Register(IPluginRegistry registry) => registry.RegisterBackend("Tiles", () => new Tiles()); }
            public sealed class Tiles() : Backend("Tiles")
            {
                public override string? Parent => "Vitis";
                public override ToolReport? ReadReport(string projectDirectory, DiagnosticBag diagnostics) =>
                    File.Exists(Path.Combine(projectDirectory, "tiles.rpt")) ? new ToolReport("tilec 3", [new ToolFigure("area", 2.5, "mm2")]) : null;
            }
            """);
        solution.WithSdk("""<ProjectReference Include="plugin/Tiles.csproj" /><Compile Remove="plugin/**" /><Hls4NetModel Include="net.onnx" Backend="tiles" />""");
        solution.Build("app.csproj");
        Assert.Contains("net: no report of a tool", solution.Run(["build", "app.csproj", "-t:Hls4NetReadReports"]).Succeeds().Output);
        solution.Write("obj/Debug/net10.0/hls4net/net/tiles.rpt", "");
        var read = solution.Run(["msbuild", "app.csproj", "-t:Hls4NetReadReports", "-getItem:Hls4NetToolFigure"]).Succeeds();
        Assert.Contains("\"Value\": \"2.5\"", read.Output);
        Assert.Contains("\"Tool\": \"tilec 3\"", read.Output);
    }

    // As it stands, with the package in place of the repository's own project.
    private static void Copy(Consumer solution, string sample)
    {
        foreach (var file in Directory.GetFiles(Repository.File("samples", sample), "*", SearchOption.AllDirectories))
        {
            var path = Path.GetRelativePath(Repository.File("samples", sample), file).Replace('\\', '/');
            if (!path.StartsWith("bin/", StringComparison.Ordinal) && !path.StartsWith("obj/", StringComparison.Ordinal))
            {
                solution.Write($"{sample}/{path}", File.ReadAllText(file).Replace(
                    "<Hls4NetPlugin ", $"<Using Include=\"System;System.Collections.Generic;System.IO;System.Linq\" /><PackageReference Include=\"Hls4Net\" Version=\"{Packages.Version}\" /><Hls4NetPlugin ", StringComparison.Ordinal));
            }
        }
    }
}
