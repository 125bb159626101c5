using System.Diagnostics;
using System.Globalization;

namespace Hls4Net.Compiler.Synthesis;

/// <summary>Runs a program to its end, or ends it with everything that it started.</summary>
public static class ToolProcess
{
    private const int PollMilliseconds = 50;
    private static readonly TimeSpan s_afterEnd = TimeSpan.FromSeconds(2);

    /// <summary>Runs a program.</summary>
    /// <param name="start">Program, arguments, folder and environment.</param>
    /// <param name="onLine">Takes every line of both streams, one at a time.</param>
    /// <param name="timeout">When to end it; null: never.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <param name="onPoll">Called every now and then while it runs, and once at the end.</param>
    /// <param name="onStop">Called before it is ended by force; returns how long it may take to end by itself.</param>
    /// <param name="isGuarded">Whether <see cref="ToolGuard"/> was put before it.</param>
    /// <returns>Its exit code; null where it ran out of time.</returns>
    /// <exception cref="OperationCanceledException">Cancelled; the program is gone.</exception>
    /// <exception cref="System.ComponentModel.Win32Exception">It cannot be started.</exception>
    public static int? Run(
        ProcessStartInfo start, Action<string> onLine, TimeSpan? timeout, CancellationToken cancellation, Action? onPoll = null, Func<TimeSpan>? onStop = null, bool isGuarded = false)
    {
        ArgumentNullException.ThrowIfNull(start);
        ArgumentNullException.ThrowIfNull(onLine);
        cancellation.ThrowIfCancellationRequested();
        start.UseShellExecute = false;
        start.RedirectStandardOutput = start.RedirectStandardError = start.RedirectStandardInput = true;
        using var process = new Process { StartInfo = start };
        using var streams = new CountdownEvent(2);
        var gate = new Lock();
        var closed = false;
        process.OutputDataReceived += (_, e) => Take(e.Data);
        process.ErrorDataReceived += (_, e) => Take(e.Data);
        process.Start();
        if (!isGuarded)
        {
            process.StandardInput.Close();
        }

        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var clock = Stopwatch.StartNew();
        var ended = false;
        while (!ended && !cancellation.IsCancellationRequested && !(clock.Elapsed >= timeout))
        {
            ended = process.WaitForExit(PollMilliseconds);
            onPoll?.Invoke();
        }

        if (!ended)
        {
            Stop(process, onStop?.Invoke() ?? TimeSpan.Zero);
        }

        if (isGuarded)
        {
            ToolGuard.Release(process);
        }

        // A daemon that the tool left behind may hold the streams open for ever.
        streams.Wait(s_afterEnd, CancellationToken.None);
        lock (gate)
        {
            onPoll?.Invoke();
            closed = true;
        }

        cancellation.ThrowIfCancellationRequested();
        return ended ? process.ExitCode : null;

        void Take(string? line)
        {
            lock (gate)
            {
                if (closed)
                {
                    return;
                }

                if (line is null)
                {
                    streams.Signal();
                }
                else
                {
                    onLine(line);
                }
            }
        }
    }

    private static void Stop(Process process, TimeSpan patience)
    {
        if (patience > TimeSpan.Zero && !process.WaitForExit(patience) && !OperatingSystem.IsWindows())
        {
            // A submitter takes its job along when it is asked to end, not when it is killed.
            using var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
            process.WaitForExit(s_afterEnd);
        }

        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit(s_afterEnd);
        }
    }
}
