using System.Globalization;
using System.Text;
using Hls4Net.Compiler.Synthesis;

namespace Hls4Net.Tests.Synthesis;

/// <summary>The commands of every flavour: as documented, and as stand-ins with the real argument forms take them.</summary>
[TestClass]
public sealed class CommandTests
{
    private static readonly string[] s_backends = ["Vitis", "Vivado", "Quartus", "Catapult", "oneAPI"];

    [TestMethod]
    public void The_table_in_the_documentation_is_what_the_backends_do() => MarkedText.AssertCurrent("docs/tools.md", "commands", "/commands", Table());

    [TestMethod]
    [DataRow("Vitis", "vitis-run", "csim csynth cosim export vsynth")]
    [DataRow("Vitis", "vitis_hls", "csim csynth cosim export vsynth")]
    [DataRow("Vitis", "v++", "csim csynth cosim export vsynth")]
    [DataRow("Vivado", "vivado_hls", "csim csynth cosim export vsynth")]
    [DataRow("Quartus", "i++", "csim csynth cosim vsynth")]
    [DataRow("Catapult", "catapult", "csim csynth cosim export vsynth")]
    [DataRow("oneAPI", "icpx", "csim csynth vsynth")]
    public void Every_flavour_goes_through_its_steps_and_its_report_is_read(string backend, string flavour, string steps)
    {
        Cxx.Require(backend switch { "Quartus" => "make", "oneAPI" => "cmake", _ => "sh" });
        using var bench = new Bench(flavour);
        if (flavour == "v++")
        {
            FakeTools.Install(bench["bin"], "vitis-run");
        }

        var job = bench.Project(backend, steps: [.. SynthesisSteps.Parse(steps, out _)]);
        var result = bench.Run(job, settings => settings with { Tool = flavour });
        Assert.IsTrue(result.Succeeded, string.Join("\n", result.Diagnostics) + File.ReadAllText(job.LogOf(result.Record.Steps[^1].Step)));
        Assert.AreEqual(steps.Replace(' ', '+'), string.Join('+', result.Record.Steps.Select(step => step.Step)));
        Assert.IsNotNull(BuiltIns.Catalog.Create(backend).Backend.ReadReport(result.Directory, new DiagnosticBag()));
    }

    [TestMethod]
    [DataRow("", "csynth", null)]
    [DataRow("COSIM", "csynth cosim", null)]
    [DataRow("csim", "csim", null)]
    [DataRow("vsynth;csim,export", "csim csynth export vsynth", null)]
    [DataRow("csynth;simulate", "csynth", "simulate")]
    public void Steps_are_read_in_any_order_and_bring_along_what_they_need(string text, string expected, string? unknown)
    {
        Assert.AreEqual(expected, string.Join(' ', SynthesisSteps.Parse(text, out var found).Select(SynthesisSteps.ToText)));
        Assert.AreEqual(unknown, found);
    }

    private static string Table()
    {
        var table = new StringBuilder("| backend | tool | versions | step | commands | option file |\n|---|---|---|---|---|---|\n");
        foreach (var backend in s_backends.Select(name => BuiltIns.Catalog.Create(name).Backend))
        {
            foreach (var (flavour, step) in backend.Tools.SelectMany(_ => Enum.GetValues<SynthesisStep>(), (flavour, step) => (flavour, step)))
            {
                var commands = backend.PlanSynthesis(new SynthesisRequest("net", new LocatedTool(flavour, $"/{flavour.Name}", ""), [step]));
                if (commands.Count > 0)
                {
                    var lines = string.Join("<br>", commands.Select(command => $"`{string.Join(' ', command.Arguments.Select(Quote).Prepend(command.Program.Length == 0 ? flavour.Name : command.Program))}`"));
                    var files = string.Join(", ", commands.SelectMany(command => command.Files.Keys).Select(file => $"`{file}`"));
                    table.Append(CultureInfo.InvariantCulture, $"| {backend.Name} | `{flavour.Name}` | {flavour.Range} | {SynthesisSteps.ToText(step)} | {lines} | {(files.Length == 0 ? "–" : files)} |\n");
                }
            }
        }

        return table.ToString();
    }

    private static string Quote(string argument) => argument.Contains(' ', StringComparison.Ordinal) ? $"'{argument}'" : argument;
}
