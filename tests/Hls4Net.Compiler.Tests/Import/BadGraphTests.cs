using Hls4Net.Import;
using Hls4Net.Testing;

namespace Hls4Net.Compiler.Tests.Import;

[TestClass]
public sealed class BadGraphTests
{
    [TestMethod]
    public void All_problems_of_a_model_are_reported_at_once_with_their_nodes()
    {
        var diagnostics = Imported.Diagnostics(new OnnxBuilder().Opset("my.domain", 1).Input("x", "N,4").Input("free", "N,?")
            .NamedNode("first", "GridSample", ["x"], ["a"])
            .Node("Unique", "a", "b")
            .DomainNode("my.domain", "mine", "Special", ["b"], ["c"])
            .NamedNode("act", "Relu", ["c"], ["d"], ("bogus", 3))
            .NamedNode("old", "Elu", ["d"], ["e"], ("alpha", 2))
            .NamedNode("typo", "SoftMax", ["e"], ["f"])
            .NamedNode("div", "Cast", ["x"], ["g"], ("to", 9L))
            .NamedNode("sum", "Add", ["f", "g"], ["y"]).Output("y"));
        var found = diagnostics.Select(d => $"{d.Descriptor.Code} {d.Node}").ToArray();
        CollectionAssert.AreEquivalent(
            new[]
            {
                "HLSN2014 ", "HLSN2010 first", "HLSN2010 Unique_1", "HLSN2010 mine", "HLSN2011 act", "HLSN2012 old", "HLSN2010 typo", "HLSN2017 div",
            },
            found);
        Assert.Contains("docs/onnx.md", diagnostics.Single(d => d.Node == "first").Message);
        Assert.Contains("my.domain::Special", diagnostics.Single(d => d.Node == "mine").Message);
        Assert.Contains("'bogus' = 3", diagnostics.Single(d => d.Node == "act").Message);
        Assert.Contains("'Softmax'", diagnostics.Single(d => d.Node == "typo").Message);
    }

    [TestMethod]
    public void Dead_branches_need_not_be_understood() => Imported.Graph(
        new OnnxBuilder().Input("x", "N,4").Node("GridSample", "x", "dead").Node("Relu", "x", "y").Output("y"));

    [TestMethod]
    public void A_function_of_the_model_is_called_by_its_name()
    {
        byte[] function = [.. new OnnxBuilder().Opset("local", 1).Input("x", "N,4").DomainNode("local", "call", "MyAct", ["x"], ["y"]).Output("y").ToArray(),
            .. new ProtoWriter().Message(25, f => f.Text(1, "MyAct").Text(10, "local")).ToArray()];
        var (_, diagnostics) = Imported.Try(Compiler.Onnx.OnnxReader.Read(function));
        Assert.Contains("inline functions", diagnostics.Single().Message);
    }

    [TestMethod]
    public void Names_that_are_undefined_late_or_made_twice_are_reported()
    {
        AssertBroken("'ghost' is read", b => b.Node("Add", "x ghost", "y").Output("y"));
        AssertBroken("'b' is read but made nowhere before", b => b.Node("Add", "x b", "y").Node("Relu", "y", "b").Output("y"));
        AssertBroken("'y' is made more than once", b => b.Node("Relu", "x", "y").Node("Tanh", "x", "y").Output("y"));
        AssertBroken("'x' is made more than once", b => b.Node("Relu", "x", "x").Output("x"));
        AssertBroken("'w' is made more than once", b => b.Initializer("w", [1f], 1).Node("Relu", "x", "w").Node("Relu", "x", "y").Output("y"));
        AssertBroken("two initializers", b => b.Initializer("w", [1f], 1).Initializer("w", [2f], 1).Node("Relu", "x", "y").Output("y"));
        AssertBroken("two inputs", b => b.Input("x", "N,4").Node("Relu", "x", "y").Output("y"));
        AssertBroken("output 'z' is made nowhere", b => b.Node("Relu", "x", "y").Output("z"));
        AssertBroken("no outputs", b => b.Node("Relu", "x", "y"));
        Assert.Contains("no inputs", Imported.Diagnostics(new OnnxBuilder().Node("Relu", "x", "y").Output("y"))[0].Message);

        static void AssertBroken(string text, Action<OnnxBuilder> build)
        {
            var model = new OnnxBuilder().Input("x", "N,4");
            build(model);
            var error = Imported.Error(model);
            Assert.AreEqual(ImportDiagnostics.BrokenGraph.Code, error.Descriptor.Code);
            Assert.Contains(text, error.Message);
        }
    }

    [TestMethod]
    public void A_node_that_reads_itself_is_reported() => Assert.AreEqual(
        ImportDiagnostics.BrokenGraph, Imported.Error(new OnnxBuilder().Input("x", "N,4").Node("Add", "x y", "y").Output("y")).Descriptor);

    [TestMethod]
    public void Inputs_and_outputs_that_are_no_real_tensors_are_refused()
    {
        Assert.AreEqual(ImportDiagnostics.ElementType, Imported.Error(
            new OnnxBuilder().Input("x", "N,4", 7).Node("Relu", "x", "y").Output("y")).Descriptor);
        Assert.AreEqual(ImportDiagnostics.ElementType, Imported.Error(
            new OnnxBuilder().Input("x", "N,4").Node("Relu", "x", "y").Output("y", "N,4", 6)).Descriptor);
    }

    [TestMethod]
    public void An_operator_set_of_the_future_is_a_warning()
    {
        var diagnostics = Imported.Diagnostics(new OnnxBuilder(99).Input("x", "N,4").Node("Relu", "x", "y").Output("y"));
        Assert.AreEqual(ImportDiagnostics.NewOpset, diagnostics.Single().Descriptor);
        Assert.AreEqual(Severity.Warning, diagnostics.Single().Descriptor.Severity);
    }

    [TestMethod]
    public void A_damaged_constant_is_reported_once_where_it_is_first_used()
    {
        var broken = OnnxBuilder.Tensor("w", 1, [4], [1, 2, 3]);
        var error = Imported.Error(new OnnxBuilder().Input("x", "N,4").Initializer(broken).Node("Add", "x w", "a").Node("Mul", "a w", "y").Output("y"));
        Assert.AreEqual("HLSN2005", error.Descriptor.Code);
        Imported.Graph(new OnnxBuilder().Input("x", "N,4").Initializer(broken).Node("Relu", "x", "y").Output("y"));
    }

    [TestMethod]
    public void Wrong_numbers_of_inputs_are_refused()
    {
        Assert.Contains("2 inputs where 1", Imported.Error(new OnnxBuilder().Input("x", "N,4").Node("Relu", "x x", "y").Output("y")).Message);
        Assert.Contains("input 1 ('B') is missing", Imported.Error(new OnnxBuilder().Input("x", "N,4").Node("Add", "x", "y").Output("y")).Message);
        Assert.Contains("input 0 ('A') is missing", Imported.Error(new OnnxBuilder().Input("x", "N,4").Node("Add", "- x", "y").Output("y")).Message);
        Assert.Contains("only the first one", Imported.Error(
            new OnnxBuilder().Input("x", "N,4").Node("Dropout", "x", "y mask").Output("mask")).Message);
    }
}
