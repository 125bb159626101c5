using Hls4Net.Compiler;
using Hls4Net.Compiler.Plugins;
using Hls4Net.Emulation;
using Hls4Net.Operators;
using Hls4Net.Testing;
using Hls4Net.Vitis;

namespace Hls4Net.Tests.Corridor;

/// <summary>Forms that exporters and users meet, through the whole compiler.</summary>
[TestClass]
public sealed class ExporterFormTests
{
    private static readonly BackendCatalog Backends = new(Plugin.Register, AppContext.BaseDirectory);

    [TestMethod]
    [DataRow("io_parallel")]
    [DataRow("io_stream")]
    public void With_test_data_every_tensor_inside_the_model_has_a_name_of_its_own(string style)
    {
        // Made of several layers of one name each; and a port that is wired through.
        var model = new OnnxBuilder().Input("x", "1,2,6").Input("y", "1,2,6").Output("x").Output("a").Output("b").Output("c")
            .NamedNode("node", "LogSoftmax", ["x"], ["a"], ("axis", -1)).NamedNode("node", "LogSoftmax", ["y"], ["b"], ("axis", 1))
            .NamedNode("pool", "AveragePool", ["x"], ["p"], ("kernel_shape", new long[] { 2 })).NamedNode("pool", "AveragePool", ["y"], ["q"], ("kernel_shape", new long[] { 2 }))
            .NamedNode("sum", "Add", ["p", "q"], ["c"]);
        using var folder = new TemporaryFolder();
        float[] x = [.. Enumerable.Range(0, 24).Select(i => (i % 7) - 3f)], y = [.. x.Reverse()];
        var data = NumPyArchive.Write(folder.File("d.npz"), ("x", [2, 2, 6], x), ("y", [2, 2, 6], y));
        var graph = Convert(folder, model, new() { ModelPath = "", ProjectName = "m", IOType = style, TestDataPath = data }).Model;

        var inner = graph.Layers.SelectMany(layer => layer.Outputs).Where(tensor => tensor.Name != "x").ToArray();
        CollectionAssert.AllItemsAreUnique(inner.Select(tensor => tensor.Name).ToArray());
        var trace = new Emulator(graph).Trace(x, y);
        Assert.IsTrue(inner.All(tensor => tensor.Observed is not null && trace[tensor.Name].Length == 2 * tensor.Shape.Count));
        CollectionAssert.AreEqual(new[] { "x", "a", "b", "c" }, graph.Outputs.Select(output => output.Name).ToArray());
    }

    [TestMethod]
    public void A_type_for_the_whole_model_leaves_to_quantisers_what_they_round()
    {
        // Dense in floating point, Floor; quantised product of quantised data, whose integers no fixed<16,6> holds.
        var model = new OnnxBuilder().Input("x", "1,3").Output("y").Output("z")
            .Initializer("w", [0.52f, 1.27f, -0.73f, 2.02f, 1.51f, -1.03f], 3, 2).NamedNode("dense", "MatMul", ["x", "w"], ["h"]).NamedNode("floor", "Floor", ["h"], ["y"])
            .Initializer("s", [0.05f]).Initializer(OnnxBuilder.Tensor("none", 3, [], [0])).Initializer("t", [0.003f])
            .Initializer(OnnxBuilder.Tensor("k", 3, [3, 2], [100, 56, 127, 129, 31, 80])).Initializer("u", [0.7f])
            .Node("QuantizeLinear", "x s none", "q").Node("DequantizeLinear", "q s none", "d").Node("DequantizeLinear", "k t none", "v")
            .NamedNode("product", "MatMul", ["d", "v"], ["p"]).Node("QuantizeLinear", "p u none", "r").Node("DequantizeLinear", "r u none", "z");
        using var folder = new TemporaryFolder();
        var graph = Convert(folder, model, new() { ModelPath = "", ProjectName = "m", Precision = "fixed<16,6>" }).Model;
        Assert.AreEqual("fixed<16,6>", graph.Layers.OfType<Dense>().Single(layer => layer.Name == "dense").Output.Type.ToString());

        float[] x = [1.3125f, -2.4375f, 5.0625f];
        float[] y = new float[2], z = new float[2], exactY = new float[2], exactZ = new float[2];
        new Emulator(graph).Predict([x], [y, z]);
        new ReferenceEvaluator(graph).Predict([x], [exactY, exactZ]);
        CollectionAssert.AreEqual(new float[] { 10, -9 }, y);
        CollectionAssert.AreEqual(exactY, y);
        Assert.IsTrue(exactZ.Zip(z).All(pair => Math.Abs(pair.First - pair.Second) < 0.35), $"{string.Join(' ', exactZ)} and {string.Join(' ', z)}");
    }

    [TestMethod]
    public void Constants_that_the_types_of_hls4ml_do_not_hold_have_others_under_an_explicit_type()
    {
        var model = new OnnxBuilder().Input("x", "1,3").Node("HardSigmoid", "x", "y", ("alpha", 0.25f), ("beta", 0.6f)).Output("y");
        using var folder = new TemporaryFolder();
        var graph = Convert(folder, model, new() { ModelPath = "", ProjectName = "m", Precision = "fixed<16,6>" }).Model;
        var y = new float[3];
        new Emulator(graph).Predict([0, 1, -1], y);
        Assert.IsTrue(y.Zip([0.6, 0.85, 0.35]).All(pair => Math.Abs(pair.First - pair.Second) < 0.003), string.Join(' ', y));
    }

    private static Conversion Convert(TemporaryFolder folder, OnnxBuilder model, ConversionRequest request)
    {
        var conversion = Pipeline.Convert(request with { ModelPath = model.Save(folder.File("m.onnx")) }, Backends);
        Assert.IsTrue(conversion.Succeeded, string.Join(Environment.NewLine, conversion.Diagnostics));
        return conversion;
    }
}
