using Hls4Net.Operators;
using Hls4Net.Serialization;

namespace Hls4Net.Tests.Serialization;

[TestClass]
public sealed class GraphFileTests
{
    private static readonly FixedType Type16 = new(16, 6);

    [TestMethod]
    public void A_graph_comes_back_with_every_layer_class_type_weight_and_table()
    {
        var graph = EveryLayer();
        var bytes = GraphFile.Write(graph);
        var back = GraphFile.Read(bytes);

        CollectionAssert.AreEqual(bytes, GraphFile.Write(back));
        CollectionAssert.AreEqual(graph.Layers.Select(Describe).ToArray(), back.Layers.Select(Describe).ToArray());
        CollectionAssert.AreEqual(graph.Outputs.Select(o => o.Name).ToArray(), back.Outputs.Select(o => o.Name).ToArray());
        CollectionAssert.AreEqual(graph.Layers.Select(l => l.Output.Range.Count).ToArray(), back.Layers.Select(l => l.Output.Range.Count).ToArray());
    }

    [TestMethod]
    public void Every_operator_of_the_library_has_an_embedded_form()
    {
        var classes = typeof(Layer).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(Layer)) && type is { IsAbstract: false, IsPublic: true }).Select(type => type.Name).Order(StringComparer.Ordinal);
        CollectionAssert.AreEqual(
            classes.ToArray(), EveryLayer().Layers.Select(layer => layer.GetType().Name).Distinct().Order(StringComparer.Ordinal).ToArray());
        CollectionAssert.AreEqual(
            GraphFile.LayerClasses.Order(StringComparer.Ordinal).ToArray(),
            EveryLayer().Layers.Select(layer => layer.ClassName).Distinct().Order(StringComparer.Ordinal).ToArray());
    }

    [TestMethod]
    public void Every_truncation_is_reported_as_damage_and_never_as_anything_else()
    {
        var bytes = GraphFile.Write(EveryLayer());
        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.Throws<InvalidDataException>(() => GraphFile.Read(bytes.AsSpan(0, length)), $"{length} bytes");
        }
    }

    [TestMethod]
    public void Damaged_bytes_are_read_or_refused_but_nothing_else_happens()
    {
        var bytes = GraphFile.Write(EveryLayer());
        var random = new Random(7);
        for (var round = 0; round < 2000; round++)
        {
            var damaged = (byte[])bytes.Clone();
            damaged[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            try
            {
                GraphFile.Read(damaged);
            }
            catch (InvalidDataException)
            {
                // The only exception that a reader may throw.
            }
        }
    }

    [TestMethod]
    public void Another_version_of_the_format_is_named_in_the_message()
    {
        var bytes = GraphFile.Write(EveryLayer());
        bytes[1 + "hls4net graph".Length] = 9;
        var exception = Assert.Throws<InvalidDataException>(() => GraphFile.Read(bytes));
        Assert.Contains("format 9", exception.Message);
    }

    [TestMethod]
    public void A_layer_of_a_plugin_is_refused_with_HLSN1011()
    {
        var graph = new ModelGraph("foreign");
        var x = graph.Add(new Input("x", new TensorShape(2)), []).Output;
        graph.AddOutput(graph.Add(new PluginLayer("mirror"), [x]).Output);
        var exception = Assert.Throws<DiagnosticException>(() => GraphFile.Write(graph));
        Assert.AreEqual("HLSN1011", exception.Diagnostics.Single().Descriptor.Code);
    }

    private sealed class PluginLayer(string name) : Layer(name)
    {
        public override IReadOnlyList<TensorShape> InferShapes() => [Input.Shape];

        public override void InferPrecision(PrecisionContext context)
        {
        }

        public override void EvaluateReference(Hls4Net.Emulation.ReferenceContext context)
        {
        }

        public override void Evaluate(Hls4Net.Emulation.EvaluationContext context)
        {
        }
    }

    private static string Describe(Layer layer) => string.Join(
        '|',
        [
            layer.ToString(),
            layer.Output.ToString(),
            .. layer.Inputs.Select(input => input.Name),
            .. layer.Weights.Values.OrderBy(w => w.Name, StringComparer.Ordinal).Select(w => $"{w.Name}{w.Shape}{w.Type}{string.Join(',', w.Raw)}{w.Origin}"),
            .. layer.Types.Select(type => $"{type.Key}={type.Value}"),
            .. layer.Tables.Select(table => $"{table.Key}={string.Join(',', table.Value)}"),
        ]);

    private static WeightTensor Weight(string role, params ReadOnlySpan<int> shape)
    {
        var tensorShape = new TensorShape(shape);
        return new WeightTensor(role, tensorShape, Type16, [.. Enumerable.Range(0, tensorShape.Count).Select(i => (i * 4099L) - 20000)], $"onnx.{role}");
    }

    private static IEnumerable<WeightTensor> Offsets(params (string Role, int Count)[] weights) => weights.Select(weight => Weight(weight.Role, weight.Count));

    private static ModelGraph EveryLayer()
    {
        var graph = new ModelGraph("every");
        var x = graph.Add(new Input("x", new TensorShape(2, 3)), []).Output;
        Layer[] chain =
        [
            new Reshape("flat", new TensorShape(6)),
            new Dense("fc", Weight("weight", 6, 4), Weight("bias", 4)) { ReuseFactor = 3, Strategy = Strategy.Resource },
            new BatchNormalization("bn", Weight("scale", 4), null),
            new Relu("relu"), new Quantize("quantize", -3, -7, 8, Rounding.RoundConvergent, Weight("scale", 4), Weight("bias", 4)), new Quantize("open", 2, null, 5, Rounding.Truncate),
            new MultiThreshold("staircase", Weight("threshold", 4, 3), Weight("step", 4), Weight("base", 1)), new LeakyRelu("leaky", 0.1), new PRelu("prelu", Weight("alpha", 4)), new Clip("clip", null, 6),
            new HardSigmoid("hard", 0.25), new Linear("linear"), new Elu("elu") { TableIndex = new LookupIndex(-1024, 3, 0, true, 1024) },
            new Selu("selu"), new Sigmoid("sigmoid"), new Tanh("tanh"), new Softplus("softplus"), new Softsign("softsign"),
        ];
        var y = x;
        foreach (var layer in chain)
        {
            y = graph.Add(layer, [y]).Output;
            layer.Types["accum"] = new FixedType(70, -3, false, Rounding.RoundConvergent, Overflow.SaturateSymmetric, 2);
            layer.Tables["table"] = [1, -2, long.MaxValue];
        }

        var sum = graph.Add(new Merge("sum", MergeOperation.Subtract), [y, y]).Output;
        var softmax = new Softmax("softmax") { Settings = new LayerSettings { Implementation = "latency" }, ExpIndex = new LookupIndex(1, -2, 512, false, 1024) };
        graph.AddOutput(graph.Add(softmax, [sum]).Output);
        graph.AddOutput(sum);
        graph.AddOutput(graph.Add(new Concatenate("joined", 0), [sum, y]).Output);
        RearrangeLayer[] moves =
        [
            new Transpose("transpose", [1, 0]), new Gather("gather", [null, [2, 0]]), new Resize("resize", [[0, 0, 1, 1], null]),
            new ZeroPadding("padding", [0, 1], [1, 0]),
        ];
        var pixels = graph.Add(new Input("pixels", new TensorShape(2, 2, 4)), []).Output;
        RearrangeLayer[] ofImages = [new DepthToSpace("deep", 2, channelFirst: true), new SpaceToDepth("wide", 2), new ZeroPadding("frame", [1, 1, 0], [1, 1, 0], 0.5)];
        Layer[] functions =
        [
            new ThresholdedRelu("threshold", 0.5), new ArgMax("choose", takesLast: true), new Embedding("rows", Weight("embeddings", 4, 2)),
            .. Enum.GetValues<MathFunction>().Select(function => new MathLayer($"{function}", function)),
            .. Enum.GetValues<RampFunction>().Select(function => new RampLayer($"{function}", function)),
        ];
        foreach (var function in functions)
        {
            graph.AddOutput(graph.Add(function, [x]).Output);
        }

        graph.AddOutput(graph.Add(new Einsum("einsum", [0, 1], [2, 1], [2, 0]), [x, x]).Output);
        graph.AddOutput(graph.Add(new Constant("constant", Weight("value", 2, 3)), []).Output);
        foreach (var move in moves.Concat(ofImages))
        {
            graph.AddOutput(graph.Add(move, [Array.IndexOf(moves, move) < 0 ? pixels : x]).Output);
            move.Tables["index_table"] = [.. move.Sources.Select(source => (long)source)];
        }

        var image = graph.Add(new Input("image", new TensorShape(7, 6, 4)), []).Output;
        var line = graph.Add(new Input("line", new TensorShape(7, 4)), []).Output;
        var window = SlidingWindow.Of([3, 2], [2, 1], [1, 2], [1, 0, 1, 2]);
        (Layer, Tensor)[] windows =
        [
            (new Convolution("conv2", Weight("weight", 3, 2, 2, 6), Weight("bias", 6), window, 2) { ReuseFactor = 4, Strategy = Strategy.ResourceUnrolled }, image),
            (new Convolution("depth2", Weight("weight", 3, 2, 1, 4), null, window, 4), image),
            (new ConvolutionTranspose("up2", Weight("weight", 3, 2, 4, 2), null, SlidingWindow.Transposed([3, 2], [2, 2])), image),
            (new Pooling("max2", PoolingOperation.Max, window, roundUp: true), image),
            (new Pooling("mean2", PoolingOperation.Average, window, countsPadding: true), image),
            (new Convolution("conv1", Weight("weight", 3, 4, 6), null, SlidingWindow.Of([3])), line),
            (new Convolution("depth1", Weight("weight", 3, 1, 4), null, SlidingWindow.Of([3]), 4), line),
            (new ConvolutionTranspose("up1", Weight("weight", 3, 4, 2), null, SlidingWindow.Transposed([3], [2])), line),
            (new Pooling("sum2", PoolingOperation.Sum, window), image),
            (new Pooling("sum1", PoolingOperation.Sum, SlidingWindow.Of([3])), line),
            (new Pooling("max1", PoolingOperation.Max, SlidingWindow.Of([3])), line),
            (new Pooling("mean1", PoolingOperation.Average, SlidingWindow.Of([3])), line),
        ];
        (Layer, Tensor)[] recurrent =
        [
            (new Lstm("lstm", [Weight("weight", 4, 8), Weight("recurrent_weight", 2, 8), .. Offsets(("bias", 8), ("recurrent_bias", 8), ("initial_state", 2), ("initial_cell", 2))]) { ReturnCell = true }, line),
            (new Gru("gru", [Weight("weight", 4, 6), Weight("recurrent_weight", 2, 4), Weight("candidate_weight", 2, 2), .. Offsets(("bias", 6), ("recurrent_bias", 4), ("candidate_bias", 2), ("initial_state", 2))]) { Reverse = true, ResetAfter = true }, line),
            (new SimpleRnn("rnn", [Weight("weight", 4, 2), Weight("recurrent_weight", 2, 2), .. Offsets(("bias", 2), ("recurrent_bias", 2), ("initial_state", 2))]) { ReturnSequences = true }, line),
        ];
        (Layer, Tensor)[] norms =
        [
            (new LayerNormalization("layer norm", 4, Weight("scale", 4), Weight("bias", 4), 0.5), line),
            (new GroupNormalization("instance norm", 4, 4, Weight("scale", 4), Weight("bias", 4)), image),
            (new GroupNormalization("group norm", 2, 4, Weight("scale", 4), Weight("bias", 4)), image),
        ];
        foreach (var layer in recurrent.Select(pair => pair.Item1).Cast<RecurrentLayer>())
        {
            layer.TableIndices["table"] = new LookupIndex(3, -2, 5, true, 64);
            (layer.Products[1].Strategy, layer.Products[1].ReuseFactor) = (Strategy.Resource, 2);
        }

        foreach (var (layer, input) in windows.Concat(recurrent).Concat(norms))
        {
            graph.AddOutput(graph.Add(layer, [input]).Output);
        }

        foreach (var second in graph.Layers.SelectMany(layer => layer.Outputs.Skip(1)))
        {
            (second.Type, second.Range) = (Type16, [.. Enumerable.Repeat(new ValueRange(0, 1), second.Shape.Count)]);
        }

        foreach (var layer in graph.Layers)
        {
            layer.Output.Type = Type16;
            layer.Output.Range = layer is Convolution conv ? new RepeatedRange([.. Enumerable.Range(0, conv.NOut).Select(i => new ValueRange(-i, i))], conv.Positions)
                : [.. Enumerable.Range(0, layer.Output.Shape.Count).Select(i => new ValueRange(-i, layer is Merge ? 7 : i))];
        }

        return graph;
    }
}
