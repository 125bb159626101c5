using Hls4Net.Import;
using Hls4Net.Operators;
using Hls4Net.Testing;

namespace Hls4Net.Compiler.Tests.Import;

[TestClass]
public sealed class MatrixProductTests
{
    private static readonly float[] Matrix = [1, 2, 3, 4, 5, 6];

    [TestMethod]
    public void MatMul_by_a_constant_is_a_dense_layer_named_after_the_node()
    {
        var graph = Imported.Graph(new OnnxBuilder().Input("x", "N,2").Initializer("w", Matrix, 2, 3)
            .NamedNode("fc1", "MatMul", ["x", "w"], ["y"]).Output("y", "N,3"));
        var dense = (Dense)graph.Layers[^1];
        Assert.AreEqual(("fc1", "y", "w"), (dense.Name, dense.Output.Name, dense.Weight.Origin));
        Assert.AreEqual("[3]", dense.Output.Shape.ToString());
        Imported.AreClose(Reference.Evaluate(graph, [1, 10])[0], 41, 52, 63);
    }

    [TestMethod]
    public void MatMul_by_a_vector_drops_the_dimension() => Imported.AreClose(
        Imported.Compute(new OnnxBuilder().Input("x", "N,2,3").Initializer("w", [1, 10, 100], 3).Node("MatMul", "x w", "y").Output("y"), [1, 2, 3, 4, 5, 6]),
        321, 654);

    [TestMethod]
    public void MatMul_works_on_every_position() => Imported.AreClose(
        Imported.Compute(new OnnxBuilder().Input("x", "1,2,2").Initializer("w", Matrix, 1, 2, 3).Node("MatMul", "x w", "y").Output("y"), [1, 0, 0, 1]),
        1, 2, 3, 4, 5, 6);

    [TestMethod]
    public void MatMul_with_the_constant_on_the_left_works_on_columns()
    {
        var model = new OnnxBuilder().Input("x", "3,1").Initializer("w", Matrix, 2, 3).Node("MatMul", "w x", "y").Output("y");
        Imported.AreClose(Imported.Compute(model, [1, 10, 100], "x=3,1"), 321, 654);
        model = new OnnxBuilder().Input("x", "N,3,2").Initializer("w", Matrix, 2, 3).Node("MatMul", "w x", "y").Output("y");
        Imported.AreClose(Imported.Compute(model, [1, 2, 10, 20, 100, 200]), 321, 642, 654, 1308);
    }

    [TestMethod]
    public void A_batch_in_the_last_dimension_makes_columns()
    {
        var model = new OnnxBuilder().Input("x", "N,3").Node("Transpose", "x", "t").Initializer("w", Matrix, 2, 3)
            .Node("MatMul", "w t", "u").Node("Transpose", "u", "y").Output("y");
        var graph = Imported.Graph(model);
        Assert.AreEqual("[2]", graph.Outputs[0].Shape.ToString());
        Imported.AreClose(Reference.Evaluate(graph, [1, 10, 100])[0], 321, 654);
    }

    [TestMethod]
    [DataRow(1f, 1f, 0)]
    [DataRow(0.5f, 2f, 0)]
    [DataRow(-2f, 0f, 1)]
    public void Gemm_honours_alpha_beta_and_transB(float alpha, float beta, int transB)
    {
        // x · W + c with W = [1 2 3; 4 5 6], stored either way.
        var stored = transB == 1 ? new float[] { 1, 4, 2, 5, 3, 6 } : Matrix;
        var model = new OnnxBuilder().Input("x", "N,2").Initializer("w", stored, transB == 1 ? [3, 2] : [2, 3]).Initializer("c", [7, 8, 9], 3)
            .Node("Gemm", "x w c", "y", ("alpha", alpha), ("beta", beta), ("transB", transB)).Output("y");
        Imported.AreClose(Imported.Compute(model, [1, 10]), (alpha * 41) + (beta * 7), (alpha * 52) + (beta * 8), (alpha * 63) + (beta * 9));
    }

    [TestMethod]
    public void Gemm_takes_every_broadcast_form_of_C()
    {
        (float[] Values, long[] Shape)[] forms = [([5], []), ([5], [1]), ([5], [1, 1]), ([5, 5, 5], [3]), ([5, 5, 5], [1, 3])];
        foreach (var (values, shape) in forms)
        {
            var model = new OnnxBuilder().Input("x", "N,2").Initializer("w", Matrix, 2, 3).Initializer("c", values, shape)
                .Node("Gemm", "x w c", "y").Output("y");
            Imported.AreClose(Imported.Compute(model, [1, 10]), 46, 57, 68);
        }

        var rows = new OnnxBuilder().Input("x", "2,2").Initializer("w", Matrix, 2, 3).Initializer("c", [100, 200], 2, 1)
            .Node("Gemm", "x w c", "y").Output("y");
        Imported.AreClose(Imported.Compute(rows, [1, 0, 0, 1], "x=2,2"), 101, 102, 103, 204, 205, 206);
    }

    [TestMethod]
    public void Gemm_without_C_has_no_bias()
    {
        var model = new OnnxBuilder().Input("x", "N,2").Initializer("w", Matrix, 2, 3).Node("Gemm", "x w", "y").Output("y");
        Assert.IsFalse(((Dense)Imported.Graph(model).Layers[^1]).HasBias);
        Assert.AreEqual(ImportDiagnostics.UnsupportedForm, Imported.Error(
            new OnnxBuilder(9).Input("x", "N,2").Initializer("w", Matrix, 2, 3).Node("Gemm", "x w", "y").Output("y")).Descriptor);
    }

    [TestMethod]
    public void Gemm_adds_C_that_is_data()
    {
        var model = new OnnxBuilder().Input("x", "N,3").Initializer("w", [1, 0, 0, 0, 1, 0, 0, 0, 1], 3, 3)
            .Node("Gemm", "x w x", "y", ("beta", 2f), ("alpha", 3f)).Output("y");
        Imported.AreClose(Imported.Compute(model, [1, 2, 3]), 5, 10, 15);
    }

    [TestMethod]
    public void Gemm_transposes_constants_and_data()
    {
        var model = new OnnxBuilder().Input("x", "3,1").Initializer("w", [1, 4, 2, 5, 3, 6], 3, 2)
            .Node("Gemm", "w x", "y", ("transA", 1)).Output("y");
        Imported.AreClose(Imported.Compute(model, [1, 10, 100], "x=3,1"), 321, 654);
        model = new OnnxBuilder().Input("x", "3,2").Initializer("w", [1, 2, 3], 3, 1).Node("Gemm", "x w", "y", ("transA", 1)).Output("y");
        Imported.AreClose(Imported.Compute(model, [1, 10, 2, 20, 3, 30], "x=3,2"), 14, 140);
    }

    [TestMethod]
    public void Gemm_of_two_constants_and_data_in_C_is_refused() => Assert.Contains("only C is data", Imported.Error(
        new OnnxBuilder().Input("x", "N,3").Initializer("w", Matrix, 2, 3).Initializer("v", Matrix, 3, 2).Node("Gemm", "v w x", "y").Output("y")).Message);

    [TestMethod]
    public void Sizes_that_do_not_fit_and_products_over_the_batch_are_refused()
    {
        Assert.AreEqual(ImportDiagnostics.ShapeMismatch, Imported.Error(
            new OnnxBuilder().Input("x", "N,4").Initializer("w", Matrix, 2, 3).Node("MatMul", "x w", "y").Output("y")).Descriptor);
        Assert.AreEqual(ImportDiagnostics.UnsupportedForm, Imported.Error(
            new OnnxBuilder().Input("x", "4,N").Input("w", "N,4").Node("MatMul", "x w", "y").Output("y"), "x=4,1").Descriptor);
    }

    [TestMethod]
    public void Two_tensors_of_data_are_multiplied_matrix_by_matrix()
    {
        float[] stack = [1, 0, 0, 1, 2, 0, 0, 3];
        var square = new OnnxBuilder().Input("x", "N,2,2").Node("MatMul", "x x", "y").Output("y");
        Imported.AreClose(Imported.Compute(square, [1, 2, 3, 4]), 7, 10, 15, 22);
        var heads = new OnnxBuilder().Input("x", "N,2,2").Initializer("s", stack, 2, 2, 2).Node("Transpose", "x", "t", ("perm", new long[] { 0, 2, 1 }))
            .Initializer("one", [1L], 1).Node("Unsqueeze", "t one", "u").Node("MatMul", "u s", "y").Output("y");
        Imported.AreClose(Imported.Compute(heads, [1, 2, 3, 4]), 1, 3, 2, 4, 2, 9, 4, 12);
    }

    [TestMethod]
    [DataRow("bij,bkj->bik", new double[] { 5, 11, 11, 25 })]
    [DataRow("bij,bjk->bik", new double[] { 7, 10, 15, 22 })]
    [DataRow("...ij,...ji->...", new double[] { 29 })]
    [DataRow("bij,bij->bj", new double[] { 10, 20 })]
    [DataRow("bij,bkl->bikjl", new double[] { 1, 2, 2, 4, 3, 4, 6, 8, 3, 6, 4, 8, 9, 12, 12, 16 })]
    public void An_einsum_of_data_contracts_what_the_result_lacks(string equation, double[] expected) => Imported.AreClose(
        Imported.Compute(new OnnxBuilder().Input("x", "N,2,2").Node("Einsum", "x x", "y", ("equation", equation)).Output("y"), [1, 2, 3, 4]), expected);

    [TestMethod]
    public void Products_of_constants_are_computed()
    {
        var model = new OnnxBuilder().Input("x", "N,2").Initializer("a", [1, 0, 0, 2], 2, 2).Initializer("b", Matrix, 2, 3)
            .Node("MatMul", "a b", "w").Node("Gemm", "a b b", "v", ("transA", 1)).Node("MatMul", "x w", "p").Node("MatMul", "x v", "q")
            .Output("p").Output("q");
        var outputs = Reference.Evaluate(Imported.Graph(model), [1, 10]);
        Imported.AreClose(outputs[0], 81, 102, 123);
        Imported.AreClose(outputs[1], 122, 154, 186);
    }
}
