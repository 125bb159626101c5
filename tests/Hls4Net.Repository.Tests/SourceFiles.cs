using System.Text.RegularExpressions;

namespace Hls4Net.Tests;

/// <summary>The hand-written files of the checkout, as git would list them.</summary>
internal static partial class SourceFiles
{
    private static readonly string[] Folders = ["sdk", "tasks", "templates", "samples", "tests", "bench"];

    /// <summary>Hand-written source files, paths relative to the root.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. Folders
            .SelectMany(folder => Directory.EnumerateFiles(Repository.File(folder), "*", SearchOption.AllDirectories))
            .Select(path => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'))
            .Where(path => Source().IsMatch(path) && !Built().IsMatch(path))
            .Order(StringComparer.Ordinal),
    ];

    public static string[] Lines(string path) => File.ReadAllLines(Repository.File(path));

    [GeneratedRegex(@"\.(cs|h|cpp|tt|targets|props|xaml)$")]
    private static partial Regex Source();

    [GeneratedRegex(@"(^|/)(bin|obj|artifacts|golden)/")]
    private static partial Regex Built();
}
