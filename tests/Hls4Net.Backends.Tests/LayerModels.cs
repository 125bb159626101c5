using Hls4Net.Operators;

namespace Hls4Net.Tests;

/// <summary>Graphs of all layers and of awkward ports, typed by precision inference.</summary>
internal static partial class LayerModels
{
    private static readonly TensorShape Shape = new(2, 6);

    /// <summary>Every layer class, and every variant with a kernel of its own, side by side: all read the same input, each makes an output.</summary>
    public static ModelGraph SideBySide(string precision) => Typed(SideBySide(), precision);

    private static ModelGraph SideBySide()
    {
        var graph = new ModelGraph("net");
        var x = graph.Add(new Input("x", Shape), []).Output;
        var column = graph.Add(new Input("column", new TensorShape(2, 1)), []).Output;
        Layer[] layers =
        [
            new Dense("latency", Weight("weight", 6, 5), Weight("bias", 5)),
            new Dense("no bias", Weight("weight", 6, 5)),
            new Dense("resource", Weight("weight", 6, 4), Weight("bias", 4)) { Strategy = Strategy.Resource, ReuseFactor = 3 },
            new Dense("resource above n_in", Weight("weight", 6, 4), Weight("bias", 4)) { Strategy = Strategy.Resource, ReuseFactor = 12 },
            new Dense("unrolled", Weight("weight", 6, 4), Weight("bias", 4)) { Strategy = Strategy.ResourceUnrolled, ReuseFactor = 2 },
            new BatchNormalization("normalize", Weight("scale", 6), Weight("bias", 6)),
            new BatchNormalization("periods differ", Weight("scale", 1), Weight("bias", 6)),
            new BatchNormalization("shift", null, Weight("bias", 2, 6)),
            new BatchNormalization("scale", Weight("scale", 6), null),
            new Quantize("quantize", -3, -7, 8, Rounding.RoundConvergent, Weight("scale", 6), Weight("bias", 6)),
            new Quantize("one scale", 0, -9, 9, Rounding.RoundInf, Weight("scale", 1)), new Quantize("conversion", -2, -3, 4, Rounding.TruncateZero),
            new Quantize("without limits", -1, null, null, Rounding.Round, Weight("scale", 6)),
            new MultiThreshold("staircase", Weight("threshold", 6, 3), new WeightTensor("step", new TensorShape(2), [2, -1], "s"), new WeightTensor("base", new TensorShape(1), [-1], "b")),
            new Linear("linear"), new Relu("relu"), new LeakyRelu("leaky", 0.1), new PRelu("prelu", Weight("alpha", 6)),
            new Clip("relu6", 0, 6), new Clip("above", null, 0.3), new Clip("below", -0.7, null),
            new HardSigmoid("hard"), new Sigmoid("sigmoid"), new Tanh("tanh"), new Softplus("softplus"), new Softsign("softsign"),
            new Elu("elu", 0.7), new Selu("selu"), new ThresholdedRelu("threshold", 0.4),
            new ArgMax("first of the largest"), new ArgMax("last of the largest", takesLast: true),
            .. Enum.GetValues<MathFunction>().Select(function => new MathLayer($"math {function}", function, 3)),
            .. Enum.GetValues<RampFunction>().Select(function => new RampLayer($"ramp {function}", function)),
            new Transpose("transpose", [1, 0]), new Gather("gather", [[1, 0, 1], [5, 0, 2]]), new Resize("resize", [[0, 0, 1, 1], null]),
            new ZeroPadding("padding", [1, 0], [0, 2], 0.3), new ZeroPadding("cropping", [0, -2], [0, -1]),
            new Embedding("rows of a table", Weight("embeddings", 3, 2)),
            new Softmax("stable"), new Softmax("latency softmax"), new Softmax("argmax"), new Softmax("legacy softmax"),
        ];
        foreach (var layer in layers)
        {
            graph.AddOutput(graph.Add(layer, [x]).Output);
        }

        foreach (var operation in Enum.GetValues<MergeOperation>())
        {
            var merged = graph.Add(new Merge($"{operation} broadcast", operation), [x, column]).Output;
            graph.AddOutput(graph.Add(new Merge($"{operation}", operation), [merged, x]).Output);
        }

        graph.AddOutput(graph.Add(new Embedding("a row for each token", Weight("embeddings", 5, 4)), [column]).Output);
        var deep = graph.Add(new Reshape("image", new TensorShape(1, 1, 12)), [x]).Output;
        var large = graph.Add(new DepthToSpace("to space", 2, channelFirst: false), [deep]).Output;
        graph.AddOutput(graph.Add(new SpaceToDepth("to depth", 2), [large]).Output);
        graph.AddOutput(graph.Add(new DepthToSpace("to space by channel", 2, channelFirst: true), [deep]).Output);
        var constant = graph.Add(new Constant("constant", Weight("value", 2, 6)), []).Output;
        graph.AddOutput(graph.Add(new Merge("with constant", MergeOperation.Multiply), [constant, x]).Output);
        var wide = graph.Add(new Relu("wide"), [x]).Output;
        graph.AddOutput(graph.Add(new Einsum("outer", [0, 1], [2, 3], [0, 2, 1, 3]), [wide, column]).Output);
        graph.AddOutput(graph.Add(new Einsum("rows times rows", [0, 1], [2, 1], [0, 2]), [wide, wide]).Output);
        graph.AddOutput(graph.Add(new Einsum("rows in steps", [0, 1], [2, 1], [0, 2]) { ReuseFactor = 2 }, [wide, x]).Output);
        graph.AddOutput(graph.Add(new Concatenate("rows", 0), [x, wide, x]).Output);
        graph.AddOutput(graph.Add(new Concatenate("columns", 1), [wide, x, column]).Output);
        return graph;
    }

    /// <summary>Convolutions and poolings of all kinds over an image and a line.</summary>
    public static ModelGraph Windows(string precision)
    {
        var graph = new ModelGraph("net");
        var image = graph.Add(new Input("image", new TensorShape(5, 6, 4)), []).Output;
        var line = graph.Add(new Input("line", new TensorShape(7, 4)), []).Output;
        var window = SlidingWindow.Of([3, 2], [2, 1], [1, 2], [1, 0, 1, 2]);
        (Layer, Tensor)[] layers =
        [
            (new Convolution("pointwise", Weight("weight", 1, 1, 4, 3), Weight("bias", 3), SlidingWindow.Of([1, 1])) { ParallelizationFactor = 30 }, image),
            (new Convolution("plain", Weight("weight", 3, 3, 4, 2), null, SlidingWindow.Of([3, 3], pads: [1, 1, 1, 1])) { ParallelizationFactor = 5 }, image),
            (new Convolution("all at play", Weight("weight", 3, 2, 2, 6), Weight("bias", 6), window, 2), image),
            (new Convolution("resource", Weight("weight", 3, 2, 2, 6), Weight("bias", 6), window, 2) { Strategy = Strategy.Resource, ReuseFactor = 6 }, image),
            (new Convolution("resource above n_in", Weight("weight", 3, 2, 4, 6), null, window) { Strategy = Strategy.Resource, ReuseFactor = 72 }, image),
            (new Convolution("unrolled", Weight("weight", 3, 2, 2, 6), null, window, 2) { Strategy = Strategy.ResourceUnrolled, ReuseFactor = 4 }, image),
            (new Convolution("depthwise", Weight("weight", 3, 2, 1, 4), Weight("bias", 4), window, 4), image),
            (new Convolution("depthwise resource", Weight("weight", 3, 2, 1, 8), null, window, 4) { Strategy = Strategy.Resource, ReuseFactor = 12 }, image),
            (new ConvolutionTranspose("up", Weight("weight", 3, 2, 4, 2), Weight("bias", 2), SlidingWindow.Transposed([3, 2], [2, 2], default, [1, 0, 1, 0], [1, 0])), image),
            (new Pooling("max", PoolingOperation.Max, SlidingWindow.Of([3, 2], [2, 1], default, [1, 0, 1, 1]), roundUp: true), image),
            (new Pooling("mean", PoolingOperation.Average, SlidingWindow.Of([2, 2], [2, 2])), image),
            (new Pooling("mean of the inside", PoolingOperation.Average, SlidingWindow.Of([3, 3], [2, 2], default, [1, 1, 1, 1])), image),
            (new Pooling("mean of all", PoolingOperation.Average, SlidingWindow.Of([3, 3], [2, 2], default, [1, 1, 1, 1]), roundUp: true, countsPadding: true), image),
            (new Convolution("line conv", Weight("weight", 3, 4, 2), Weight("bias", 2), SlidingWindow.Of([3], [2], [1], [1, 0])), line),
            (new Convolution("line depthwise", Weight("weight", 3, 1, 4), null, SlidingWindow.Of([3], [1], [2], [1, 1]), 4), line),
            (new ConvolutionTranspose("line up", Weight("weight", 2, 4, 3), null, SlidingWindow.Transposed([2], [3])), line),
            (new Convolution("cropped", Weight("weight", 2, 2, 4, 2), null, SlidingWindow.Of([2, 2], pads: [-1, 0, -1, -2])), image),
            (new Convolution("cropped at the start", Weight("weight", 3, 2, 1, 4), null, SlidingWindow.Of([3, 2], [2, 2], pads: [-1, -2, 1, 0]), 4), image),
            (new Pooling("cropped max", PoolingOperation.Max, SlidingWindow.Of([2, 2], [3, 2], pads: [0, -1, -2, 1])), image),
            (new Pooling("rows that nothing looks at", PoolingOperation.Sum, SlidingWindow.Of([1, 2], [4, 5])), image),
            (new Pooling("cropped line", PoolingOperation.Average, SlidingWindow.Of([2], [2], pads: [-2, -1])), line),
            (new Pooling("sum", PoolingOperation.Sum, SlidingWindow.Of([2, 2], [2, 2])), image),
            (new Pooling("line max", PoolingOperation.Max, SlidingWindow.Of([2], [2])), line),
            (new Pooling("line mean", PoolingOperation.Average, SlidingWindow.Of([3], [2]), roundUp: true), line),
        ];
        foreach (var (layer, input) in layers)
        {
            graph.AddOutput(graph.Add(layer, [input]).Output);
        }

        return Typed(graph, precision);
    }

    /// <summary>Every way a tensor can leave: midway, twice, reshaped, straight from an input.</summary>
    public static ModelGraph Ports(string precision)
    {
        var graph = new ModelGraph("net");
        var x = graph.Add(new Input("x", Shape), []).Output;
        var hidden = graph.Add(new Relu("hidden"), [x], "midway").Output;
        var flat = graph.Add(new Reshape("flat", new TensorShape(12)), [hidden], "flattened").Output;
        var scaled = graph.Add(new Linear("scaled"), [flat], "before").Output;
        var shaped = graph.Add(new Reshape("shaped", Shape), [scaled], "last").Output;
        foreach (var output in new[] { hidden, flat, shaped, shaped, x })
        {
            graph.AddOutput(output);
        }

        return Typed(graph, precision);
    }

    /// <summary>Types every layer of a graph.</summary>
    public static ModelGraph Typed(ModelGraph graph, string precision)
    {
        var diagnostics = new DiagnosticBag();
        var context = new PrecisionContext(diagnostics);
        Assert.IsTrue(PrecisionText.TryParse(precision, out var wanted, out var problem), problem);
        foreach (var layer in graph.Layers)
        {
            var implementation = layer.Name.StartsWith("argmax", StringComparison.Ordinal) ? "argmax"
                : layer.Name.StartsWith("latency", StringComparison.Ordinal) ? "latency"
                : layer.Name.StartsWith("legacy", StringComparison.Ordinal) ? "legacy" : "stable";
            var size = layer.Name.StartsWith("small table", StringComparison.Ordinal) ? 12 : (int?)null;
            layer.Settings = new LayerSettings { DefaultPrecision = wanted, Implementation = implementation, TableSize = size };
            layer.InferPrecision(context);
        }

        diagnostics.ThrowIfErrors();
        return graph;
    }

    /// <summary>A weight of pseudo-random values in (−1, 1), the same every time.</summary>
    public static WeightTensor Weight(string name, params int[] shape)
    {
        var tensorShape = new TensorShape(shape);
        var values = Enumerable.Range(1, tensorShape.Count).Select(i => Math.Sin((i * 1.7) + shape.Length)).ToArray();
        return new WeightTensor(name, tensorShape, values, $"{name}.origin");
    }
}
