using Hls4Net.Compiler.Import;
using Hls4Net.Compiler.Onnx;
using Hls4Net.Import;
using Hls4Net.Operators;
using Hls4Net.Testing;

namespace Hls4Net.Compiler.Tests.Import;

[TestClass]
public sealed class OperatorCatalogTests
{
    private static readonly OnnxOperator Times = new("Times", 2)
    {
        Domain = "my.domain",
        Attributes = [OnnxAttribute.Int("factor", 2)],
        Import = node =>
        {
            var x = node.Data(0);
            node.Emit(
                new BatchNormalization(node.Name, new WeightTensor("scale", new TensorShape(1), [node.Int("factor")], node.Name), null),
                [x.Tensor!], x.Shape, x.BatchAxis);
        },
    };

    [TestMethod]
    public void An_operator_of_a_stranger_is_read_like_a_built_in_one()
    {
        var model = new OnnxBuilder().Opset("my.domain", 3).Input("x", "N,2")
            .DomainNode("my.domain", "twice", "Times", ["x"], ["t"]).DomainNode("my.domain", "thrice", "Times", ["t"], ["y"], ("factor", 3)).Output("y");
        var diagnostics = new DiagnosticBag();
        var graph = OnnxImporter.Import(OnnxReader.Read(model.ToArray()), new ImportOptions { ProjectName = "net" }, diagnostics, new OperatorCatalog(Times));
        Assert.IsEmpty(diagnostics.Items);
        Imported.AreClose(Reference.Evaluate(graph, [1, 10])[0], 6, 60);
    }

    [TestMethod]
    public void The_newest_declaration_that_is_not_newer_than_the_model_counts()
    {
        var catalog = new OperatorCatalog();
        Assert.AreEqual(1, catalog.Find("", "Softmax", 12)!.Since);
        Assert.AreEqual(13, catalog.Find("", "Softmax", 13)!.Since);
        Assert.AreEqual(13, catalog.Find("", "Softmax", 21)!.Since);
        Assert.IsNull(catalog.Find("", "Add", 6));
        Assert.IsNull(catalog.Find("my.domain", "Relu", 13));
    }

    [TestMethod]
    public void Two_declarations_of_one_version_are_refused() =>
        Assert.ThrowsExactly<ArgumentException>(() => new OperatorCatalog(new OnnxOperator("Relu", 1)));

    [TestMethod]
    public void Where_a_view_follows_a_layer_the_view_carries_the_name_of_the_node()
    {
        var graph = Imported.Graph(new OnnxBuilder(12).Input("x", "N,2,2").NamedNode("soft", "Softmax", ["x"], ["p"]).Node("Relu", "p", "y").Output("y"));
        Assert.AreEqual("p", graph.Layers[^1].Input.Name);
        Assert.AreEqual("[2,2]", graph.Layers[^1].Input.Shape.ToString());
        Assert.AreEqual("soft", graph.Layers.OfType<Softmax>().Single().Name);
    }
}
