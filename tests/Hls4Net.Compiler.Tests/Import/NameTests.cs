using System.Globalization;
using Hls4Net.Testing;

namespace Hls4Net.Compiler.Tests.Import;

/// <summary>Names are data: they come through unchanged, and messages show them on one short line.</summary>
[TestClass]
public sealed class NameTests
{
    private static readonly string[] Names =
    [
        "quote'\"s", "line\nbreak\r\t\0", "*/ comment", "../../etc", "class", "größe 温度 🌡", new('x', 10_000), " ", "a.b/c:0", "{0} {1}", "%s",
    ];

    [TestMethod]
    public void Layers_and_tensors_keep_the_names_of_the_model()
    {
        foreach (var name in Names)
        {
            var graph = Imported.Graph(new OnnxBuilder().Input(name, "N,2").NamedNode(name, "Relu", [name], [name + "2"]).Output(name + "2"));
            Assert.AreEqual(name, graph.Inputs[0].Name);
            Assert.AreEqual(name, graph.Layers[1].Name);
            Assert.AreEqual(name + "2", graph.Outputs[0].Name);
        }
    }

    [TestMethod]
    public void Messages_show_names_on_one_short_line()
    {
        foreach (var name in Names)
        {
            var model = new OnnxBuilder().Input(name, "N,2").NamedNode(name, name, [name], ["y"]).NamedNode(name, "Relu", [name + "?"], ["z"])
                .Output("y").Output("z").Output(name + "!");
            var diagnostics = Imported.Diagnostics(model);
            Assert.HasCount(3, diagnostics);
            foreach (var text in diagnostics.Select(d => d.ToString()))
            {
                Assert.IsLessThan(700, text.Length, text);
                Assert.DoesNotContain(char.IsControl, text, text);
            }
        }
    }

    [TestMethod]
    public void Equal_names_get_different_identifiers()
    {
        var graph = Imported.Graph(new OnnxBuilder().Input("a/b", "N,2").NamedNode("n", "Relu", ["a/b"], ["a:b"]).NamedNode("n", "Tanh", ["a:b"], ["a.b"])
            .Output("a.b"));
        Assert.HasCount(3, graph.Layers.Select(l => l.Identifier).Distinct());
        Assert.HasCount(3, graph.Layers.Select(l => l.Output.Identifier).Distinct());
    }

    [TestMethod]
    public void Nothing_depends_on_the_culture()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("tr-TR");
            var error = Imported.Error(new OnnxBuilder().Input("x", "N,2").NamedNode("i", "Relu", ["x"], ["y"], ("title", -1.5f)).Output("y"), "x=2");
            Assert.Contains("'title' = -1.5", error.Message);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
