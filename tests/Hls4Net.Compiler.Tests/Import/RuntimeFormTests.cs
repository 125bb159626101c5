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

    private static OnnxBuilder Resized(string shape, float[] scales, params (string Name, object Value)[] attributes) => new OnnxBuilder(11).Input("x", shape)
        .Initializer("roi", Array.Empty<float>(), 0).Initializer("scales", scales, scales.Length).Node("Resize", "x roi scales", "y", attributes).Output("y");
}
