using System.Diagnostics;

namespace Hls4Net.Compiler.Verification;

/// <summary>Runs a program to its end; a cancelled one is killed with its children.</summary>
internal static class HostProcess
{
    /// <summary>Runs a program.</summary>
    /// <param name="start">Environment and the like; program, arguments and folder are set here.</param>
    /// <param name="program">Path of the program.</param>
    /// <param name="folder">Its working folder.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="cancellation">Kills it.</param>
    /// <returns>Exit code, and everything it said on both streams.</returns>
    public static (int ExitCode, string Output) Run(
        ProcessStartInfo start, string program, string folder, IEnumerable<string> arguments, CancellationToken cancellation)
    {
        start.FileName = program;
        start.WorkingDirectory = folder;
        start.UseShellExecute = false;
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start) ?? throw new InvalidOperationException($"'{program}' did not start.");
        using var registration = cancellation.Register(() => process.Kill(entireProcessTree: true));
        var error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        cancellation.ThrowIfCancellationRequested();
        return (process.ExitCode, error.GetAwaiter().GetResult() + output);
    }
}
