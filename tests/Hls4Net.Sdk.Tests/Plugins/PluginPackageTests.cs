using System.IO.Compression;
using System.Xml.Linq;

namespace Hls4Net.Tests.Plugins;

[TestClass]
public sealed class PluginPackageTests
{
    private static readonly PluginFeed Feed = PluginFeed.Shared;

    [TestMethod]
    public void Pack_alone_puts_assembly_dependencies_data_and_props_in_place()
    {
        using var package = ZipFile.OpenRead(Feed.File("CustomAsic"));
        string[] expected =
        [
            "CustomAsic.nuspec", "build/CustomAsic.props", "buildTransitive/CustomAsic.props", "lib/net10.0/CustomAsic.dll",
            "tools/net10.0/CustomAsic.deps.json", "tools/net10.0/CustomAsic.dll", "tools/net10.0/CustomAsic.pdb", "tools/net10.0/Words.dll",
            "tools/net10.0/kernels/deep/reverse.h",
        ];
        var files = package.Entries.Select(entry => entry.FullName)
            .Where(name => !name.StartsWith("_rels/", StringComparison.Ordinal) && !name.StartsWith("package/", StringComparison.Ordinal) && name[0] != '[');
        CollectionAssert.AreEqual(expected, files.Order(StringComparer.Ordinal).ToArray());
        Assert.IsEmpty(Feed.PackLog.Warnings.Except(["NU5104"]).ToArray());

        foreach (var folder in new[] { "build", "buildTransitive" })
        {
            var item = Read(package, $"{folder}/CustomAsic.props").Descendants("Hls4NetBackend").Single();
            Assert.AreEqual(
                $"Include=ASIC Assembly=$(MSBuildThisFileDirectory)../tools/net10.0/CustomAsic.dll EntryPoint=CustomAsic.Plugin Package=CustomAsic "
                + $"Version={PluginFeed.Version} ContractVersion=0.1 Files=kernels/deep/reverse.h",
                string.Join(' ', item.Attributes().Select(attribute => $"{attribute.Name}={attribute.Value}")));
        }

        var nuspec = Read(package, "CustomAsic.nuspec").Descendants();
        Assert.AreEqual("asic demo hls4net-backend ASIC", nuspec.Single(element => element.Name.LocalName == "tags").Value);
        CollectionAssert.AreEquivalent(
            new[] { "Hls4Net", "Words" },
            nuspec.Where(element => element.Name.LocalName == "dependency").Select(element => element.Attribute("id")!.Value).ToArray());
    }

    [TestMethod]
    public void A_package_may_offer_a_backend_and_add_to_others()
    {
        _ = Feed;
        using var package = ZipFile.OpenRead(Feed.File("Other"));
        var items = Read(package, "build/Other.props").Descendants("Hls4NetBackend").ToArray();
        Assert.AreEqual(
            "Other Other.Plugin -, Other.More Other.More ASIC;Nobody .nn.json",
            string.Join(", ", items.Select(item => $"{Text(item, "Include")} {Text(item, "EntryPoint")} {Text(item, "Extends")} {Text(item, "Formats")}".Replace("- -", "-", StringComparison.Ordinal))));

        static string Text(XElement item, string name) => item.Attribute(name)?.Value ?? "-";
    }

    [TestMethod]
    public void Two_packs_of_a_plugin_are_the_same_bits()
    {
        using var folder = new TemporaryFolder();
        var (code, output) = Dotnet.Run(Feed.Sources.Path, "pack", "Asic", "--no-build", "-c", "Release", "-o", folder.Path);
        Assert.AreEqual(0, code, output);
        var name = Path.GetFileName(Feed.File("CustomAsic"));
        CollectionAssert.AreEqual(File.ReadAllBytes(Feed.File("CustomAsic")), File.ReadAllBytes(folder.File(name)));
    }

    [TestMethod]
    public void A_mistake_in_a_text_template_is_an_error_at_its_line()
    {
        using var plugin = new Consumer("plugin");
        plugin.Write("p.csproj", PluginSources.Project("""<Hls4NetTextTemplate Include="bad.tt" /><Hls4NetTextTemplate Include="worse.tt" />"""));
        plugin.Write("bad.tt", "one\ntwo <#= Nothing #>\n");
        plugin.Write("worse.tt", "one\n");
        var compiler = plugin.BuildFails().FirstError("CS0103");
        Assert.AreEqual(("bad.tt", 2), (Path.GetFileName(compiler.File), compiler.LineNumber));
        plugin.Write("worse.tt", "one\n<#= two");
        var preprocessor = plugin.BuildFails("--no-restore").FirstError("HLSN51");
        Assert.AreEqual(("worse.tt", 2), (Path.GetFileName(preprocessor.File), preprocessor.LineNumber));
    }

    private static XDocument Read(ZipArchive package, string name)
    {
        using var stream = package.GetEntry(name)!.Open();
        return XDocument.Load(stream);
    }
}
