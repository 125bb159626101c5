using Hls4Net.Import;
using Hls4Net.Testing;

namespace Hls4Net.Compiler.Tests.Import;

[TestClass]
public sealed class FoldingTests
{
    [TestMethod]
    public void The_shape_chain_of_exporters_folds_away()
    {
        // view(x.size(0), -1): Shape, Gather, Unsqueeze, Concat, Reshape.
        var model = new OnnxBuilder(11).Input("x", "N,2,3").Node("Shape", "x", "shape")
            .Node("Constant", "", "zero", ("value", OnnxBuilder.Tensor("", 7, [], BitConverter.GetBytes(0L))))
            .Node("Gather", "shape zero", "n", ("axis", 0)).Node("Unsqueeze", "n", "n1", ("axes", new long[] { 0 }))
            .Node("Constant", "", "rest", ("value", OnnxBuilder.Tensor("", 7, [1], BitConverter.GetBytes(-1L))))
            .Node("Concat", "n1 rest", "target", ("axis", 0)).Node("Reshape", "x target", "y").Output("y");
        var graph = Imported.Graph(model);
        Assert.HasCount(2, graph.Layers);
        Assert.AreEqual("[6]", graph.Outputs[0].Shape.ToString());
    }

    [TestMethod]
    public void Weights_that_are_transposed_sliced_and_cast_fold()
    {
        var model = new OnnxBuilder().Input("x", "N,2").Initializer("w", [1, 2, 3, 4, 5, 6, 7, 8, 9], 3, 3)
            .Initializer("start", [0L, 0L], 2).Initializer("end", [3L, 2L], 2)
            .Node("Slice", "w start end", "s").Node("Transpose", "s", "t").Node("Cast", "t", "f", ("to", 1)).Node("Identity", "f", "i")
            .Node("MatMul", "x i", "y").Output("y");
        Imported.AreClose(Imported.Compute(model, [1, 10]), 21, 54, 87);
    }

    [TestMethod]
    [DataRow("Add", 5.0)]
    [DataRow("Sub", 1.0)]
    [DataRow("Mul", 6.0)]
    [DataRow("Div", 1.5)]
    [DataRow("Pow", 9.0)]
    public void Arithmetic_on_constants_folds(string type, double expected)
    {
        var model = new OnnxBuilder().Input("x", "N,1").Initializer("a", [3f]).Initializer("b", [2f], 1).Node(type, "a b", "c").Node("Mul", "x c", "y").Output("y");
        Imported.AreClose(Imported.Compute(model, [1]), expected);
    }

    [TestMethod]
    [DataRow("Neg", -4.0)]
    [DataRow("Sqrt", 2.0)]
    [DataRow("Reciprocal", 0.25)]
    [DataRow("Abs", 4.0)]
    [DataRow("Relu", 4.0)]
    [DataRow("Exp", 54.598150033)]
    [DataRow("Tanh", 0.9993292997)]
    [DataRow("Clip", 4.0)]
    public void Functions_of_constants_fold(string type, double expected)
    {
        var model = new OnnxBuilder().Input("x", "N,1").Initializer("a", [4f]).Node(type, "a", "c").Node("Mul", "x c", "y").Output("y");
        Imported.AreClose(Imported.Compute(model, [1]), expected);
    }

    [TestMethod]
    public void Every_form_of_Constant_is_read()
    {
        foreach (var (attribute, value) in new (string, object)[]
        {
            ("value", OnnxBuilder.Tensor("", 1, [1], BitConverter.GetBytes(3f))), ("value_float", 3f), ("value_floats", new float[] { 3 }),
            ("value_int", 3), ("value_ints", new long[] { 3 }),
        })
        {
            var model = new OnnxBuilder().Input("x", "N,2").Node("Constant", "", "c", (attribute, value)).Node("Mul", "x c", "y").Output("y");
            Imported.AreClose(Imported.Compute(model, [1, 2]), 3, 6);
        }

        Assert.AreEqual(ImportDiagnostics.UnsupportedForm, Imported.Error(
            new OnnxBuilder().Input("x", "N,2").Node("Constant", "", "c").Node("Mul", "x c", "y").Output("y")).Descriptor);
    }

    [TestMethod]
    public void ConstantOfShape_and_Size_fold_within_bounds()
    {
        var value = OnnxBuilder.Tensor("", 1, [1], BitConverter.GetBytes(7f));
        var model = new OnnxBuilder().Input("x", "N,2").Initializer("s", [2L], 1).Node("ConstantOfShape", "s", "c", ("value", value))
            .Node("Add", "x c", "a").Node("ConstantOfShape", "s", "zero").Node("Add", "a zero", "b")
            .Node("Size", "c", "n").Node("Cast", "n", "f", ("to", 1)).Node("Mul", "b f", "y").Output("y");
        Imported.AreClose(Imported.Compute(model, [1, 2]), 16, 18);
        var huge = new OnnxBuilder().Input("x", "N,2").Initializer("s", [1L << 20, 1L << 20], 2).Node("ConstantOfShape", "s", "c").Node("Add", "x c", "y").Output("y");
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("at build time", Imported.Error(huge).Message);
        Assert.IsLessThan(50_000_000, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [TestMethod]
    public void Slices_and_gathers_pick_what_ONNX_says()
    {
        // Each shape arithmetic result becomes the factors of a Mul.
        Check("9;8;7;6;5;4;3;2;1;0", [-1], [long.MinValue], [-1]);
        Check("0;3;6;9", [0], [long.MaxValue], [3]);
        Check("8;9", [-2], [100], [1]);

        static void Check(string expected, long[] start, long[] end, long[] step)
        {
            var numbers = expected.Split(';').Select(double.Parse).ToArray();
            var model = new OnnxBuilder().Input("x", $"N,{numbers.Length}").Initializer("d", [0, 1, 2, 3, 4, 5, 6, 7, 8, 9f], 10)
                .Initializer("s", start, 1).Initializer("e", end, 1).Initializer("a", [0L], 1).Initializer("t", step, 1)
                .Node("Slice", "d s e a t", "c").Node("Mul", "x c", "y").Output("y");
            Imported.AreClose(Imported.Compute(model, [.. numbers.Select(_ => 1.0)]), numbers);
        }

        var gather = new OnnxBuilder().Input("x", "N,2").Initializer("d", [1, 2, 3, 4, 5, 6f], 2, 3).Initializer("i", [-1L], 1)
            .Node("Gather", "d i", "g", ("axis", 1)).Node("Squeeze", "g", "c").Node("Mul", "x c", "y").Output("y");
        Imported.AreClose(Imported.Compute(gather, [1, 1]), 3, 6);
    }

    [TestMethod]
    public void Models_of_constants_are_refused() =>
        Assert.AreEqual(ImportDiagnostics.ConstantOutput, Imported.Error(
            new OnnxBuilder().Input("x", "N,2").Initializer("c", [1f], 1).Node("Relu", "c", "y").Output("y")).Descriptor);

    [TestMethod]
    public void Masks_are_computed_and_choose()
    {
        // A causal mask as exporters compute it: rows of positions not after the own one.
        var model = new OnnxBuilder().Input("x", "N,3,3").Initializer("zero", [0L]).Initializer("three", [3L]).Initializer("unit", [1L])
            .Node("Range", "zero three unit", "columns").Initializer("axis", [1L], 1).Node("Unsqueeze", "columns axis", "rows")
            .Node("LessOrEqual", "columns rows", "mask").Initializer("far", [-100f]).Node("Where", "mask x far", "y").Output("y");
        Imported.AreClose(Imported.Compute(model, [1, 2, 3, 4, 5, 6, 7, 8, 9]), 1, -100, -100, 4, 5, -100, 7, 8, 9);
        var shape = new OnnxBuilder().Input("x", "N,2").Node("Shape", "x", "s").Initializer("one", [1L], 1).Node("Equal", "s one", "open")
            .Initializer("two", [2L], 1).Node("Where", "open two s", "t").Node("ConstantOfShape", "t", "c").Node("ReduceSum", "c", "n").Node("Add", "x n", "y").Output("y");
        Imported.AreClose(Imported.Compute(shape, [3, 4]), 3, 4);
    }

    [TestMethod]
    public void A_mask_of_infinities_is_refused_where_it_is_chosen() => Assert.Contains("infinity", Imported.Error(
        new OnnxBuilder().Input("x", "N,2").Initializer("m", [1, 0f], 2).Initializer("c", [float.NegativeInfinity]).Node("Where", "m x c", "y").Output("y")).Message);
}
