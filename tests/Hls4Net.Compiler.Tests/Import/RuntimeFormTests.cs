using Hls4Net.Testing;

namespace Hls4Net.Compiler.Tests.Import;

/// <summary>Corners in which files rely on what runtimes do: numbers worked out by hand.</summary>
[TestClass]
public sealed class RuntimeFormTests
{
    private static readonly double[] s_ramp = [0, 1, 2, 3, 4, 5, 6, 7, 8];

    [TestMethod]
    public void Nodes_in_any_order_are_sorted_and_those_in_order_stay_where_they_are()
    {
        var model = new OnnxBuilder().Input("x", "1,3").Output("y")
            .NamedNode("last", "Add", ["a", "b"], ["y"]).NamedNode("left", "Relu", ["c"], ["a"]).NamedNode("first", "Neg", ["x"], ["c"]).NamedNode("right", "Abs", ["c"], ["b"]);
        var graph = Imported.Graph(model);
        Assert.AreEqual("x first left right last", string.Join(' ', graph.Layers.Select(layer => layer.Name)));
        Imported.AreClose(Imported.Compute(model, [1, -2, 3]), 1, 4, 3);
    }

    [TestMethod]
    public void Points_of_a_resized_axis_are_those_of_single_precision()
    {
        // A third is 0.33333334 there: every third element, and not the one before it.
        var thirds = Resized("1,1,9", [1, 1, 1f / 3], ("coordinate_transformation_mode", "asymmetric"), ("nearest_mode", "floor"));
        Imported.AreClose(Imported.Compute(thirds, s_ramp), 0, 3, 6);
    }

    [TestMethod]
    public void An_axis_that_keeps_its_length_stays_as_it_is_in_every_coordinate_mode()
    {
        // Half a pixel further, rounded up, would show the next channel.
        var model = Resized("1,3,2", [1, 1, 2], ("coordinate_transformation_mode", "tf_half_pixel_for_nn"), ("nearest_mode", "round_prefer_ceil"));
        Imported.AreClose(Imported.Compute(model, [1, 2, 3, 4, 5, 6]), 1, 2, 2, 2, 3, 4, 4, 4, 5, 6, 6, 6);
    }

    [TestMethod]
    [DataRow("SAME_UPPER", 6)]
    [DataRow("SAME_LOWER", 6)]
    [DataRow("NOTSET", 8)]
    public void Zeros_that_no_tap_of_a_transposed_convolution_reaches_are_behind_the_data(string mode, int length)
    {
        (string, object)[] attributes = [("strides", new long[] { 3 }), ("auto_pad", mode), ("output_shape", new long[] { length })];
        var model = new OnnxBuilder().Input("x", "1,1,2").Initializer("w", [10f], 1, 1, 1)
            .Node("ConvTranspose", "x w", "y", mode == "NOTSET" ? attributes : attributes[..2]).Output("y");
        Imported.AreClose(Imported.Compute(model, [1, 2]), [10, 0, 0, 20, .. new double[length - 4]]);
    }

    [TestMethod]
    [DataRow("d", "Div", -1, 1)]
    [DataRow("d", "Sub", -1, 1)]
    [DataRow("d", "Div", 1, 0)]
    [DataRow("x", "Div", -1, 0)]
    [DataRow("x", "Sub", 1, 1)]
    public void A_softmax_in_pieces_is_one_layer(string exponent, string last, long axis, long keeps)
    {
        var model = new OnnxBuilder(11).Input("x", "1,2,3").Node("ReduceMax", "x", "m", ("axes", new[] { axis })).Node("Sub", "x m", "d")
            .Node("Exp", exponent, "e").Node("ReduceSum", "e", "s", ("axes", new[] { axis }), ("keepdims", keeps));
        model = keeps == 1 ? model : model.Node("Unsqueeze", "s", "u", ("axes", new[] { axis < 0 ? 2 : axis }));
        var sum = keeps == 1 ? "s" : "u";
        model = last == "Div" ? model.Node("Div", $"e {sum}", "y") : model.Node("Log", sum, "l").Node("Sub", $"{exponent} l", "y");
        var whole = new OnnxBuilder(13).Input("x", "1,2,3").Node(last == "Div" ? "Softmax" : "LogSoftmax", "x", "y", ("axis", axis)).Output("y");
        var graph = Imported.Graph(model.Output("y"));

        double[] x = [-2, -0.5, 0.25, 1, 2, 3];
        CollectionAssert.AreEqual(Classes(Imported.Graph(whole)), Classes(graph), GraphText.Write(graph));
        Imported.AreClose(Reference.Evaluate(graph, x)[0], Imported.Compute(whole, x));
    }

    [TestMethod]
    public void Exponentials_that_something_else_reads_or_that_are_summed_over_more_than_one_axis_are_left_alone()
    {
        OnnxBuilder Quotient(params long[] axes) => new OnnxBuilder(11).Input("x", "1,2,3").Node("Exp", "x", "e").Node("ReduceSum", "e", "s", ("axes", axes)).Node("Div", "e s", "y").Output("y");
        Assert.DoesNotContain("Softmax", Classes(Imported.Graph(Quotient(1, 2))));
        Assert.DoesNotContain("Softmax", Classes(Imported.Graph(Quotient(2).Output("e"))));
    }

    private static string[] Classes(ModelGraph graph) => [.. graph.Layers.Select(layer => layer.ClassName)];

    private static OnnxBuilder Resized(string shape, float[] scales, params (string Name, object Value)[] attributes) => new OnnxBuilder(11).Input("x", shape)
        .Initializer("roi", Array.Empty<float>(), 0).Initializer("scales", scales, scales.Length).Node("Resize", "x roi scales", "y", attributes).Output("y");
}
