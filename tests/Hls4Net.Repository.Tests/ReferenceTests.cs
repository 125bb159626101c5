using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Hls4Net.Tests;

/// <summary>docs/reference.md: its table of metadata is written from the defaults file and the property page, and it leaves nothing out.</summary>
[TestClass]
public sealed class ReferenceTests
{
    private static readonly string[] s_targetFiles =
        [.. Directory.GetFiles(Repository.File("sdk", "targets")), .. Directory.GetFiles(Repository.File("sdk", "library", "targets"))];

    [TestMethod]
    public void The_table_of_metadata_is_current() => MarkedText.AssertCurrent(
        "docs/reference.md", "model metadata: written by ReferenceTests from sdk/targets/Hls4Net.Defaults.props and sdk/rules/Hls4NetModel.xaml", "end of model metadata", Table());

    [TestMethod]
    public void Every_property_that_a_user_may_set_and_every_target_is_in_the_documentation()
    {
        // Where the SDK is and what it is, which a project does not set.
        string[] own = ["Hls4NetVersion", "Hls4NetSdkRoot", "Hls4NetTasksAssembly", "Hls4NetBackendsAssembly", "Hls4NetConvertDependsOn", "Hls4NetContractVersion", "Hls4NetDevTaskHost"];
        string[] internals = ["GetHls4NetBackends", "Hls4NetCollectTextTemplates", "Hls4NetRunTextTemplating", "Hls4NetTransformTextTemplates"];
        var pages = File.ReadAllText(Repository.File("docs", "reference.md")) + File.ReadAllText(Repository.File("docs", "build.md"));
        var names = s_targetFiles.Select(File.ReadAllText).SelectMany(text => Regex.Matches(text, @"\$\(((?:Enable)?Hls4Net\w+)\)").Concat(Regex.Matches(text, "<Target Name=\"([^_\"]\\w*)\"")))
            .Select(match => match.Groups[1].Value).Distinct().Except(own).Except(internals).Order(StringComparer.Ordinal).ToArray();
        Assert.Contains("Hls4NetCxx", names);
        var missing = names.Where(name => !pages.Contains($"`{name}`", StringComparison.Ordinal)).ToArray();
        Assert.IsEmpty(missing, "in neither docs/reference.md nor docs/build.md: " + string.Join(", ", missing));
    }

    [TestMethod]
    public void Every_target_that_is_called_by_name_is_there_in_a_project_of_several_frameworks_too()
    {
        var outer = File.ReadAllText(Repository.File("sdk", "targets", "Hls4Net.CrossTargeting.targets"));
        var missing = Directory.GetFiles(Repository.File("sdk", "targets"), "*.targets").Select(File.ReadAllText)
            .SelectMany(text => Regex.Matches(text, "<Target Name=\"(Hls4Net\\w+)\"")).Select(match => match.Groups[1].Value).Distinct()
            .Where(name => !outer.Contains($"<Target Name=\"{name}\"", StringComparison.Ordinal)).ToArray();
        Assert.IsEmpty(missing, string.Join(", ", missing));
    }

    [TestMethod]
    public void The_contract_has_no_metadata_that_there_is_not()
    {
        var contract = File.ReadAllText(Repository.Shared("design", "contract.md"));
        var table = contract[contract.IndexOf("| metadata | default |", StringComparison.Ordinal)..contract.IndexOf("| anything else |", StringComparison.Ordinal)];
        var promised = Regex.Matches(table, "^\\| ([A-Z][A-Za-z, ()%]*?) \\|", RegexOptions.Multiline)
            .SelectMany(row => Regex.Matches(row.Groups[1].Value, "\\b[A-Z][A-Za-z]+\\b")).Select(match => match.Value).ToArray();
        Assert.IsGreaterThan(14, promised.Length);
        Assert.IsEmpty(promised.Except(Defaults().Select(element => element.Name.LocalName)));
    }

    private static string Table()
    {
        var page = XDocument.Load(Repository.File("sdk", "rules", "Hls4NetModel.xaml")).Descendants()
            .Where(element => element.Name.LocalName.EndsWith("Property", StringComparison.Ordinal)).ToDictionary(element => element.Attribute("Name")!.Value);
        var table = new StringBuilder("| metadata | property | where it is empty | meaning |\n|---|---|---|---|\n");
        foreach (var element in Defaults())
        {
            var entry = page[element.Name.LocalName];
            var comment = element.NodesBeforeSelf().OfType<XComment>().Last().Value.Trim().Replace("$(IntermediateOutputPath)hls4net/<ProjectName>/", "`$(IntermediateOutputPath)hls4net/<ProjectName>/`", StringComparison.Ordinal);
            var values = string.Join(", ", entry.Elements().Where(value => value.Name.LocalName == "EnumValue").Select(value => $"`{value.Attribute("Name")!.Value}`"));
            values = entry.Name.LocalName == "BoolProperty" ? "`true`, `false`" : values;
            var property = Regex.Match(element.Value, @"^\$\((\w+)\)$").Groups[1].Value;
            table.Append("| `").Append(element.Name.LocalName).Append("` | `").Append(property).Append("` | ").Append(Escaped(comment)).Append(" | ").Append(Escaped(entry.Attribute("Description")!.Value))
                .Append(values.Length > 0 ? $" {values}" : "").Append(" |\n");
        }

        return table.ToString();
    }

    private static string Escaped(string text) => text.Contains('`', StringComparison.Ordinal) ? text : text.Replace("<", "\\<", StringComparison.Ordinal);

    private static IEnumerable<XElement> Defaults() => XDocument.Load(Repository.File("sdk", "targets", "Hls4Net.Defaults.props"))
        .Descendants("Hls4NetModel").Elements().Where(element => element.Name.LocalName != "Generator");
}
