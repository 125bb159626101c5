namespace Hls4Net.Tests.Configuration;

/// <summary>Configurations as the documentation shows them, in force for a model with the layers that they name.</summary>
[TestClass]
public sealed class DocumentedConfigTests
{
    public static IEnumerable<object[]> Snippets => Snippet.All
        .Where(snippet => snippet.Language is "json" or "yaml" && snippet.Page != "docs/reports.md").Select(snippet => new object[] { snippet.Page, snippet.Line });

    [TestMethod]
    [DynamicData(nameof(Snippets))]
    public void Every_configuration_of_the_documentation_is_taken_without_a_word(string page, int line)
    {
        using var converting = new Converting();
        var snippet = Snippet.On(page).Single(snippet => snippet.Line == line);
        var problems = converting.Problems("config." + snippet.Language, snippet.Text).Where(problem => problem.Descriptor.Code.StartsWith("HLSN11", StringComparison.Ordinal)).ToArray();
        Assert.IsEmpty(problems, string.Join('\n', problems.Select(problem => problem.Message)));
    }
}
