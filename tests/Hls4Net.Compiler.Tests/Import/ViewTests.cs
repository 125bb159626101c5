using Hls4Net.Import;
using Hls4Net.Operators;
using Hls4Net.Testing;

namespace Hls4Net.Compiler.Tests.Import;

[TestClass]
public sealed class ViewTests
{
    [TestMethod]
    [DataRow("Flatten", "N,2,3", "", "[6]")]
    [DataRow("Flatten", "1,1,1,5", "", "[5]")]
    [DataRow("Flatten", "N,2,3", "axis=2", "[2,3]")]
    [DataRow("Flatten", "N,2,3", "axis=-1", "[2,3]")]
    [DataRow("Flatten", "N,2,3", "axis=0", "[6]")]
    [DataRow("Squeeze", "N,1,3", "axes=1", "[3]")]
    [DataRow("Squeeze", "N,1,3", "", "[3]")]
    [DataRow("Squeeze", "1,1,3", "", "[3]")]
    [DataRow("Squeeze", "1,3", "axes=0", "[3]")]
    [DataRow("Unsqueeze", "N,3", "axes=1,-1", "[1,3,1]")]
    [DataRow("Transpose", "N,3", "", "[3]")]
    [DataRow("Transpose", "N,1,3", "perm=0,2,1", "[3,1]")]
    [DataRow("Identity", "N,3", "", "[3]")]
    [DataRow("Dropout", "N,3", "ratio=0", "[3]")]
    [DataRow("Cast", "N,3", "to=10", "[3]")]
    public void A_view_changes_dimensions_and_nothing_else(string type, string shape, string attribute, string expected)
    {
        var model = new OnnxBuilder(11).Input("x", shape).Node(type, "x", "y", Attributes(attribute)).Output("y");
        var graph = Imported.Graph(model);
        Assert.AreEqual(expected, graph.Outputs[0].Shape.ToString());
        Assert.AreEqual("y", graph.Outputs[0].Name);
        var sample = Enumerable.Range(0, graph.Inputs[0].Shape.Count).Select(i => (double)i).ToArray();
        Imported.AreClose(Reference.Evaluate(graph, sample)[0], sample);
    }

    [TestMethod]
    [DataRow("N,2,3", "-1,6", "[6]")]
    [DataRow("N,2,3", "0,-1", "[6]")]
    [DataRow("N,2,3", "1,6", "[6]")]
    [DataRow("N,2,3", "0,3,2", "[3,2]")]
    [DataRow("N,2,3", "0,0,3,1", "[2,3,1]")]
    [DataRow("N,6", "-1,2,3", "[2,3]")]
    [DataRow("N,6", "6", "[6]")]
    [DataRow("6", "2,3", "[2,3]")]
    [DataRow("6", "2,-1", "[2,3]")]
    public void Reshape_follows_its_constant(string shape, string target, string expected)
    {
        var numbers = target.Split(',').Select(long.Parse).ToArray();
        var model = new OnnxBuilder().Input("x", shape).Initializer("s", numbers, numbers.Length).Node("Reshape", "x s", "y").Output("y");
        Assert.AreEqual(expected, Imported.Graph(model).Outputs[0].Shape.ToString());
    }

    [TestMethod]
    [DataRow("4,2,3", "4,6")]
    [DataRow("4,2,3", "4,-1")]
    public void Reshape_with_the_batch_of_the_export_baked_in_works_on_one_sample(string shape, string target)
    {
        var numbers = target.Split(',').Select(long.Parse).ToArray();
        var model = new OnnxBuilder().Input("x", shape).Initializer("s", numbers, numbers.Length).Node("Reshape", "x s", "y").Output("y");
        Assert.AreEqual("[6]", Imported.Graph(model, "x=2,3").Outputs[0].Shape.ToString());
    }

    [TestMethod]
    [DataRow("5,2")]
    [DataRow("-1,4")]
    [DataRow("-1,-1")]
    [DataRow("0,0,0")]
    [DataRow("-2,3")]
    [DataRow("9223372036854775807,2,9223372036854775807")]
    public void Reshape_that_does_not_fit_is_refused(string target)
    {
        var numbers = target.Split(',').Select(long.Parse).ToArray();
        var model = new OnnxBuilder().Input("x", "N,6").Initializer("s", numbers, numbers.Length).Node("Reshape", "x s", "y").Output("y");
        Assert.AreEqual(ImportDiagnostics.ShapeMismatch, Imported.Error(model).Descriptor);
    }

    [TestMethod]
    public void Axes_may_be_inputs()
    {
        var model = new OnnxBuilder().Input("x", "N,1,3").Initializer("a", [1L], 1).Initializer("b", [-1L], 1)
            .Node("Squeeze", "x a", "y").Node("Unsqueeze", "y b", "z").Output("z");
        Assert.AreEqual("[3,1]", Imported.Graph(model).Outputs[0].Shape.ToString());
    }

    [TestMethod]
    public void Dropout_is_nothing_and_its_unread_mask_is_no_matter()
    {
        var model = new OnnxBuilder().Input("x", "N,3").Initializer("r", [0.5f]).Node("Dropout", "x r", "y mask").Node("Relu", "y", "z").Output("z");
        var graph = Imported.Graph(model);
        Assert.HasCount(2, graph.Layers);
        var training = OnnxBuilder.Tensor("t", 9, [], [1]);
        Assert.Contains("training_mode", Imported.Error(new OnnxBuilder().Input("x", "N,3").Initializer("r", [0.5f]).Initializer(training)
            .Node("Dropout", "x r t", "y").Output("y")).Message);
    }

    [TestMethod]
    public void A_transposition_moves_data_and_a_cast_to_booleans_is_refused()
    {
        Imported.AreClose(
            Imported.Compute(new OnnxBuilder().Input("x", "N,2,3").Node("Transpose", "x", "y", ("perm", new long[] { 0, 2, 1 })).Output("y"), [1, 2, 3, 4, 5, 6]),
            1, 4, 2, 5, 3, 6);
        Assert.Contains("Bool", Imported.Error(new OnnxBuilder().Input("x", "N,2").Node("Cast", "x", "y", ("to", 9)).Output("y")).Message);
    }

    [TestMethod]
    public void A_boundary_of_views_only_keeps_its_names()
    {
        var model = new OnnxBuilder().Input("x", "N,3").Node("Identity", "x", "a").Node("Identity", "x", "b").Node("Relu", "x", "r")
            .Node("Identity", "r", "c").Output("a").Output("c").Output("b").Output("r");
        var graph = Imported.Graph(model);
        CollectionAssert.AreEqual(new[] { "a", "c", "b", "r" }, graph.Outputs.Select(o => o.Name).ToArray());
        Assert.IsInstanceOfType<Reshape>(graph.Outputs[0].Producer);
    }

    internal static (string, object)[] Attributes(string text)
    {
        if (text.Length == 0)
        {
            return [];
        }

        var parts = text.Split('=');
        var numbers = parts[1].Split(',').Select(long.Parse).ToArray();
        return [(parts[0], parts[0] is "axes" or "perm" ? numbers : parts[0] == "ratio" ? (object)(float)numbers[0] : numbers[0])];
    }
}
