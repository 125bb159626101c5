using System.Diagnostics;
using Hls4Net.Compiler.Synthesis;

namespace Hls4Net.Tests.Synthesis;

[TestClass]
public sealed class GuardTests
{
    // What a tool does that hangs: a child of its own, and no answer to a polite request.
    private const string Hanging = "trap '' TERM; sh -c 'while :; do sleep 1; done' & echo started; wait; wait; while :; do sleep 1; done";

    [TestMethod]
    public void A_tool_ends_with_all_that_it_started_when_the_other_end_of_its_input_is_gone()
    {
        Cxx.Require("setsid");
        using var folder = new TemporaryFolder("guarded & co");
        using var tool = Start(folder, "", "sh", "-c", Hanging);

        // The system does this for a build that was killed.
        tool.StandardInput.Close();
        Assert.IsTrue(tool.WaitForExit(TimeSpan.FromMinutes(1)));
        Assert.IsTrue(SpinWait.SpinUntil(() => Processes.In(folder.Path).Length == 0, TimeSpan.FromSeconds(60)));
    }

    [TestMethod]
    public void A_job_loses_its_lease_and_its_submitter_is_left_to_notice()
    {
        using var folder = new TemporaryFolder("guarded & co");
        File.WriteAllText(folder.File("job's lease"), "");
        using var submitter = Start(folder, folder.File("job's lease"), "sh", "-c", "echo started; while [ -e \"job's lease\" ]; do sleep 0.1; done; exit 7");
        submitter.StandardInput.Close();
        Assert.IsTrue(submitter.WaitForExit(TimeSpan.FromMinutes(1)));
        Assert.AreEqual(7, submitter.ExitCode);
    }

    [TestMethod]
    public void A_tool_that_ends_by_itself_keeps_its_words_and_its_exit_code()
    {
        using var folder = new TemporaryFolder("guarded & co");
        var (start, said) = (Guarded(folder, "", "sh", "-c", "echo \"$1|$2\"; cat; exit 3", "name", "a  b", "c'd"), new List<string>());
        Assert.AreEqual(3, ToolProcess.Run(start, said.Add, null, CancellationToken.None, isGuarded: true));
        Assert.AreEqual("a  b|c'd", string.Join('\n', said));
    }

    private static Process Start(TemporaryFolder folder, string lease, params string[] command)
    {
        var start = Guarded(folder, lease, command);
        (start.RedirectStandardInput, start.RedirectStandardOutput) = (true, true);
        var process = Process.Start(start)!;
        Assert.AreEqual("started", process.StandardOutput.ReadLine());
        return process;
    }

    private static ProcessStartInfo Guarded(TemporaryFolder folder, string lease, params string[] command)
    {
        if (!ToolGuard.IsAvailable)
        {
            Assert.Inconclusive("There is no shell to guard tools with.");
        }

        var start = new ProcessStartInfo(command[0], command[1..]) { WorkingDirectory = folder.Path };
        ToolGuard.Put(start, lease);
        return start;
    }
}
