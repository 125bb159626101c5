using System.Text.RegularExpressions;

namespace Hls4Net.Tests;

/// <summary>A fenced block of a page of the documentation.</summary>
/// <param name="Page">Path of the page from the root.</param>
/// <param name="Line">1-based line of its first fence.</param>
/// <param name="Language">What stands behind the fence; empty for drawings and what programs print.</param>
/// <param name="Text">The lines between the fences.</param>
public sealed partial record Snippet(string Page, int Line, string Language, string Text)
{
    /// <summary>The pages: everything in Markdown that a user reads.</summary>
    public static IReadOnlyList<string> Pages { get; } =
    [
        "README.md", "CONTRIBUTING.md", "sdk/README.md",
        .. Directory.GetFiles(Repository.File("docs"), "*.md").Select(path => "docs/" + Path.GetFileName(path)).Order(StringComparer.Ordinal),
    ];

    /// <summary>Every block of every page.</summary>
    public static IEnumerable<Snippet> All => Pages.SelectMany(On);

    /// <summary>The blocks of a page, in order.</summary>
    public static IEnumerable<Snippet> On(string page)
    {
        var text = File.ReadAllText(Repository.File(page)).ReplaceLineEndings("\n");
        return Block().Matches(text).Select(match => new Snippet(page, text.AsSpan(0, match.Index).Count('\n') + 1, match.Groups[1].Value, match.Groups[2].Value));
    }

    /// <summary>The texts of a page's blocks in one language, in order.</summary>
    public static string[] On(string page, string language) => [.. On(page).Where(snippet => snippet.Language == language).Select(snippet => snippet.Text)];

    /// <summary>Where it stands.</summary>
    public override string ToString() => $"{Page}({Line})";

    [GeneratedRegex("^```([a-z0-9]*)\n(.*?)\n```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
