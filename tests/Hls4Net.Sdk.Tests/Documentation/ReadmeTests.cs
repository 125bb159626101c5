using System.Text.RegularExpressions;

namespace Hls4Net.Tests.Documentation;

/// <summary>Everything the README shows, done as it says.</summary>
[TestClass]
public sealed class ReadmeTests
{
    private static readonly string Text = File.ReadAllText(Repository.File("README.md"));

    [TestMethod]
    public void The_README_is_short_and_has_exactly_two_commands_of_which_CI_runs_the_second()
    {
        Assert.IsLessThanOrEqualTo(150, Text.Split('\n').Length);
        CollectionAssert.AreEqual(new[] { "dotnet run --project samples/Digits", "dotnet test" }, Blocks("sh"));
        Assert.Contains("dotnet test", File.ReadAllText(Repository.File(".ci", "run")));
    }

    [TestMethod]
    public void The_sample_shows_accuracy_speed_the_project_and_that_both_languages_agree()
    {
        // As this run was built: with other settings the command would compile the tasks again, under the other tests' feet.
        Dictionary<string, string> environment = Environment.GetEnvironmentVariable("CI") is { } ci ? new() { ["CI"] = ci } : [];
        var (code, output) = Dotnet.Run(Repository.Root, environment, [.. Blocks("sh")[0].Split(' ')[1..], "-c", Packages.Configuration]);
        Assert.AreEqual(0, code, output);
        Assert.MatchesRegex("float network +9[0-9]\\.[0-9]+ % correct", output);
        Assert.MatchesRegex("default \\(auto, 16 bits\\) +9[0-9]\\.[0-9]+ % correct, +[0-9,]+ samples/s", output);
        Assert.MatchesRegex("8 bits +9[0-9]\\.[0-9]+ % correct", output);
        Assert.MatchesRegex("HLS project: .*digits_mlp\n +[0-9]+ files, [0-9,]+ KiB", output);
        Assert.MatchesRegex("agree bit for bit|g\\+\\+ is not installed", output);
    }

    [TestMethod]
    public void The_project_file_builds_and_gives_the_files_and_the_class_that_the_README_promises()
    {
        // All that there are, and the package's own page shows no others.
        Assert.AreEqual((2, 2), (Blocks("xml").Length, Blocks("csharp").Length));
        CollectionAssert.AreEqual(new[] { Blocks("xml")[0] }, Snippet.On("sdk/README.md", "xml"));
        CollectionAssert.AreEqual(new[] { "float[] y = new Net().Predict(x);" }, Snippet.On("sdk/README.md", "csharp"));
        using var consumer = new Consumer();
        File.Copy(Repository.File("samples", "Digits", "digits_mlp.onnx"), consumer["net.onnx"]);
        var project = Blocks("xml")[0];
        Assert.IsLessThanOrEqualTo(6, project.Split('\n').Length);
        var layer = Blocks("xml")[1].Replace("\"fc1\"", "\"dense1\"", StringComparison.Ordinal);
        consumer.Write("app.csproj", project
            .Replace("Hls4Net.Sdk/0.1.0", $"Hls4Net.Sdk/{Packages.Version}", StringComparison.Ordinal)
            .Replace("  </ItemGroup>", layer + "</ItemGroup>", StringComparison.Ordinal));
        consumer.Write("Uses.cs", $$"""
            using System; using System.Collections.Generic; using app;
            static class Uses
            {
                public static void Host(float[] x, float[] batch, float[] results)
                {
            {{Blocks("csharp")[0]}}
                }

                public static void Package(float[] x)
                {
                    {{Snippet.On("sdk/README.md", "csharp")[0]}}
                }
            }
            """);
        consumer.Write("Plugin.cs", $$"""
            using Hls4Net;
            sealed class AsicBackend() : Backend("ASIC");
            sealed class AsicWriter : Writer
            {
                protected override void WriteProjectCpp(HlsProject project) => project.Output.Add("src/net.cpp", "");
                protected override void WriteProjectHeader(HlsProject project) => project.Output.Add("include/net.h", "");
            }
            {{Blocks("csharp")[1]}}
            """);

        consumer.Build();

        foreach (var file in Promised())
        {
            Assert.IsTrue(Path.Exists(consumer.State("net", file)), $"'{file}' is missing");
        }
    }

    /// <summary>The paths of the table under «What comes out», for a model called net.</summary>
    private static IEnumerable<string> Promised()
    {
        var table = Text[Text.IndexOf("## What comes out", StringComparison.Ordinal)..Text.IndexOf("The class,", StringComparison.Ordinal)];
        var paths = Regex.Matches(table, "^\\| (`.*?) \\|", RegexOptions.Multiline).SelectMany(row => Regex.Matches(row.Groups[1].Value, "`([^`]+)`"))
            .Select(match => match.Groups[1].Value.Replace("<name>", "net", StringComparison.Ordinal)).ToArray();
        Assert.IsGreaterThan(12, paths.Length);
        foreach (var path in paths)
        {
            yield return path == ".h" ? "firmware/net.h" : path == "parameters.h" ? "firmware/parameters.h" : path.Replace("*.h", "", StringComparison.Ordinal);
        }
    }

    private static string[] Blocks(string language) => Snippet.On("README.md", language);
}
