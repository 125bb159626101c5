using Hls4Net.Operators;
using Hls4Net.Testing;

namespace Hls4Net.Tests.Passes;

/// <summary>Graphs with branches, joins, flattening and decoders in the layout of ONNX: no transposition stays inside, and the numbers stay.</summary>
[TestClass]
public sealed class LayoutTests
{
    [TestMethod]
    public void Branches_joins_and_a_flatten_lose_their_transpositions_and_keep_their_numbers() => Check(new OnnxBuilder().Input("x", "N,3,6,8")
        .Initializer("w", Numbers(4 * 3 * 9), 4, 3, 3, 3).Initializer("v", Numbers(4 * 4), 4, 4, 1, 1).Initializer("shift", Numbers(4), 4, 1, 1)
        .Initializer("slope", Numbers(4), 4, 1, 1).Initializer("image", Numbers(4 * 48), 4, 6, 8).Initializer("fc", Numbers(12 * 48 * 2), 12 * 48, 2)
        .Node("Conv", "x w", "a", ("pads", new long[] { 1, 1, 1, 1 })).Node("Add", "a shift", "b").Node("PRelu", "b slope", "c")
        .Node("Conv", "c v", "d").Node("Add", "c d", "e").Node("Mul", "e image", "f")
        .Node("MaxPool", "f", "g", ("kernel_shape", new long[] { 3, 3 }), ("pads", new long[] { 1, 1, 1, 1 }))
        .Node("GlobalAveragePool", "f", "gate").Node("Sigmoid", "gate", "open").Node("Mul", "open f", "h")
        .Node("Concat", "f g h", "i", ("axis", 1)).Node("Flatten", "i", "j").Node("Relu", "j", "k").Node("MatMul", "k fc", "y").Output("y"), transposes: 1);

    [TestMethod]
    public void A_decoder_starts_with_weights_in_the_hardwares_order() => Check(new OnnxBuilder().Input("x", "N,5")
        .Initializer("fc", Numbers(5 * 24), 5, 24).Initializer("bias", Numbers(24), 24).Initializer("shape", [-1L, 4, 2, 3], 4)
        .Initializer("w", Numbers(4 * 2 * 4), 4, 2, 2, 2).Initializer("gain", Numbers(4), 4, 1, 1)
        .Node("MatMul", "x fc", "a").Node("Add", "a bias", "b").Node("Reshape", "b shape", "c").Node("Mul", "c gain", "d").Node("Relu", "d", "e")
        .Node("ConvTranspose", "e w", "f", ("strides", new long[] { 2, 2 })).Node("Tanh", "f", "y").Output("y"), transposes: 1);

    [TestMethod]
    public void Pads_slices_resizes_and_softmax_over_channels_follow_the_layout() => Check(new OnnxBuilder().Input("x", "N,2,4,3")
        .Initializer("w", Numbers(4 * 2), 4, 2, 1, 1).Initializer("pads", [0L, 0, 1, 0, 0, 0, 0, 2], 8).Initializer("zero", [0L], 1).Initializer("three", [3L], 1)
        .Initializer("axis", [1L], 1).Initializer("scales", [1, 1, 2, 2f], 4)
        .Node("Conv", "x w", "a").Node("Pad", "a pads", "b").Node("Slice", "b zero three axis", "c")
        .NamedNode("up", "Resize", ["c", "", "scales"], ["d"], ("coordinate_transformation_mode", "asymmetric"), ("nearest_mode", "floor"))
        .Node("Softmax", "d", "y", ("axis", 1)).Output("y"), transposes: 2);

    [TestMethod]
    public void Heads_of_attention_cost_no_transposition() => Check(new OnnxBuilder().Input("x", "N,6,8")
        .Initializer("q", Numbers(64), 8, 8).Initializer("k", Numbers(64), 8, 8).Initializer("v", Numbers(64), 8, 8)
        .Initializer("split", [-1L, 6, 2, 4], 4).Initializer("join", [-1L, 6, 8], 3).Initializer("scale", [0.5f])
        .Node("MatMul", "x q", "qx").Node("MatMul", "x k", "kx").Node("MatMul", "x v", "vx")
        .Node("Reshape", "qx split", "qs").Node("Reshape", "kx split", "ks").Node("Reshape", "vx split", "vs")
        .Node("Transpose", "qs", "qh", ("perm", new long[] { 0, 2, 1, 3 })).Node("Transpose", "ks", "kh", ("perm", new long[] { 0, 2, 3, 1 }))
        .Node("Transpose", "vs", "vh", ("perm", new long[] { 0, 2, 1, 3 }))
        .Node("MatMul", "qh kh", "s").Node("Mul", "s scale", "t").Node("Softmax", "t", "p").Node("MatMul", "p vh", "o")
        .Node("Transpose", "o", "oh", ("perm", new long[] { 0, 2, 1, 3 })).Node("Reshape", "oh join", "y").Output("y"), transposes: 0);

    [TestMethod]
    public void The_work_grows_with_the_network_and_not_with_its_square()
    {
        var (small, large) = (Questions(4), Questions(128));
        Assert.IsLessThanOrEqualTo(40 * small, large, $"{small} questions for one network, {large} for one 32 times as deep");
    }

    private static void Check(OnnxBuilder model, int transposes)
    {
        var graph = Compiler.Tests.Import.Imported.Graph(model);
        var sample = Array.ConvertAll(Numbers(graph.Inputs[0].Shape.Count), value => (double)value);
        var expected = Compiler.Tests.Import.Reference.Evaluate(graph, sample);
        var names = graph.Outputs.Select(output => output.Name).ToArray();
        TextGraph.Run(graph, new DiagnosticBag(), Simplifications.All);
        Assert.IsEmpty(Simplifications.TransposesInside(graph), GraphText.Write(graph));
        Assert.HasCount(transposes, graph.Layers.OfType<Transpose>().ToArray(), GraphText.Write(graph));
        CollectionAssert.AreEqual(names, graph.Outputs.Select(output => output.Name).ToArray());
        Compiler.Tests.Import.Imported.AreClose(Compiler.Tests.Import.Reference.Evaluate(graph, sample)[0], expected[0]);
    }

    /// <summary>How often rewrites are asked whether they apply to a chain of residual blocks.</summary>
    private static int Questions(int blocks)
    {
        var model = new OnnxBuilder().Input("b0", "N,2,3,3").Initializer("w", Numbers(4), 2, 2, 1, 1).Initializer("s", Numbers(2), 2, 1, 1);
        for (var i = 0; i < blocks; i++)
        {
            model.Node("Conv", $"b{i} w", $"c{i}").Node("Add", $"c{i} s", $"s{i}").Node("Relu", $"s{i}", $"r{i}").Node("Add", $"r{i} b{i}", $"b{i + 1}");
        }

        var graph = Compiler.Tests.Import.Imported.Graph(model.Output($"b{blocks}"));
        var pipeline = new PassPipeline().Add(PassPhase.Simplify, Simplifications.All);
        var context = new PassContext(new DiagnosticBag());
        pipeline.Run(graph, context);
        Assert.HasCount(2, graph.Layers.OfType<Transpose>().ToArray());
        return context.Records.Sum(record => record.Matches);
    }

    private static float[] Numbers(int count) => [.. TextGraph.Numbers(count, count).Select(value => (float)value)];
}
