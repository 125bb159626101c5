namespace Hls4Net.Compiler.Verification;

/// <summary>Finds the host's C++ compiler.</summary>
public static class CxxCompiler
{
    private static readonly string[] Names = ["g++", "clang++", "c++"];

    /// <summary>The configured compiler, else the first of g++, clang++ and c++ on the path.</summary>
    /// <param name="configured">What the user set: a path, or a name to look up; empty for none.</param>
    /// <param name="searchPath">The value of PATH.</param>
    /// <returns>Absolute path of an executable.</returns>
    /// <exception cref="DiagnosticException">There is none (HLSN6001).</exception>
    public static string Find(string configured, string searchPath)
    {
        ArgumentNullException.ThrowIfNull(configured);
        ArgumentNullException.ThrowIfNull(searchPath);
        var folders = searchPath.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (configured.Trim() is { Length: > 0 } wanted)
        {
            return (Path.IsPathRooted(wanted) ? Existing(wanted) : Locate(wanted, folders))
                ?? throw new DiagnosticException(VerificationDiagnostics.NoCompiler, null, $"Hls4NetCxx is '{wanted}', which is not there");
        }

        return Names.Select(name => Locate(name, folders)).FirstOrDefault(path => path is not null)
            ?? throw new DiagnosticException(VerificationDiagnostics.NoCompiler, null, $"looked for {string.Join(", ", Names)} on the path");
    }

    private static string? Locate(string name, string[] folders) => folders
        .Where(Path.IsPathFullyQualified)
        .Select(folder => Existing(Path.Combine(folder, name)))
        .FirstOrDefault(path => path is not null);

    private static string? Existing(string path) =>
        File.Exists(path) ? path : OperatingSystem.IsWindows() && File.Exists(path + ".exe") ? path + ".exe" : null;
}
