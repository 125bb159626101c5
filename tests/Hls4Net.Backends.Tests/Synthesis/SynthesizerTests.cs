using Hls4Net.Compiler.Report;
using Hls4Net.Compiler.Synthesis;

namespace Hls4Net.Tests.Synthesis;

[TestClass]
public sealed class SynthesizerTests
{
    [TestMethod]
    public void A_project_goes_through_the_tool_once_and_comes_from_the_cache_then()
    {
        using var bench = new Bench("vitis-run");
        var job = bench.Project(steps: [SynthesisStep.CSim, SynthesisStep.CSynth, SynthesisStep.CoSim]);
        var first = bench.Run(job);
        Assert.IsTrue(first.Succeeded && !first.IsCached, string.Join("\n", first.Diagnostics));
        CollectionAssert.AreEqual(new[] { "vitis-run small csim", "vitis-run small csynth", "vitis-run small cosim" }, bench.Runs);
        Assert.AreEqual(9, BuiltIns.Catalog.Create("Vitis").Backend.ReadReport(first.Directory, new DiagnosticBag())!.Figures.First(figure => figure.Name == "latency_max").Value);
        Assert.AreEqual("vitis-run 2024.2", $"{first.Record.Flavour} {first.Record.Version}");
        Assert.Contains("[HLS 200-112]", File.ReadAllText(job.LogOf("csynth")));
        Assert.IsTrue(File.Exists(Path.Combine(first.Directory, "hls4net_logs", "csynth.log")));

        // Another configuration of the same project: another folder, the same key.
        var again = bench.Run(job with { LogPrefix = bench["elsewhere", "small"] });
        Assert.IsTrue(again is { Succeeded: true, IsCached: true } && again.Directory == first.Directory);
        Assert.HasCount(3, bench.Runs);
        CollectionAssert.AreEqual(new[] { "" }, bench.CacheEndings);
    }

    [TestMethod]
    public void Another_file_version_or_step_is_another_run()
    {
        using var bench = new Bench("vitis-run");
        var job = bench.Project();
        bench.Run(job);
        bench.Run(job with { Steps = [SynthesisStep.CSynth, SynthesisStep.Export] });
        Assert.HasCount(3, bench.Runs);
        File.AppendAllText(Path.Combine(job.Directory, "firmware", "small.cpp"), "// edited\n");
        bench.Run(job);
        Assert.HasCount(4, bench.Runs);
        bench.Environment["HLS4NET_FAKE_VERSION"] = "2025.1";
        File.SetLastWriteTimeUtc(bench["bin", "vitis-run"], DateTime.UnixEpoch);
        Assert.AreEqual("2025.1", bench.Run(job).Record.Version);
        Assert.HasCount(5, bench.Runs);
    }

    [TestMethod]
    public void What_the_tool_says_becomes_HLSN5037_and_HLSN5038_at_the_layer()
    {
        using var bench = new Bench("vitis-run") { Environment = { ["HLS4NET_FAKE"] = "fail" } };
        var job = bench.Project();
        var result = bench.Run(job);
        CollectionAssert.AreEqual(new[] { "HLSN5038", "HLSN5037", "HLSN5034" }, result.Diagnostics.Select(problem => problem.Descriptor.Code).ToArray());
        var error = result.Diagnostics[1];
        Assert.AreEqual("vitis-run 2024.2, csynth: [HLS 207-3777] use of undeclared identifier 'foo'", error.Message);
        Assert.AreEqual("fc1", error.Node);
        Assert.AreEqual(Path.Combine(job.Directory, "firmware/small.cpp"), error.File);
        Assert.Contains("nnet::dense<", File.ReadAllLines(error.File!)[error.Line - 1]);
        Assert.Contains("exit code 1", result.Diagnostics[2].Message);
        CollectionAssert.AreEqual(new[] { ".failed" }, bench.CacheEndings);
        Assert.AreEqual("failed", SynthesisRecord.Read(result.Directory)!.Steps.Single().Outcome);

        // What failed does not count as done, and its remains go when it succeeds.
        bench.Environment["HLS4NET_FAKE"] = "";
        Assert.IsTrue(bench.Run(job) is { Succeeded: true, IsCached: false });
        CollectionAssert.AreEqual(new[] { "" }, bench.CacheEndings);
    }

    [TestMethod]
    [DataRow("licence", "licence", "it got no licence")]
    [DataRow("part", "part", "the part is not installed")]
    [DataRow("memory", "killed", "signal 9")]
    [DataRow("mismatch", "mismatch", "outputs differ")]
    [DataRow("zero", "unroll", "exit code 0")]
    public void A_failed_step_is_HLSN5034_with_its_cause(string behaviour, string cause, string words)
    {
        using var bench = new Bench("vitis-run") { Environment = { ["HLS4NET_FAKE"] = behaviour } };
        var result = bench.Run(bench.Project());
        Assert.AreEqual(cause, result.Record.Steps.Single().Cause);
        Assert.Contains(words, result.Diagnostics.Single(problem => problem.Descriptor == SynthesisDiagnostics.StepFailed).Message);
    }

    [TestMethod]
    public void A_chatty_tool_is_heard_in_few_words()
    {
        using var bench = new Bench("vitis-run") { Environment = { ["HLS4NET_FAKE"] = "chatty" } };
        var job = bench.Project();
        var result = bench.Run(job);
        Assert.IsTrue(result.Succeeded);
        Assert.HasCount(21, result.Diagnostics);
        Assert.EndsWith("read and write rates 0 (3000 times)", result.Diagnostics[0].Message);
        Assert.Contains("7 further warnings", result.Diagnostics[^1].Message);
        Assert.IsGreaterThan(3000, File.ReadAllLines(job.LogOf("csynth")).Length);

        // What is not mended is not forgotten: results from the cache say it again, with a log that is there.
        var again = bench.Run(job with { LogPrefix = bench["elsewhere", "small"] });
        Assert.IsTrue(again.IsCached);
        CollectionAssert.AreEqual(result.Diagnostics.SkipLast(1).ToArray(), again.Diagnostics.SkipLast(1).ToArray());
        Assert.IsTrue(File.Exists(again.Diagnostics[^1].Message.Split(", see ")[1]), again.Diagnostics[^1].Message);
    }

    [TestMethod]
    public void A_tool_that_hangs_is_HLSN5035_and_is_gone_with_its_children()
    {
        using var bench = new Bench("vitis-run") { Environment = { ["HLS4NET_FAKE"] = "hang" } };
        var result = bench.Run(bench.Project(), settings => settings with { Timeout = TimeSpan.FromSeconds(0.5) });
        Assert.AreEqual("HLSN5035", result.Diagnostics.Single().Descriptor.Code);
        Assert.AreEqual("timeout", result.Record.Steps.Single().Outcome);
        Assert.IsEmpty(Processes.In(bench["cache"]));
    }

    [TestMethod]
    public void A_cancelled_build_leaves_neither_processes_nor_anything_that_counts()
    {
        using var bench = new Bench("vitis-run") { Environment = { ["HLS4NET_FAKE"] = "hang" } };
        var job = bench.Project();
        using var cancellation = new CancellationTokenSource();
        var run = Task.Run(() => bench.Run(job, cancellation: cancellation.Token));
        SpinWait.SpinUntil(() => bench.Runs.Length > 0, TimeSpan.FromSeconds(60));
        cancellation.Cancel();
        Assert.ThrowsExactly<OperationCanceledException>(() => run.GetAwaiter().GetResult());
        Assert.IsEmpty(Processes.In(bench["cache"]));
        Assert.IsEmpty(bench.CacheEndings);
    }

    [TestMethod]
    public void No_more_tools_run_at_once_than_allowed_whoever_asks()
    {
        using var bench = new Bench("vitis-run") { Environment = { ["HLS4NET_FAKE"] = "slow", ["HLS4NET_FAKE_SECONDS"] = "0.3" } };
        var jobs = Enumerable.Range(0, 3).Select(i => bench.Project(name: $"m{i}")).ToArray();
        Parallel.ForEach(jobs, new ParallelOptions { MaxDegreeOfParallelism = 3 }, job => bench.Run(job, settings => settings with { MaximumJobs = 1 }));
        CollectionAssert.AreEquivalent(new[] { "vitis-run m0 csynth", "vitis-run m1 csynth", "vitis-run m2 csynth" }, bench.Runs);
    }

    [TestMethod]
    public void What_a_killed_build_left_is_taken_away_by_the_next()
    {
        using var bench = new Bench("vitis-run");
        var job = bench.Project();
        var key = Path.GetFileName(bench.Run(job).Directory);
        Directory.Move(bench["cache", key], bench["cache", key + ".0123.tmp"]);
        Directory.CreateDirectory(bench["cache", new string('f', 32) + ".0123.tmp"]);
        Assert.IsFalse(bench.Run(job).IsCached);
        CollectionAssert.AreEqual(new[] { "" }, bench.CacheEndings);

        // Nor does a record that cannot be read stand in the way.
        File.WriteAllText(Path.Combine(bench["cache", key], SynthesisRecord.FileName), "{");
        Assert.IsTrue(bench.Run(job) is { IsCached: false, Succeeded: true });
        Assert.IsTrue(bench.Run(job).IsCached);
    }

    [TestMethod]
    [DataRow("cosim=mismatch", "csynth", "cosim: cosim failed (exit code 1): the simulation's outputs differ")]
    [DataRow("export=fail", "csynth cosim", "export: export failed (exit code 1): its messages say why.")]
    [DataRow("csynth=licence", "", "csynth: csynth failed (exit code 1): it got no licence.")]
    [DataRow("csynth=torn", "cosim", "csynth: 'small_csynth.xml' cannot be read.")]
    public void What_came_before_a_failed_step_is_read_and_the_step_is_missing_with_its_reason(string behaviour, string read, string reason)
    {
        using var bench = new Bench("vitis-run") { Environment = { ["HLS4NET_FAKE"] = behaviour } };
        var result = bench.Run(bench.Project(steps: [SynthesisStep.CSynth, SynthesisStep.CoSim, SynthesisStep.Export]));
        var diagnostics = new DiagnosticBag();
        var report = StepOutcomes.Join(ToolReports.Read(BuiltIns.Catalog, "Vitis", result.Directory, diagnostics), SynthesisRecord.Read(result.Directory))!;
        Assert.AreEqual("2024.2", report.Version);
        Assert.AreEqual(read, string.Join(' ', report.Sections.Where(section => section.Missing is null).Select(section => section.Name)));
        Assert.Contains("  " + reason, ToolReports.ToTable(report));
        Assert.Contains("vsynth, impl: The step has not run: SynthesisSteps does not name it", ToolReports.ToTable(report));
        Assert.AreEqual(behaviour == "csynth=torn" ? "HLSN5020" : "", string.Join(' ', diagnostics.Items.Select(problem => problem.Descriptor.Code)));
    }

    [TestMethod]
    public void A_backend_without_a_tool_is_HLSN5030_a_step_that_it_lacks_HLSN5033_and_a_lost_file_HLSN5040()
    {
        using var bench = new Bench("vitis-run", "i++");
        Assert.AreEqual("HLSN5033", bench.Refusal(bench.Project("Quartus", steps: [SynthesisStep.Export])).Descriptor.Code);
        var job = bench.Project();
        File.Delete(Path.Combine(job.Directory, "firmware", "defines.h"));
        Assert.AreEqual("HLSN5040", bench.Refusal(job).Descriptor.Code);
        var toolless = new Synthesizer(bench.Settings, new Compiler.Plugins.BackendCatalog(
            registry =>
            {
                registry.RegisterWriter("Bare", () => new BareWriter());
                registry.RegisterBackend("Bare", () => new Bare());
            },
            AppContext.BaseDirectory));
        Assert.AreEqual("HLSN5030", Assert.ThrowsExactly<DiagnosticException>(
            () => toolless.Run(job with { Backend = "Bare" }, CancellationToken.None)).Diagnostics.Single().Descriptor.Code);
    }

    [TestMethod]
    public void A_program_that_the_commands_need_and_that_is_not_there_is_HLSN5039()
    {
        using var bench = new Bench("i++");
        bench.Environment["PATH"] = bench["bin"];
        var problem = bench.Refusal(bench.Project("Quartus"));
        Assert.AreEqual("HLSN5039", problem.Descriptor.Code);
        Assert.Contains("'make'", problem.Message);
    }

    private sealed class Bare() : Backend("Bare");

    private sealed class BareWriter : Writer;
}
