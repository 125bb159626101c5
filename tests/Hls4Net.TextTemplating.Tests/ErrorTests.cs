using Hls4Net.TextTemplating;

namespace Hls4Net.Tests.TextTemplating;

[TestClass]
public sealed class ErrorTests
{
    [TestMethod]
    [DataRow("a\n  <# never", "HLSN5101", 2)]
    [DataRow("<#@ template inherits=Base #>", "HLSN5101", 1)]
    [DataRow("<#@ template\n  inherits \"Base\" #>", "HLSN5101", 2)]
    [DataRow("<#+ int a; #>\n<# a++; #>", "HLSN5101", 2)]
    [DataRow("<#@ include file=\"absent\" #>", "HLSN5101", 1)]
    [DataRow("x\n<#@ imports namespace=\"A\" #>", "HLSN5102", 2)]
    [DataRow("<#@ parameter type=\"int\" name=\"Count\" #>", "HLSN5102", 1)]
    [DataRow("<#@ template language=\"VB\" #>", "HLSN5102", 1)]
    [DataRow("<#@ template hostspecific=\"true\" #>", "HLSN5102", 1)]
    public void A_mistake_is_reported_with_code_and_place(string template, string code, int line)
    {
        var error = Preprocess.ErrorIn(template);
        Assert.AreEqual(("t.tt", code, line), (error.File, error.Code, error.Line));
        Assert.MatchesRegex($"^t\\.tt\\({line},[1-9][0-9]*\\): error {code}: .", error.ToString());
    }

    [TestMethod]
    public void The_program_reports_every_bad_template_and_still_writes_the_good_ones()
    {
        using var folder = new TemporaryFolder("t4 ü");
        File.WriteAllText(folder.File("bad.tt"), "<# ");
        File.WriteAllText(folder.File("good.tt"), "text");
        var (exit, output) = RunProgram("--namespace", "N", "--output", folder.File("out"), folder.File("bad.tt"), folder.File("absent.tt"), folder.File("good.tt"));
        Assert.AreEqual(1, exit);
        Assert.MatchesRegex("bad\\.tt\\(1,[0-9]+\\): error HLSN5101", output);
        Assert.Contains("absent.tt(1,1): error HLSN5103", output);
        Assert.Contains("namespace N {", File.ReadAllText(folder.File("out", "good.g.cs")));
    }

    [TestMethod]
    public void The_same_template_gives_the_same_bytes_wherever_it_lies()
    {
        using var one = new TemporaryFolder();
        using var other = new TemporaryFolder("another place");
        foreach (var folder in new[] { one, other })
        {
            File.WriteAllText(folder.File("t.tt"), "<#= 1 #>");
            Assert.AreEqual(0, RunProgram("--output", folder.File("obj", "t4"), folder.File("t.tt")).ExitCode);
        }

        Assert.AreEqual(File.ReadAllText(one.File("obj", "t4", "t.g.cs")), File.ReadAllText(other.File("obj", "t4", "t.g.cs")));
        Assert.Contains("#line 1 \"../../t.tt\"", File.ReadAllText(one.File("obj", "t4", "t.g.cs")));
    }

    private static (int ExitCode, string Output) RunProgram(params string[] arguments) => Cxx.Run(
        Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet",
        AppContext.BaseDirectory, [typeof(TemplatePreprocessor).Assembly.Location, .. arguments]);
}
