using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Hls4Net.Tests.Documentation;

/// <summary>
/// No block of the documentation that nobody executes. Pages with a test of their own are named here; project files, items and
/// commands of all the others are executed together, in one build.
/// </summary>
[TestClass]
public sealed partial class SnippetTests
{
    [TestMethod]
    public void Every_block_is_executed_by_a_test()
    {
        var lost = Snippet.All.Where(snippet => ExecutorOf(snippet) is null).Select(snippet => $"{snippet}: {snippet.Language}").ToArray();
        Assert.IsEmpty(lost, string.Join('\n', lost));
    }

    [TestMethod]
    public void Project_files_items_and_commands_do_what_they_say()
    {
        using var folder = new Consumer("snippets");
        var steps = new List<string>();
        foreach (var (snippet, number) in Snippet.All.Where(snippet => ExecutorOf(snippet) == nameof(SnippetTests)).Select((snippet, number) => (snippet, number)))
        {
            AddProject(folder, $"p{number}", snippet.Language == "xml" ? snippet.Text : "");
            steps.AddRange(snippet.Language == "xml" ? [Call(number, "Hls4NetConvert", "")] : snippet.Text.Split('\n').Select(command => Call(number, command)));
        }

        folder.Write("all.proj", $"<Project><Target Name=\"Build\">\n{string.Join('\n', steps)}\n</Target></Project>");
        var build = folder.Run(["msbuild", "all.proj", "-m"]).Succeeds();
        Assert.IsGreaterThan(8, steps.Count);

        // What is said about the model that stands in for the reader's is no fault of the text.
        Assert.IsEmpty(build.Warnings.Where(code => !code.StartsWith("HLSN3", StringComparison.Ordinal)), build.Output);
    }

    /// <summary>The test that executes a block; null where none does.</summary>
    private static string? ExecutorOf(Snippet snippet) => (snippet.Page, snippet.Language) switch
    {
        // Drawings, and what programs print.
        (_, "") => "nobody",
        ("docs/reports.md", "json" or "text") => "DocumentTests",
        (_, "json" or "yaml") => "DocumentedConfigTests",
        ("README.md" or "sdk/README.md", "sh" or "xml" or "csharp") => nameof(ReadmeTests),
        ("docs/getting-started.md", _) => nameof(GettingStartedTests),
        ("docs/aie.md", "xml") => nameof(Building.AiePluginTests),
        ("docs/plugins.md", "csharp" or "xml" or "cpp") => "PluginsPageTests",
        ("docs/plugins.md", "t4") => "TemplatePageTests",
        ("docs/tools.md", "csharp") => "DocumentedToolTests",
        ("docs/templates.md", "xml") => nameof(Plugins.DocumentedPluginTests),
        (_, "xml") => nameof(SnippetTests),
        (_, "sh") when snippet.Text.Split('\n').All(line => Command().IsMatch(line)) => nameof(SnippetTests),
        _ => null,
    };

    /// <summary>A command as a step of the common build; without a target it is the conversion, which needs no restore.</summary>
    private static string Call(int number, string command)
    {
        var match = Command().Match(command);
        return Call(
            number, match.Groups["target"] is { Success: true } target ? target.Value : "Hls4NetConvert",
            string.Join(';', match.Groups["property"].Captures.Select(property => property.Value)));
    }

    private static string Call(int number, string target, string properties) =>
        $"<MSBuild Projects=\"p{number}/app.csproj\" Targets=\"{target}\" Properties=\"{properties}\" />";

    /// <summary>A project as shown, or one around the items shown, with a model and the files that they may name.</summary>
    private static void AddProject(Consumer folder, string name, string text)
    {
        var content = XElement.Parse($"<Project>{text}</Project>").Elements().ToArray();
        var project = content is [{ Name.LocalName: "Project" } whole] ? whole : new XElement(
            "Project", new XAttribute("Sdk", "Hls4Net.Sdk/0.1.0"), new XElement("PropertyGroup", new XElement("TargetFramework", "net10.0")),
            new XElement("ItemGroup", content.Where(IsItem)), content.Where(element => !IsItem(element)));
        if (!project.Descendants("Hls4NetModel").Any())
        {
            project.Add(new XElement("ItemGroup", new XElement("Hls4NetModel", new XAttribute("Include", "net.onnx"))));
        }

        folder.Write($"{name}/app.csproj", project.ToString().Replace("0.1.0\"", Packages.Version + "\"", StringComparison.Ordinal));
        TestModels.Named().Save(folder[name, "net.onnx"]);
        NumPyArchive.Write(folder[name, "test.npz"], ("input0", [4, 8], [.. Enumerable.Range(0, 32).Select(i => i / 32f)]));
        folder.Write($"{name}/config.yml", "HLSConfig: {Model: {ReuseFactor: 1}}");

        static bool IsItem(XElement element) => element.Name.LocalName is not ("PropertyGroup" or "ItemGroup" or "Target");
    }

    [GeneratedRegex(@"^dotnet (?:build|msbuild)(?: -t:(?<target>\w+)| -p:(?<property>\w+=\S+)| --tl:off| -getItem:\w+)*(?:\s+#.*)?$")]
    private static partial Regex Command();
}
