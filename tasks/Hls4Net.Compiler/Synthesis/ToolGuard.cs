using System.Diagnostics;

namespace Hls4Net.Compiler.Synthesis;

/// <summary>
/// Ends a tool when the build that waits for it is gone without a word, killed or crashed. A shell starts it: beside the tool stays a watcher, whose
/// standard input only the build holds open. The system closes it whatever the build dies of, where a signal at the parent's death would reach the tool's
/// launcher script alone. The watcher is no child of the tool, which may wait for all of its children.
/// </summary>
internal static class ToolGuard
{
    private const string Shell = "/bin/sh";

    // A session of its own, so that everything that the tool starts ends with it. A job on another machine ends when its lease is gone.
    private const string Script = """
        lease=$1; group=$$; shift
        if [ -z "$lease" ] && command -v setsid >/dev/null 2>&1; then group=-$$; set -- setsid "$@"; fi
        exec 3<&0 </dev/null
        ( (
            cd /
            read -r ended <&3 && exit
            if [ -n "$lease" ]; then rm -f -- "$lease"; exit; fi
            kill -s TERM -- "$group"; sleep 1; kill -s KILL -- "$group"
        ) >/dev/null 2>&1 & )
        exec 3<&-
        exec "$@"
        """;

    /// <summary>Whether there is a guard on this system; elsewhere a tool outlives a build that is killed.</summary>
    public static bool IsAvailable { get; } = !OperatingSystem.IsWindows() && File.Exists(Shell);

    /// <summary>Makes start information start its program under guard: run it with <c>isGuarded</c>.</summary>
    /// <param name="start">Program and arguments.</param>
    /// <param name="lease">A file to delete instead of ending the program, which waits for a job that minds it; empty for none.</param>
    public static void Put(ProcessStartInfo start, string lease)
    {
        string[] words = ["-c", Script.ReplaceLineEndings("\n"), "guard", lease, start.FileName, .. start.ArgumentList];
        start.FileName = Shell;
        start.ArgumentList.Clear();
        Array.ForEach(words, start.ArgumentList.Add);
    }

    /// <summary>Tells the watcher that the program has ended.</summary>
    public static void Release(Process process)
    {
        try
        {
            process.StandardInput.Write('\n');
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It never started, or somebody killed it.
        }
    }
}
