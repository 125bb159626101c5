using Hls4Net.Emulation;
using Hls4Net.Operators;

namespace Hls4Net.Tests.Emulation;

[TestClass]
public sealed class EmulatorTests
{
    [TestMethod]
    public void Inputs_are_rounded_as_their_type_says_and_saturated_and_counted()
    {
        float[] extremes = [float.NaN, float.PositiveInfinity, float.NegativeInfinity, float.Epsilon, -float.Epsilon, 1e30f, -1e30f, 0.5f, -0.5f, 0f];
        var random = new Random(3);
        float[] values = [.. extremes, .. Enumerable.Range(0, 2000).Select(_ => (float)random.Next(-200, 200) / (1 << random.Next(8))),
            .. Enumerable.Range(-60, 120).SelectMany(i => new[] { MathF.BitIncrement(i / 8f), MathF.BitDecrement(i / 8f) })];
        foreach (var type in Numerics.FixedPointTests.AllModes(7, 5, true)
            .Concat(Numerics.FixedPointTests.AllModes(5, 3, false)).Concat(Numerics.FixedPointTests.AllModes(4, 6, true))
            .Concat(Numerics.FixedPointTests.AllModes(30, 10, true)).Concat(Numerics.FixedPointTests.AllModes(90, 20, true)))
        {
            var graph = Identity(type, 1);
            var emulator = new Emulator(graph);
            var results = new float[values.Length];
            var count = emulator.Predict(values, results);
            var expectedCount = 0;
            for (var i = 0; i < values.Length; i++)
            {
                var (expected, saturated) = Expected(values[i], type);
                expectedCount += saturated ? 1 : 0;
                Assert.AreEqual(expected, results[i], $"{values[i]:R} into {type}");
            }

            Assert.AreEqual(expectedCount, count, type.ToString());
            Assert.AreEqual(expectedCount, emulator.SaturatedInputs);
        }
    }

    [TestMethod]
    public void Raw_integers_cross_unchanged_and_saturate_beyond_the_type()
    {
        var emulator = new Emulator(Identity(new FixedType(8, 3), 2));
        var results = new long[6];
        Assert.AreEqual(2L, emulator.PredictRaw([-128, 127, 5, 128, -129, 0], results));
        CollectionAssert.AreEqual(new long[] { -128, 127, 5, 127, -128, 0 }, results);
        Assert.Throws<InvalidOperationException>(() => new Emulator(Identity(new FixedType(80, 3), 2)).PredictRaw([0, 0], new long[2]));
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(3)]
    [DataRow(16)]
    [DataRow(21)]
    public void Any_number_of_elements_and_samples_keeps_its_place(int elements)
    {
        foreach (var type in new[] { new FixedType(16, 16), new FixedType(20, 20), new FixedType(40, 40) })
        {
            var emulator = new Emulator(Identity(type, elements));
            foreach (var samples in new[] { 0, 1, 31, 32, 33, 100 })
            {
                float[] x = [.. Enumerable.Range(0, samples * elements).Select(i => (float)i)];
                var y = new float[x.Length];
                Assert.AreEqual(0L, emulator.Predict(x, y));
                CollectionAssert.AreEqual(x, y, $"{type} {samples}");
            }
        }
    }

    [TestMethod]
    public void Lengths_that_do_not_fit_are_refused()
    {
        var emulator = new Emulator(Identity(new FixedType(8, 3), 2));
        Assert.Throws<ArgumentException>(() => emulator.Predict(new float[3], new float[3]));
        Assert.Throws<ArgumentException>(() => emulator.Predict(new float[4], new float[2]));
        Assert.Throws<ArgumentException>(() => emulator.Predict([new float[4], new float[4]], [new float[4]]));
        Assert.Throws<ArgumentException>(() => emulator.Trace(new float[3]));
        Assert.Throws<InvalidOperationException>(() => new Emulator(TwoByTwo()).Predict(new float[4], new float[4]));
    }

    [TestMethod]
    public void A_graph_without_types_is_refused()
    {
        var graph = new ModelGraph("untyped");
        graph.AddOutput(graph.Add(new Input("x", new TensorShape(2)), []).Output);
        StringAssert.Contains(Assert.Throws<InvalidOperationException>(() => new Emulator(graph)).Message, "no type", StringComparison.Ordinal);
    }

    [TestMethod]
    public void Models_of_several_inputs_and_outputs_take_a_buffer_for_each()
    {
        var emulator = new Emulator(TwoByTwo());
        Assert.AreEqual("a,b", string.Join(',', emulator.Inputs.Select(tensor => tensor.Name)));
        float[] a = [1, 2, 3, 4], b = [10, 20, 30, 40], sum = new float[4], difference = new float[4];
        emulator.Predict([a, b], [sum, difference]);
        CollectionAssert.AreEqual(new float[] { 11, 22, 33, 44 }, sum);
        CollectionAssert.AreEqual(new float[] { -9, -18, -27, -36 }, difference);

        long[] rawSum = new long[2], rawDifference = new long[2];
        emulator.PredictRaw([new long[] { 1, 2 }, new long[] { 3, 5 }], [rawSum, rawDifference]);
        CollectionAssert.AreEqual(new long[] { 4, 7 }, rawSum);
        CollectionAssert.AreEqual(new long[] { -2, -3 }, rawDifference);
    }

    [TestMethod]
    public void A_trace_names_every_tensor_and_ends_with_the_prediction()
    {
        var graph = RandomModels.Mlp(new Random(5));
        var emulator = new Emulator(graph);
        float[] x = [.. Enumerable.Range(0, graph.Inputs[0].Shape.Count).Select(i => i / 7f)];
        var y = new float[graph.Outputs[0].Shape.Count];
        emulator.Predict(x, y);
        var trace = emulator.Trace(x);
        CollectionAssert.AreEqual(graph.Layers.Select(layer => layer.Output.Name).ToArray(), trace.Keys.ToArray());
        CollectionAssert.AreEqual(y, trace[graph.Outputs[0].Name]);

        var raw = emulator.TraceRaw(x);
        var exact = new Emulator(graph, new EmulatorOptions { ByDefinition = true }).TraceRaw(x);
        foreach (var (name, values) in raw)
        {
            CollectionAssert.AreEqual(exact[name], values, name);
        }
    }

    [TestMethod]
    public void A_trace_of_many_samples_is_the_traces_of_each()
    {
        var graph = RandomModels.Mlp(new Random(9));
        var (emulator, reference, count) = (new Emulator(graph), new ReferenceEvaluator(graph), graph.Inputs[0].Shape.Count);
        var random = new Random(10);
        float[] x = [.. Enumerable.Range(0, 70 * count).Select(_ => (float)(20 * random.NextDouble()) - 10)];
        var (all, exact) = (emulator.Trace(x), reference.Trace(x));
        for (var sample = 0; sample < 70; sample++)
        {
            var one = x.AsMemory(sample * count, count);
            foreach (var (name, values) in emulator.Trace(one))
            {
                CollectionAssert.AreEqual(values, all[name].AsSpan(sample * values.Length, values.Length).ToArray(), name);
            }

            foreach (var (name, values) in reference.Trace(one))
            {
                CollectionAssert.AreEqual(values, exact[name].AsSpan(sample * values.Length, values.Length).ToArray(), name);
            }
        }
    }

    [TestMethod]
    public void A_trace_ends_with_what_the_predictor_says_and_counts_saturated_inputs_once()
    {
        var emulator = new Emulator(TwoByTwo(), new EmulatorOptions { Predictor = new Zeros() });
        var trace = emulator.Trace(new float[] { 1, 2, 3, 1000 }, new float[] { 10, 20, 30, 40 });
        CollectionAssert.AreEqual(new float[] { 10, 20, 30, 40 }, trace["b"]);
        CollectionAssert.AreEqual(new float[4], trace["sum"]);
        CollectionAssert.AreEqual(new float[4], trace["difference"]);
        Assert.AreEqual(1L, emulator.SaturatedInputs);
        Assert.IsTrue(emulator.TraceRaw(new float[] { 1, 2 }, new float[] { 3, 4 })["sum"].All(raw => raw.IsZero));
    }

    [TestMethod]
    public void Predictions_allocate_nothing()
    {
        var graph = RandomModels.Mlp(new Random(6));
        var emulator = new Emulator(graph, new EmulatorOptions { MaximumThreads = 1 });
        var x = new float[100 * graph.Inputs[0].Shape.Count];
        var y = new float[100 * graph.Outputs[0].Shape.Count];
        emulator.Predict(x, y);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 10; i++)
        {
            emulator.Predict(x, y);
        }

        Assert.AreEqual(0L, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [TestMethod]
    public void Threads_that_share_an_emulator_and_large_batches_get_the_same_bits()
    {
        var graph = RandomModels.Mlp(new Random(7));
        var random = new Random(8);
        float[] x = [.. Enumerable.Range(0, 20000 * graph.Inputs[0].Shape.Count).Select(_ => (float)(20 * random.NextDouble()) - 10)];
        var expected = new float[20000 * graph.Outputs[0].Shape.Count];
        var saturated = new Emulator(graph, new EmulatorOptions { MaximumThreads = 1 }).Predict(x, expected);
        var shared = new Emulator(graph, new EmulatorOptions { MaximumThreads = 4 });
        Parallel.For(0, 6, _ =>
        {
            var y = new float[expected.Length];
            Assert.AreEqual(saturated, shared.Predict(x, y));
            Assert.IsTrue(expected.AsSpan().SequenceEqual(y));
        });
        Assert.AreEqual(6 * saturated, shared.SaturatedInputs);
    }

    [TestMethod]
    public void The_reference_evaluates_in_double_precision_without_types()
    {
        var graph = new ModelGraph("reference");
        var input = graph.Add(new Input("x", new TensorShape(2)), [], "x");
        var dense = graph.Add(new Dense("fc", new WeightTensor("weight", new TensorShape(2, 1), [0.1, -0.3], "w")), [input.Output], "y");
        graph.AddOutput(dense.Output);
        var reference = new ReferenceEvaluator(graph);
        var y = new float[2];
        reference.Predict(new float[] { 1, 2, 3, 4 }, y);
        Assert.AreEqual((float)(0.1 - 0.6), y[0]);
        Assert.AreEqual((float)((3 * 0.1) - (4 * 0.3)), y[1], 1e-7);
        Assert.AreEqual(-0.5, reference.Trace(new float[] { 1, 2 })["y"][0], 1e-12);
        Assert.Throws<ArgumentException>(() => reference.Trace(new float[] { 1 }));
    }

    private static (float Value, bool Saturated) Expected(float value, FixedType type)
    {
        if (!float.IsFinite(value))
        {
            return (float.IsNaN(value) ? 0 : value > 0 ? (float)FixedPoint.ToDouble(type.MaxRaw, type.Fraction) : Lowest(type), true);
        }

        var (mantissa, fraction) = FixedPoint.Decompose(value);
        var unbounded = FixedPoint.Quantise(mantissa, fraction, type);
        var held = ValueRange.Of(type).AtLeast(FixedPoint.Convert(ValueRange.Of(type).Min, type.Fraction, type with { Overflow = Saturating(type), SaturationBits = 0 }));
        var kept = System.Numerics.BigInteger.Clamp(unbounded, held.Min, held.Max);
        return ((float)FixedPoint.ToDouble(kept, type.Fraction), kept != unbounded);
    }

    private static Overflow Saturating(FixedType type) =>
        type.Overflow == Overflow.SaturateSymmetric ? Overflow.SaturateSymmetric : Overflow.Saturate;

    private static float Lowest(FixedType type) => (float)FixedPoint.ToDouble(
        type is { Overflow: Overflow.SaturateSymmetric, Signed: true } ? -type.MaxRaw : type.MinRaw, type.Fraction);

    private static ModelGraph Identity(FixedType type, int elements)
    {
        var graph = new ModelGraph("identity");
        var input = graph.Add(new Input("x", new TensorShape(elements)), [], "x");
        input.Settings = RandomModels.Settings(("result", new Precision(type)));
        graph.AddOutput(input.Output);
        RandomModels.InferPrecision(graph);
        return graph;
    }

    private static ModelGraph TwoByTwo()
    {
        var graph = new ModelGraph("two_by_two");
        var a = graph.Add(new Input("a", new TensorShape(2)), [], "a").Output;
        var b = graph.Add(new Input("b", new TensorShape(2)), [], "b").Output;
        graph.AddOutput(graph.Add(new Merge("add", MergeOperation.Add), [a, b], "sum").Output);
        graph.AddOutput(graph.Add(new Merge("sub", MergeOperation.Subtract), [a, b], "difference").Output);
        foreach (var input in graph.Layers.OfType<Input>())
        {
            input.Settings = RandomModels.Settings(("result", new Precision(new FixedType(12, 9))));
        }

        RandomModels.InferPrecision(graph);
        return graph;
    }

    private sealed class Zeros : Predictor
    {
        public override System.Numerics.BigInteger[][] Predict(ModelGraph model, IReadOnlyList<System.Numerics.BigInteger[]> inputs) =>
            [.. model.Outputs.Select(tensor => new System.Numerics.BigInteger[tensor.Shape.Count])];
    }
}
