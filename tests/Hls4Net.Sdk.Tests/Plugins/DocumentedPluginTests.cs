using System.Xml.Linq;

namespace Hls4Net.Tests.Plugins;

/// <summary>What docs/plugins.md shows of plugin packages, done as it says.</summary>
[TestClass]
public sealed class DocumentedPluginTests
{
    [TestMethod]
    public void A_backend_from_nothing_to_a_passing_consumer_takes_at_most_forty_lines()
    {
        var (project, code, consumer) = (Block("xml", 0), Block("csharp", 0), Block("xml", 1));
        Assert.IsLessThanOrEqualTo(40, (project + "\n" + code + "\n" + consumer).Split('\n').Length);

        using var folder = new Consumer("documented").WithModel("app/net.onnx");
        folder.Write("plugin/CustomAsic.csproj", OfThisRun(project));
        folder.Write("plugin/Plugin.cs", code);
        folder.Run(["pack", "plugin", "-o", "feed", "-p:NoWarn=NU5104"]).Succeeds();

        // A feed beside that of the other tests, which have a package of that name too.
        folder.Write("nuget.config", Packages.NuGetConfig().Replace("</packageSources>", """<add key="own" value="feed" /></packageSources>""", StringComparison.Ordinal));
        folder.Write("app/app.csproj", OfThisRun(consumer));
        var build = folder.Build("app");
        Assert.IsEmpty(build.Warnings);
        var state = folder["app", "obj", "Debug", "net10.0", "hls4net"];
        Assert.AreEqual("// net\n", File.ReadAllText(Path.Combine(state, "net", "src", "top.cpp")));
        Assert.IsTrue(File.Exists(Path.Combine(state, "net", "include", "top.h")));
        Assert.IsTrue(File.Exists(folder["app", "bin", "Debug", "net10.0", "app.dll"]));
    }

    [TestMethod]
    public void The_further_items_of_a_plugin_and_of_a_consumer_are_understood()
    {
        using var folder = new Consumer("items", otherSources: true).WithModel();
        folder.Write("plugin/CustomAsic.csproj", OfThisRun(Block("xml", 0)).Replace("</Project>", Holding("<Hls4NetTextTemplate") + "</Project>", StringComparison.Ordinal));
        CollectionAssert.IsSubsetOf(Items(Snippet.On("docs/templates.md", "xml")[0]), Items(Holding("<Hls4NetTextTemplate")), "docs/templates.md shows other items");
        folder.Write("plugin/Plugin.cs", Block("csharp", 0));
        folder.Write("plugin/kernels/a.h", "");
        folder.Write("plugin/templates/top.tt", "<#@ include file=\"b.ttinclude\" #>");
        folder.Write("plugin/templates/b.ttinclude", "text");
        folder.Build("plugin");
        Assert.IsTrue(File.Exists(folder["plugin", "bin", "Debug", "net10.0", "kernels", "a.h"]));
        Assert.IsTrue(File.Exists(folder["plugin", "bin", "Debug", "net10.0", "YamlDotNet.dll"]));
        Assert.IsFalse(File.Exists(folder["plugin", "bin", "Debug", "net10.0", "Hls4Net.dll"]));

        folder.WithSdk("""<Hls4NetModel Include="net.onnx" />""");
        folder.Write("app.csproj", File.ReadAllText(folder["app.csproj"])
            .Replace("<PropertyGroup>", "<PropertyGroup><EnableDefaultItems>false</EnableDefaultItems>", StringComparison.Ordinal)
            .Replace("</Project>", Holding("<Hls4NetSource") + "</Project>", StringComparison.Ordinal));
        folder.Write("my/nnet_dense.h", File.ReadAllText(Repository.File("templates", "hls", "layers", "nnet_dense.h")) + "// mine\n");
        folder.Write("my/dense.txt", "// {{n_in}}\n");
        var build = folder.Build("app.csproj");
        Assert.IsEmpty(build.Warnings);
        Assert.EndsWith("// mine\n", File.ReadAllText(folder.State("net", "firmware", "nnet_utils", "nnet_dense.h")));
        Assert.Contains("// 2\n", File.ReadAllText(folder.State("net", "firmware", "parameters.h")));

        // Both are what the model depends on.
        Assert.IsEmpty(folder.Build("app.csproj").Converted);
        folder.Write("my/dense.txt", "// {{n_out}}\n");
        Assert.HasCount(1, folder.Build("app.csproj").Converted);
        Assert.Contains("// 3\n", File.ReadAllText(folder.State("net", "firmware", "parameters.h")));
    }

    [TestMethod]
    public void Mistakes_in_overrides_are_told_all_at_once()
    {
        using var consumer = new Consumer().WithModel().WithSdk("""
            <Hls4NetModel Include="net.onnx" />
            <Hls4NetSource Include="gone.h" />
            <Hls4NetSource Include="a.h" TargetPaht="x.h" />
            <Hls4NetSource Include="b.h" TargetPath="../b.h" Model="nett" />
            <Hls4NetTemplate Include="a.h" Layer="Dense" Kind="Confg" />
            <Hls4NetTemplate Include="a.h" Kind="Call" />
            <Hls4NetTemplate Include="a.h;b.h" Layer="Dense" Kind="call" />
            """);
        consumer.Write("a.h", "");
        consumer.Write("b.h", "");
        var build = consumer.BuildFails();
        CollectionAssert.AreEquivalent(new[] { "HLSN1005", "HLSN1006", "HLSN1007", "HLSN1015", "HLSN1016", "HLSN1017" }, build.Errors);
        Assert.Contains("Did you mean 'TargetPath'?", build.Texts("HLSN1015").Single());
        Assert.Contains("Did you mean 'Config'?", string.Join('\n', build.Texts("HLSN1005")));
        Assert.Contains("Did you mean 'net'?", build.Texts("HLSN1006").Single());
    }

    private static string[] Items(string group) => [.. XElement.Parse(group).Elements().Select(item => item.ToString())];

    private static string OfThisRun(string project) => project.Replace("0.1.0\"", Packages.Version + "\"", StringComparison.Ordinal);

    private static string Block(string language, int index) => Snippet.On("docs/plugins.md", language)[index];

    private static string Holding(string item) => Snippet.On("docs/plugins.md", "xml").First(block => block.Contains(item, StringComparison.Ordinal));
}
