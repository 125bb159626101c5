using Hls4Net.Compiler.Synthesis;

namespace Hls4Net.Tests.Synthesis;

/// <summary>Submitters of clusters, as scripts that do what the real ones do.</summary>
[TestClass]
public sealed class LauncherTests
{
    [TestMethod]
    [DataRow("srun --quiet", "cd /; for last in \"$@\"; do :; done; exec \"$last\"")]
    [DataRow("qrsh", "cd /; exec env -i \"$1\"")]
    [DataRow("bsub -K -J 'my job'", "[ \"$3\" = \"my job\" ] || exit 9; echo 'Job <1> is submitted.'; \"$4\"; code=$?; echo '<<Job is finished>>'; exit $code")]
    public void A_job_finds_its_folder_its_environment_and_its_log(string launcher, string script)
    {
        using var bench = new Bench("vitis-run");
        Submitter(bench, launcher.Split(' ')[0], script);
        var job = bench.Project();
        var result = bench.Run(job, settings => settings with { Launcher = launcher });
        Assert.IsTrue(result.Succeeded, string.Join("\n", result.Diagnostics) + File.ReadAllText(job.LogOf("csynth")));
        Assert.Contains("[HLS 200-112]", File.ReadAllText(job.LogOf("csynth")));
        Assert.AreEqual("csynth.log", string.Join(' ', Directory.GetFiles(Path.Combine(result.Directory, "hls4net_logs")).Select(Path.GetFileName)));

        // Where it ran does not matter.
        Assert.IsTrue(bench.Run(job).IsCached);
    }

    [TestMethod]
    public void The_exit_code_of_the_tool_counts_and_that_of_a_submitter_whose_job_was_lost_is_HLSN5036()
    {
        using var bench = new Bench("vitis-run") { Environment = { ["HLS4NET_FAKE"] = "fail" } };
        Submitter(bench, "forgetful", "\"$1\"; exit 0");
        Submitter(bench, "full", "echo 'no machine is free' >&2; exit 3");
        var job = bench.Project();
        Assert.AreEqual("failed", bench.Run(job, settings => settings with { Launcher = "forgetful" }).Record.Steps.Single().Outcome);
        var lost = bench.Run(job, settings => settings with { Launcher = "full" });
        Assert.AreEqual("lost", lost.Record.Steps.Single().Outcome);
        Assert.AreEqual("HLSN5036", lost.Diagnostics.Single().Descriptor.Code);
        Assert.Contains("exit code 3", lost.Diagnostics.Single().Message);
        Assert.Contains("no machine is free", lost.Diagnostics.Single().Message);
        Assert.AreEqual("HLSN5039", bench.Refusal(job, settings => settings with { Launcher = "no-such-submitter" }).Descriptor.Code);
    }

    [TestMethod]
    public void A_job_that_nobody_waits_for_ends_wherever_it_runs()
    {
        using var bench = new Bench("vitis-run") { Environment = { ["HLS4NET_FAKE"] = "hang" } };

        // The job is no child of the submitter: killing that would not reach it.
        Submitter(bench, "sbatch", "setsid \"$2\" & exec sleep 600");
        Cxx.Require("setsid");
        var result = bench.Run(bench.Project(), settings => settings with { Launcher = "sbatch --wait", Timeout = TimeSpan.FromSeconds(1) });
        Assert.AreEqual("HLSN5035", result.Diagnostics.Single().Descriptor.Code);
        Assert.IsTrue(SpinWait.SpinUntil(() => Processes.In(bench["cache"]).Length == 0, TimeSpan.FromSeconds(60)));
    }

    [TestMethod]
    public void Words_of_a_command_line_are_held_together_by_quotes() =>
        CollectionAssert.AreEqual(new[] { "bsub", "-J", "my job", "", "it's" }, CommandWords.Split(" bsub -J 'my job' \"\" \"it's\" ").ToArray());

    private static void Submitter(Bench bench, string name, string script) => FakeTools.WriteScript(bench["bin"], name, "#!/bin/sh\n" + script + "\n");
}
