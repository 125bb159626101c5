using System.Diagnostics;

namespace Hls4Net.Tests;

/// <summary>The host C++ compilers, for tests.</summary>
public static class Cxx
{
    /// <summary>Path of a compiler by name; the test is skipped where it is absent.</summary>
    public static string Require(string name)
    {
        var path = Find(name);
        if (path is null)
        {
            Assert.Inconclusive($"'{name}' is not installed.");
        }

        return path;
    }

    /// <summary>Whether a compiler of that name is there.</summary>
    public static bool IsInstalled(string name) => Find(name) is not null;

    /// <summary>Runs a program to its end.</summary>
    public static (int ExitCode, string Output) Run(string program, string workingDirectory, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = workingDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd() + error.GetAwaiter().GetResult();
        process.WaitForExit();
        return (process.ExitCode, output);
    }

    private static string? Find(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, name)).FirstOrDefault(System.IO.File.Exists);
}
