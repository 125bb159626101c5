namespace Hls4Net.Tests;

/// <summary>Processes of this machine, as /proc shows them.</summary>
public static class Processes
{
    /// <summary>Those whose working folder lies below a folder.</summary>
    public static string[] In(string folder) =>
    [
        .. Directory.GetDirectories("/proc").Where(path => char.IsAsciiDigit(Path.GetFileName(path)[0]))
            .Where(path => FolderOf(path)?.StartsWith(folder, StringComparison.Ordinal) == true),
    ];

    private static string? FolderOf(string process)
    {
        try
        {
            return new FileInfo(Path.Combine(process, "cwd")).LinkTarget;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null; // It ended meanwhile.
        }
    }
}
