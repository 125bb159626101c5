using System.Text.RegularExpressions;

namespace Hls4Net.Tests;

[TestClass]
public sealed class LinkTests
{
    [TestMethod]
    public void Every_link_of_a_page_leads_to_a_file_and_to_a_heading_in_it()
    {
        var dead = Snippet.Pages.SelectMany(page => Regex.Matches(File.ReadAllText(Repository.File(page)), @"\]\(([^)\s]+)\)")
            .Select(match => match.Groups[1].Value)
            .Where(link => !link.Contains("://", StringComparison.Ordinal) && !Leads(page, link))
            .Select(link => $"{page}: {link}")).ToArray();
        Assert.IsEmpty(dead, string.Join('\n', dead));
    }

    [TestMethod]
    public void The_index_leads_to_every_page()
    {
        var index = File.ReadAllText(Repository.File("docs", "README.md"));
        var lost = Snippet.Pages.Where(page => page.StartsWith("docs/", StringComparison.Ordinal) && page != "docs/README.md")
            .Where(page => !index.Contains($"]({page["docs/".Length..]})", StringComparison.Ordinal)).ToArray();
        Assert.IsEmpty(lost, string.Join(", ", lost));
    }

    private static bool Leads(string page, string link)
    {
        var (path, heading) = link.Split('#') is [var file, var anchor] ? (file, anchor) : (link, "");
        var target = path.Length == 0 ? Repository.File(page) : Path.GetFullPath(path, Path.GetDirectoryName(Repository.File(page))!);
        return Path.Exists(target) && (heading.Length == 0 || Regex.Matches(File.ReadAllText(target), "^#+ (.+)$", RegexOptions.Multiline)
            .Any(title => Anchor(title.Groups[1].Value) == heading));
    }

    /// <summary>As hosts of Markdown make anchors of headings.</summary>
    private static string Anchor(string title) => Regex.Replace(title.Trim().ToLowerInvariant(), "[^\\w -]", "").Replace(' ', '-');
}
