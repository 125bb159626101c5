using Hls4Net.Emulation;
using Hls4Net.Operators;

namespace Hls4Net.Tests.Passes;

[TestClass]
public sealed class ConvolutionFusionTests
{
    [TestMethod]
    [DataRow(1, 0)]
    [DataRow(1, 1)]
    [DataRow(2, 0)]
    [DataRow(4, 1)]
    public void Normalisations_around_a_convolution_become_part_of_its_constants(int groups, int pad)
    {
        var graph = new ModelGraph("net");
        var x = graph.Add(new Input("x", new TensorShape(5, 4, 4)), [], "x").Output;
        x = graph.Add(new BatchNormalization("before", Weight("scale", 1, 4), pad == 0 ? Weight("bias", 2, 4) : null), [x], "normalised").Output;
        var conv = new Convolution("conv", Weight("weight", 3, 3, 2, 4 / groups, 8), null, SlidingWindow.Of([3, 2], [1, 1], default, [pad, 0, 0, pad]), groups);
        x = graph.Add(conv, [x], "convolved").Output;
        x = graph.Add(new BatchNormalization("shift", null, Weight("bias", 4, 8)), [x], "shifted").Output;
        x = graph.Add(new BatchNormalization("after", Weight("scale", 5, 8), Weight("bias", 6, 8)), [x], "y").Output;
        graph.AddOutput(x);
        SameFunction(graph, typeof(Input), typeof(Convolution));
    }

    [TestMethod]
    public void A_shift_before_a_padded_convolution_stays()
    {
        var graph = new ModelGraph("net");
        var x = graph.Add(new Input("x", new TensorShape(5, 4)), [], "x").Output;
        x = graph.Add(new BatchNormalization("before", null, Weight("bias", 2, 4)), [x], "normalised").Output;
        graph.AddOutput(graph.Add(new Convolution("conv", Weight("weight", 3, 3, 4, 2), null, SlidingWindow.Of([3], pads: [1, 1])), [x], "y").Output);
        SameFunction(graph, typeof(Input), typeof(BatchNormalization), typeof(Convolution));
    }

    [TestMethod]
    public void Zeros_around_an_image_become_padding_of_the_convolution()
    {
        var graph = new ModelGraph("net");
        var x = graph.Add(new Input("x", new TensorShape(5, 4, 2)), [], "x").Output;
        x = graph.Add(new ZeroPadding("pad", [1, 2, 0], [0, 1, 0]), [x], "padded").Output;
        graph.AddOutput(graph.Add(new Convolution("conv", Weight("weight", 3, 3, 2, 2, 3), null, SlidingWindow.Of([3, 2], pads: [1, 0, 0, 1])), [x], "y").Output);
        SameFunction(graph, typeof(Input), typeof(Convolution));
        Assert.AreEqual(2, graph.Layers.OfType<Convolution>().Single().Window.PadTop);
    }

    private static void SameFunction(ModelGraph graph, params Type[] left)
    {
        var numbers = TextGraph.Numbers(graph.Inputs[0].Shape.Count, 9).Select(value => (float)value).ToArray();
        var expected = new ReferenceEvaluator(graph).Trace(numbers)["y"];
        TextGraph.Run(graph, new DiagnosticBag(), Simplifications.All);
        CollectionAssert.AreEqual(left, graph.Layers.Select(layer => layer.GetType()).ToArray());
        var actual = new ReferenceEvaluator(graph).Trace(numbers)["y"];
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.AreEqual(expected[i], actual[i], 1e-9, $"element {i}");
        }
    }

    private static WeightTensor Weight(string role, int seed, params int[] shape)
    {
        var tensor = new TensorShape(shape);
        return new WeightTensor(role, tensor, TextGraph.Numbers(tensor.Count, seed), role);
    }
}
