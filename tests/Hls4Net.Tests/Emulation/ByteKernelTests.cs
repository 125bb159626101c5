using FsCheck;
using FsCheck.Fluent;
using Hls4Net.Emulation;
using Hls4Net.Operators;

namespace Hls4Net.Tests.Emulation;

[TestClass]
public sealed class ByteKernelTests
{
    [TestMethod]
    public void Every_instruction_set_gives_the_bits_of_the_definition_for_sums_of_bytes() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed => SameBits.Check(Bytes(new Random(seed)))).Check(Property.Draws(60));

    [TestMethod]
    public void Every_instruction_set_gives_the_bits_of_the_definition_for_windows_of_bytes() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            SameBits.Check(RandomModels.Convolution(random, (_, _) => new Precision(null, random.Next(3, 9)), RandomModels.ByteType(random)));
        }).Check(Property.Draws(30));

    [TestMethod]
    [DataRow(64, 10, 10, DisplayName = "Sums of 16 bits")]
    [DataRow(512, 100, 4, DisplayName = "Sums that must be relieved")]
    public void Sums_of_bytes_are_exact(int inputs, int weight, int drop)
    {
        foreach (var signed in new[] { false, true })
        {
            var graph = Layer(inputs, [.. Enumerable.Range(0, inputs * 9).Select(i => (double)((i * 37 % (2 * weight)) - weight))], signed, drop);
            SameBits.Check(graph);
        }
    }

    [TestMethod]
    public void Products_that_would_saturate_together_are_added_one_by_one()
    {
        // 255 · 127 twice is more than 16 bits hold, and 255 · −128 twice is less.
        var graph = Layer(4, [127, -128, 127, -128, -127, 127, -126, 127], signed: false, drop: 4);
        foreach (var width in VectorWidths.Supported)
        {
            var y = new long[2];
            new Emulator(graph, new EmulatorOptions { VectorWidth = width }).PredictRaw([255, 255, 0, 1], y);
            Assert.AreEqual(((255 * 254) - 126 + 8) >> 4, y[0], width.ToString());
            Assert.AreEqual(((255 * -256) + 127 + 8) >> 4, y[1], width.ToString());
        }

        SameBits.Check(graph);
    }

    private static ModelGraph Bytes(Random random) => RandomModels.Dense(random, (_, _) => new Precision(null, random.Next(3, 9)), RandomModels.ByteType(random), 120);

    /// <summary>One product of integers whose result drops bits.</summary>
    private static ModelGraph Layer(int inputs, double[] weights, bool signed, int drop)
    {
        var graph = new ModelGraph("bytes");
        var input = graph.Add(new Input("x", new TensorShape(inputs)), [], "x");
        input.Settings = RandomModels.Settings(("result", new Precision(new FixedType(8, 8, signed))));
        var outputs = weights.Length / inputs;
        var dense = graph.Add(new Dense("fc", new WeightTensor("weight", new TensorShape(inputs, outputs), weights, "w")), [input.Output], "y");
        dense.Settings = RandomModels.Settings(
            ("weight", new Precision(new FixedType(8, 8))), ("accum", new Precision(null, 32)),
            ("result", new Precision(new FixedType(16, 16 + drop, Rounding: Rounding.Round, Overflow: Overflow.Saturate))));
        graph.AddOutput(dense.Output);
        RandomModels.InferPrecision(graph);
        return graph;
    }
}
