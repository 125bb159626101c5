using Hls4Net.Import;
using Hls4Net.Operators;
using Hls4Net.Testing;

namespace Hls4Net.Compiler.Tests.Import;

[TestClass]
public sealed class ArithmeticTests
{
    [TestMethod]
    [DataRow("Add", "x c", 11, 22, 33)]
    [DataRow("Add", "c x", 11, 22, 33)]
    [DataRow("Sub", "x c", -9, -18, -27)]
    [DataRow("Sub", "c x", 9, 18, 27)]
    [DataRow("Mul", "x c", 10, 40, 90)]
    [DataRow("Mul", "c x", 10, 40, 90)]
    [DataRow("Div", "x c", 0.1, 0.1, 0.1)]
    public void A_constant_makes_a_shift_or_a_scale(string type, string inputs, double a, double b, double c)
    {
        var graph = Imported.Graph(new OnnxBuilder().Input("x", "N,3").Initializer("c", [10, 20, 30], 3).Node(type, inputs, "y").Output("y"));
        Assert.IsInstanceOfType<BatchNormalization>(graph.Layers[^1]);
        Imported.AreClose(Reference.Evaluate(graph, [1, 2, 3])[0], a, b, c);
    }

    [TestMethod]
    public void Constants_broadcast_from_scalars_rows_and_columns()
    {
        double[] sample = [1, 2, 3, 4, 5, 6];
        Imported.AreClose(Sum([10], []), 11, 12, 13, 14, 15, 16);
        Imported.AreClose(Sum([10], [1, 1, 1, 1]), 11, 12, 13, 14, 15, 16);
        Imported.AreClose(Sum([10, 20, 30], [3]), 11, 22, 33, 14, 25, 36);
        Imported.AreClose(Sum([10, 20], [2, 1]), 11, 12, 13, 24, 25, 26);
        Imported.AreClose(Sum([10, 20, 30, 40, 50, 60], [1, 2, 3]), 11, 22, 33, 44, 55, 66);

        double[] Sum(float[] values, long[] shape) => Imported.Compute(
            new OnnxBuilder().Input("x", "N,2,3").Initializer("c", values, shape).Node("Add", "x c", "y").Output("y"), sample);
    }

    [TestMethod]
    public void Two_tensors_make_a_merge()
    {
        foreach (var (type, expected) in new[] { ("Add", 5.0), ("Sub", 1.0), ("Mul", 6.0) })
        {
            var graph = Imported.Graph(new OnnxBuilder().Input("x", "N,1").Input("z", "N,1").Node(type, "x z", "y").Output("y"));
            Assert.IsInstanceOfType<Merge>(graph.Layers[^1]);
            Imported.AreClose(Reference.Evaluate(graph, [3], [2])[0], expected);
        }
    }

    [TestMethod]
    public void Tensors_with_and_without_a_batch_align()
    {
        var model = new OnnxBuilder().Input("x", "N,2,3").Input("z", "3").Node("Add", "z x", "y").Output("y");
        var graph = Imported.Graph(model);
        Assert.AreEqual("[2,3]", graph.Outputs[0].Shape.ToString());
        Imported.AreClose(Reference.Evaluate(graph, [1, 2, 3, 4, 5, 6], [10, 20, 30])[0], 11, 22, 33, 14, 25, 36);
    }

    [TestMethod]
    public void What_hardware_cannot_do_is_refused()
    {
        Assert.Contains("zero at index 1", Error("Div", "x c", [1, 0, 2], [3]));
        Assert.Contains("along the batch", Error("Add", "x c", [1, 2, 3, 4, 5, 6], [2, 3]));
        Assert.Contains("do not broadcast", Error("Add", "x c", [1, 2], [2]));

        static string Error(string type, string inputs, float[] values, long[] shape) => Imported.Error(
            new OnnxBuilder().Input("x", "N,3").Initializer("c", values, shape).Node(type, inputs, "y").Output("y")).Message;
    }

    [TestMethod]
    public void Data_divides_and_constants_may_make_data_larger()
    {
        Imported.AreClose(Imported.Compute(new OnnxBuilder().Input("x", "N,2").Initializer("c", [3f], 1).Node("Div", "c x", "y").Output("y"), [2, -4]), 1.5, -0.75);
        Imported.AreClose(
            Imported.Compute(new OnnxBuilder().Input("x", "N,1,2").Initializer("c", [1, 2f], 2, 1).Node("Sub", "c x", "y").Output("y"), [5, 7]), -4, -6, -3, -5);
        Imported.AreClose(
            Imported.Compute(new OnnxBuilder().Input("x", "N,1,2").Initializer("c", [2, 4f], 2, 1).Node("Div", "x c", "y").Output("y"), [4, 8]), 2, 4, 1, 2);
    }

    [TestMethod]
    public void Any_number_of_tensors_and_constants_is_combined()
    {
        double[] Computed(string type) => Imported.Compute(
            new OnnxBuilder().Input("x", "N,3").Initializer("c", [2f], 1).Initializer("d", [1, 5, 0f], 3).Node("Neg", "x", "m").Node(type, "c x d m", "y").Output("y"), [1, 4, -3]);

        Imported.AreClose(Computed("Sum"), 3, 7, 2);
        Imported.AreClose(Computed("Mean"), 0.75, 1.75, 0.5);
        Imported.AreClose(Computed("Max"), 2, 5, 3);
        Imported.AreClose(Computed("Min"), -1, -4, -3);
    }

    [TestMethod]
    public void A_weight_that_is_not_finite_is_refused_with_its_name_and_index()
    {
        var error = Imported.Error(new OnnxBuilder().Input("x", "N,3").Initializer("gain", [1, float.NaN, float.NegativeInfinity], 3)
            .NamedNode("scale", "Mul", ["x", "gain"], ["y"]).Output("y"));
        Assert.AreEqual(ImportDiagnostics.NotFinite.Code, error.Descriptor.Code);
        Assert.AreEqual("scale", error.Node);
        Assert.Contains("'gain' holds NaN at index 1 (2 such values", error.Message);
        foreach (var (type, shape) in new[] { ("MatMul", new long[] { 3, 1 }), ("Gemm", [3, 1]), ("PRelu", [3]) })
        {
            Assert.AreEqual(ImportDiagnostics.NotFinite.Code, Imported.Error(new OnnxBuilder().Input("x", "N,3")
                .Initializer("w", [1, float.PositiveInfinity, 0], shape).Node(type, "x w", "y").Output("y")).Descriptor.Code);
        }
    }

    [TestMethod]
    public void Old_operator_sets_with_other_broadcasting_are_refused()
    {
        var error = Imported.Error(new OnnxBuilder(6).Input("x", "N,3").Initializer("c", [1], 1).Node("Add", "x c", "y", ("broadcast", 1)).Output("y"));
        Assert.AreEqual(ImportDiagnostics.Opset.Code, error.Descriptor.Code);
    }

    [TestMethod]
    public void A_weight_that_becomes_infinite_on_the_way_is_refused()
    {
        var tiny = OnnxBuilder.Tensor("tiny", 11, [1], BitConverter.GetBytes(double.Epsilon));
        var error = Imported.Error(new OnnxBuilder().Input("x", "N,3").Initializer(tiny).Node("Div", "x tiny", "y").Output("y"));
        Assert.AreEqual(ImportDiagnostics.NotFinite.Code, error.Descriptor.Code);
        Assert.Contains("'tiny'", error.Message);
    }

    [TestMethod]
    public void An_empty_constant_is_refused()
    {
        foreach (var (type, shape) in new[] { ("MatMul", new long[] { 3, 0 }), ("Gemm", [3, 0]), ("PRelu", [0]), ("Add", [0]), ("Add", [0, 3]) })
        {
            Assert.AreEqual(ImportDiagnostics.ShapeMismatch, Imported.Error(new OnnxBuilder().Input("x", "N,3")
                .Initializer("w", Array.Empty<float>(), shape).Node(type, "x w", "y").Output("y")).Descriptor, type);
        }
    }
}
