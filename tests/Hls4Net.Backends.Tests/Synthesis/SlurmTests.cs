using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Hls4Net.Compiler.Synthesis;

namespace Hls4Net.Tests.Synthesis;

/// <summary>Jobs through a real Slurm of one node; skipped where it is not installed (Debian: slurm-wlm) or may not be started.</summary>
[TestClass]
[TestCategory("Slurm")]
public sealed class SlurmTests
{
    private static readonly string s_script = Repository.File("tests", "Slurm", "cluster.sh");

    [TestMethod]
    [DataRow("srun --quiet")]
    [DataRow("sbatch --wait --quiet")]
    public void Of_eight_jobs_one_fails_and_one_is_cancelled_and_six_are_done(string launcher)
    {
        using var cluster = new TemporaryFolder("slurm");
        Start(cluster.Path);
        try
        {
            using var bench = new Bench("vitis-run") { Environment = { ["SLURM_CONF"] = cluster.File("slurm.conf"), ["HLS4NET_FAKE"] = "m3=fail m5=hang" } };
            var jobs = Enumerable.Range(0, 8).Select(i => bench.Project(name: $"m{i}")).ToArray();
            var results = jobs.Select(job => Task.Factory.StartNew(
                () => bench.Run(job, settings => settings with { Launcher = launcher }), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)).ToArray();

            // What hangs is the last in the queue.
            Wait(() => bench.Runs.Length == 8);
            Wait(() => Queue(bench).Length == 1);
            Slurm(bench, "scancel", Queue(bench));
            Wait(() => Array.TrueForAll(results, result => result.IsCompleted));

            var outcomes = results.Select(result => result.Result.Record.Steps.Single().Outcome).ToArray();
            CollectionAssert.AreEqual(new[] { "done", "done", "done", "failed", "done", "lost", "done", "done" }, outcomes, string.Join("\n", results.SelectMany(result => result.Result.Diagnostics)));
            Assert.AreEqual("HLSN5036", results[5].Result.Diagnostics.Single().Descriptor.Code);
            Assert.AreEqual("fc1", results[3].Result.Diagnostics.Single(problem => problem.Descriptor.Code == "HLSN5037").Node);
            Assert.IsTrue(File.Exists(Path.Combine(results[0].Result.Directory, "m0_prj", "solution1", "syn", "report", "m0_csynth.xml")));
            Wait(() => Processes.In(bench["cache"]).Length == 0);

            // The next build does the two that are missing, and no other, wherever it runs them.
            bench.Environment["HLS4NET_FAKE"] = "";
            Assert.HasCount(6, jobs.Select(job => bench.Run(job)).Where(result => result.IsCached).ToArray());
            Assert.HasCount(10, bench.Runs);
        }
        finally
        {
            Cxx.Run("/bin/sh", cluster.Path, s_script, "stop", cluster.Path);
        }
    }

    private static void Start(string folder)
    {
        if (!OperatingSystem.IsLinux() || Environment.UserName != "root" || !File.Exists("/usr/sbin/slurmctld") || !File.Exists("/usr/sbin/slurmd") || !File.Exists("/usr/sbin/munged"))
        {
            Assert.Inconclusive("Slurm is not installed (Debian: slurm-wlm), or this is not root.");
        }

        var (exit, output) = Cxx.Run("/bin/sh", folder, s_script, "start", folder, FreePort(), FreePort());
        if (exit != 0)
        {
            Assert.Inconclusive("Slurm does not start here: " + output);
        }
    }

    private static string FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
    }

    private static string[] Queue(Bench bench) => Slurm(bench, "squeue", "--noheader", "--format=%i").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string Slurm(Bench bench, string program, params string[] arguments)
    {
        var start = bench.Settings.NewProcess();
        start.FileName = "/usr/bin/" + program;
        arguments.ToList().ForEach(start.ArgumentList.Add);
        var output = new List<string>();
        ToolProcess.Run(start, output.Add, null, CancellationToken.None);
        return string.Join('\n', output);
    }

    private static void Wait(Func<bool> condition) => Assert.IsTrue(SpinWait.SpinUntil(() =>
    {
        Thread.Sleep(100);
        return condition();
    }, TimeSpan.FromMinutes(2)));
}
