using System.Xml.Linq;

namespace Hls4Net.Tests.Plugins;

/// <summary>docs/plugins.md: every snippet of it compiles, every project file of it is one.</summary>
[TestClass]
public sealed class PluginsPageTests
{
    private static readonly string s_page = File.ReadAllText(Repository.File("docs", "plugins.md")).ReplaceLineEndings("\n");

    // What a snippet without a type of its own stands in: a place where these names mean something, and the page's own passes exist.
    private const string Around = """
        using Hls4Net;
        using Hls4Net.Import;
        using Hls4Net.Operators;

        public static class Snippet
        {
            public static void Run(IPluginRegistry registry, Backend backend)
            {
                $
            }
        }

        public abstract class Stub : Pass { public override void Run(ModelGraph model, PassContext context) { } }
        public sealed class PowerOptimization : Stub;
        public sealed class CheckArea : Stub;
        """;

    public static IEnumerable<object[]> Snippets => Blocks("csharp").Select((_, index) => new object[] { index });

    [TestMethod]
    [DynamicData(nameof(Snippets))]
    public void Every_snippet_compiles(int index)
    {
        var all = Blocks("csharp");
        var code = all[index];
        string[] units = code switch
        {
            _ when !code.Contains("class ", StringComparison.Ordinal) => [Around.Replace("$", code, StringComparison.Ordinal)],
            _ when code.Contains("CustomAsic.Plugin.Register", StringComparison.Ordinal) => [code, all[0]],
            _ when code.Contains("new Fir(", StringComparison.Ordinal) => [code, all[index - 1]],
            _ => [code],
        };
        var errors = PluginSource.Errors(
            units, Path.Combine(AppContext.BaseDirectory, "Hls4Net.Testing.dll"), typeof(TestClassAttribute).Assembly.Location, typeof(Assert).Assembly.Location);
        Assert.IsEmpty(errors, $"{string.Join('\n', errors)}\n{code}");
    }

    [TestMethod]
    public void Every_project_snippet_is_well_formed_and_uses_known_items()
    {
        string[] known =
        [
            "Project", "PropertyGroup", "ItemGroup", "TargetFramework", "PackageReference", "Hls4NetPlugin", "Hls4NetPluginFile", "Hls4NetTextTemplate",
            "Hls4NetTextTemplateInclude", "Hls4NetModel", "Hls4NetBackend", "Hls4NetSource", "Hls4NetTemplate", "Hls4NetLayer", "ProjectReference", "OutputType", "EnableMSTestRunner",
        ];
        foreach (var block in Blocks("xml"))
        {
            foreach (var element in XElement.Parse(block).DescendantsAndSelf())
            {
                Assert.Contains(element.Name.LocalName, known);
            }
        }
    }

    [TestMethod]
    [DataRow("FirFilter", "Fir.cs")]
    [DataRow("FirFilter", "Plugin.cs")]
    [DataRow("FirFilter", "kernels/acme_fir.h")]
    [DataRow("MlpJson", "Plugin.cs")]
    public void What_the_page_shows_of_samples_is_what_they_are(string sample, string file) =>
        Assert.Contains(File.ReadAllText(Repository.File("samples", sample, file)).ReplaceLineEndings("\n").Trim(), s_page);

    [TestMethod]
    public void Every_extension_point_is_on_the_page()
    {
        Type[] points =
        [
            typeof(Backend), typeof(Writer), typeof(OptimizerPass), typeof(Pass), typeof(PassPlacement), typeof(LayerConfigTemplate), typeof(FunctionCallTemplate),
            typeof(CustomLayer), typeof(Import.OnnxOperator), typeof(Import.ModelImporter), typeof(Predictor), typeof(ToolReport), typeof(BackendOption),
        ];
        foreach (var name in points.Select(type => type.Name).Concat(typeof(IPluginRegistry).GetMembers().Select(member => member.Name.Replace("get_", "", StringComparison.Ordinal))))
        {
            Assert.Contains(name, s_page);
        }
    }

    private static string[] Blocks(string language) => Snippet.On("docs/plugins.md", language);
}
