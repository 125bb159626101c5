using System.Text.RegularExpressions;

namespace Hls4Net.Tests.Documentation;

/// <summary>docs/getting-started.md from its first line to its last: every command run in order, every change of the project file made.</summary>
[TestClass]
public sealed class GettingStartedTests
{
    private const string Page = "docs/getting-started.md";

    [TestMethod]
    public void A_reader_who_does_everything_gets_what_the_page_promises()
    {
        using var consumer = new Consumer("getting started");
        var (folder, output) = (consumer.Path, "");
        foreach (var snippet in Snippet.On(Page))
        {
            switch (snippet.Language)
            {
                case "sh":
                    Array.ForEach(snippet.Text.Split('\n'), command => (folder, output) = Run(snippet, command, folder, consumer));
                    break;
                case "xml":
                    var project = Path.Combine(folder, "Digits.csproj");
                    var text = Regex.Replace(File.ReadAllText(project), "<Hls4NetLayer [^>]*/>", "");
                    File.WriteAllText(project, Regex.Replace(text, "<Hls4NetModel [^>]*/>", snippet.Text));
                    break;
                case "":
                    Assert.Contains(snippet.Text, output, snippet.ToString());
                    break;
                default:
                    Assert.Fail($"{snippet}: '{snippet.Language}' is not executed.");
                    break;
            }
        }

        Assert.Contains("\"ReuseFactor\": 1", File.ReadAllText(Path.Combine(folder, "settings.hls4net.json")));
        Assert.IsTrue(File.Exists(Path.Combine(folder, "obj", "Debug", "net10.0", "hls4net", "digits_mlp", "firmware", "digits_mlp.cpp")));
        Assert.IsEmpty(new JsonSchema(Path.Combine(folder, "obj", "hls4net_config.schema.json")).Validate(File.ReadAllBytes(Path.Combine(folder, "settings.hls4net.json"))));
    }

    private static (string Folder, string Output) Run(Snippet snippet, string command, string folder, Consumer consumer)
    {
        var words = command.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words[0] == "cd")
        {
            return (Path.Combine(folder, words[1]), "");
        }

        if (command.Contains("Hls4NetVerify", StringComparison.Ordinal) && !Cxx.IsInstalled("g++"))
        {
            return (folder, "");
        }

        // The package of this run, in a hive of its own: the user's templates stay what they are.
        Assert.AreEqual("dotnet", words[0], $"{snippet}: {command}");
        string[] arguments = [.. words[1..].Select(word => word == "Hls4Net.Templates" ? Packages.File(word) : word)];
        var (code, output) = Dotnet.Run(folder, arguments[0] == "new" ? [.. arguments, "--debug:custom-hive", consumer["hive"]] : arguments);
        Assert.AreEqual(0, code, $"{snippet}: {command}\n{output}");
        return (folder, output);
    }
}
