using Hls4Net.Compiler.Plugins;
using Hls4Net.Compiler.Synthesis;

namespace Hls4Net.Tests.Synthesis;

/// <summary>The backend with a tool of its own that docs/tools.md shows.</summary>
[TestClass]
public sealed class DocumentedToolTests
{
    [TestMethod]
    public void The_documented_tool_of_a_plugin_is_found_and_run()
    {
        var shown = Snippet.On("docs/tools.md", "csharp").Single().Split('\n').Select(line => line.Trim());
        var own = File.ReadAllLines(Repository.File("tests", "Hls4Net.Backends.Tests", "Synthesis", "DocumentedToolTests.cs")).Select(line => line.Trim()).ToHashSet();
        Assert.IsEmpty(shown.Where(line => !own.Contains(line)));

        using var bench = new Bench();
        FakeTools.WriteScript(bench["acme", "bin"], "acme-hls", "#!/bin/sh\n[ \"$1\" = --version ] && echo 'acme 3.1' && exit\necho \"$@\" >out.txt\n");
        bench.Environment["ACME_HOME"] = bench["acme"];
        var catalog = new BackendCatalog(
            registry =>
            {
                registry.RegisterWriter("Acme", () => new AcmeWriter());
                registry.RegisterBackend("Acme", () => new AcmeBackend());
            },
            AppContext.BaseDirectory);
        var result = new Synthesizer(bench.Settings, catalog).Run(bench.Project() with { Backend = "Acme" }, CancellationToken.None);
        Assert.IsTrue(result.Succeeded, string.Join("\n", result.Diagnostics));
        Assert.AreEqual("acme-hls 3.1: build.tcl\n", $"{result.Record.Flavour} {result.Record.Version}: {File.ReadAllText(Path.Combine(result.Directory, "out.txt"))}");
    }

    private sealed class AcmeBackend() : Backend("Acme")
    {
        public override IReadOnlyList<ToolFlavour> Tools =>
        [
            new ToolFlavour("acme-hls") { Oldest = new Version(3, 0), Variables = ["ACME_HOME/bin"], Folders = ["/opt/acme/*/bin"] },
        ];

        public override IReadOnlyList<ToolCommand> PlanSynthesis(SynthesisRequest request) =>
            [.. request.Steps.Where(step => step == SynthesisStep.CSynth).Select(step => new ToolCommand([step], "", ["build.tcl"]))];
    }

    private sealed class AcmeWriter : Writer;
}
