namespace Hls4Net.Compiler.Synthesis;

/// <summary>Where executables are looked for.</summary>
public sealed class ToolPlaces
{
    private static readonly string[] s_windowsExtensions = [".exe", ".bat", ".cmd"];

    /// <summary>A variable of the environment; null where it is not set.</summary>
    public required Func<string, string?> Environment { get; init; }

    /// <summary>What stands before the folders of installers; empty but in tests.</summary>
    public string Root { get; init; } = "";

    /// <summary>The folders of PATH, in order.</summary>
    public IReadOnlyList<string> SearchPath => [.. (Environment("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(Path.IsPathFullyQualified)];

    /// <summary>The first executable of that name on PATH; null for none.</summary>
    public string? OnPath(string name) => SearchPath.Select(folder => Executable(folder, name)).FirstOrDefault(path => path is not null);

    /// <summary>An executable in a folder, whatever Windows appends to its name; null for none.</summary>
    public static string? Executable(string folder, string name) => Names(name).Select(file => Path.Combine(folder, file)).FirstOrDefault(IsExecutable);

    /// <summary>The folder that an entry such as <c>XILINX_VITIS/bin</c> names; null where the variable is not set.</summary>
    public string? OfVariable(string entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var slash = entry.IndexOf('/', StringComparison.Ordinal);
        var (variable, below) = slash < 0 ? (entry, "") : (entry[..slash], entry[(slash + 1)..]);
        return Environment(variable) is { Length: > 0 } folder && Path.IsPathFullyQualified(folder) ? Path.GetFullPath(below, folder) : null;
    }

    /// <summary>The folders on disk that a pattern such as <c>/opt/Xilinx/Vitis/*/bin</c> covers, the last in order first.</summary>
    public IEnumerable<string> OfPattern(string pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        var rooted = Root + pattern;
        if (!Path.IsPathFullyQualified(rooted))
        {
            return []; // Another system's.
        }

        var root = Path.GetPathRoot(rooted)!;
        IEnumerable<string> folders = [root];
        foreach (var part in rooted[root.Length..].Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            folders = part.Contains('*', StringComparison.Ordinal) ? folders.SelectMany(folder => Below(folder, part)) : folders.Select(folder => Path.Combine(folder, part)).Where(Directory.Exists);
        }

        return folders;
    }

    private static IEnumerable<string> Below(string folder, string pattern)
    {
        try
        {
            // 2023.10 comes after 2023.9.
            return [.. Directory.GetDirectories(folder, pattern)
                .OrderByDescending(path => LocatedTool.ParseVersion(Path.GetFileName(path)) ?? new Version(0, 0)).ThenByDescending(path => path, StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static IEnumerable<string> Names(string name) =>
        OperatingSystem.IsWindows() && !s_windowsExtensions.Contains(Path.GetExtension(name), StringComparer.OrdinalIgnoreCase) ? s_windowsExtensions.Select(extension => name + extension) : [name];

    private static bool IsExecutable(string path) =>
        File.Exists(path) && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != 0);
}
