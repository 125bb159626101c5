using System.Diagnostics;

namespace Hls4Net.Tests;

/// <summary>Runs <c>dotnet</c> as a user would: nothing of the test host's own environment leaks in.</summary>
internal static class Dotnet
{
    // Private, so that no other build's compiler server is used or kept alive.
    private static readonly string s_compilerServer = $"hls4net-{Guid.NewGuid():N}";

    public static (int ExitCode, string Output) Run(string folder, params string[] arguments) => Run(folder, new Dictionary<string, string>(), arguments);

    public static (int ExitCode, string Output) Run(string folder, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        using var process = Start(folder, environment, arguments);
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd() + error.GetAwaiter().GetResult();
        process.WaitForExit();
        return (process.ExitCode, output);
    }

    public static Process Start(string folder, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var name in start.Environment.Keys.Where(IsOfTheHost).ToArray())
        {
            start.Environment.Remove(name);
        }

        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["MSBUILDTERMINALLOGGER"] = "off";
        start.Environment["UseSharedCompilation"] = "true";
        start.Environment["SharedCompilationId"] = s_compilerServer;
        start.Environment["NuGetAudit"] = "false";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    private static bool IsOfTheHost(string name) =>
        name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)
        || (name.StartsWith("DOTNET_", StringComparison.OrdinalIgnoreCase) && name is not "DOTNET_ROOT")
        || name is "TESTINGPLATFORM_UI_LANGUAGE" or "VSTEST_DISABLE_ARTIFACTS_POSTPROCESSING" or "CI";
}
