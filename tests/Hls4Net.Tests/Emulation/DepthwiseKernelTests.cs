using FsCheck;
using FsCheck.Fluent;
using Hls4Net.Emulation;
using Hls4Net.Operators;

namespace Hls4Net.Tests.Emulation;

[TestClass]
public sealed class DepthwiseKernelTests
{
    [TestMethod]
    public void Channels_of_bytes_get_the_bits_of_the_definition_when_types_are_inferred() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            SameBits.Check(RandomModels.Convolution(
                random, (_, _) => new Precision(null, random.Next(3, 14)), RandomModels.ByteType(random), rectified: random.Next(2) == 0, depthwise: true));
        }).Check(Property.Draws(50));

    [TestMethod]
    public void Channels_of_any_type_get_the_bits_of_the_definition() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            SameBits.Check(RandomModels.Convolution(random, RandomModels.AnyType, random.Next(3) == 0 ? null : RandomModels.ByteType(random), depthwise: true));
        }).Check(Property.Draws(40));

    [TestMethod]
    public void Sums_of_more_than_16_bits_and_less_are_exact_side_by_side()
    {
        // Nine products of 32 385, of which no two fit together, beside nine that do, and a few that leave the image.
        var graph = new ModelGraph("channels");
        var input = graph.Add(new Input("x", new TensorShape(3, 3, 2)), [], "x");
        input.Settings = RandomModels.Settings(("result", new Precision(new FixedType(8, 8, Signed: false))));
        double[] weights = [.. Enumerable.Range(0, 18).Select(k => k % 2 == 0 ? 127.0 : -3)];
        var window = SlidingWindow.Of([3, 3], [1, 1], default, [1, 1, 1, 1]);
        var convolution = graph.Add(new Convolution("conv", new WeightTensor("weight", new TensorShape(3, 3, 1, 2), weights, "w"), null, window, 2), [input.Output], "y");
        convolution.Settings = RandomModels.Settings(("weight", new Precision(new FixedType(8, 8))), ("accum", new Precision(null, 32)), ("result", new Precision(null, 32)));
        graph.AddOutput(convolution.Output);
        RandomModels.InferPrecision(graph);
        long[] seen = [4, 6, 4, 6, 9, 6, 4, 6, 4];
        foreach (var width in VectorWidths.Supported)
        {
            var y = new long[18];
            new Emulator(graph, new EmulatorOptions { VectorWidth = width }).PredictRaw([.. Enumerable.Repeat(255L, 18)], y);
            CollectionAssert.AreEqual(seen.SelectMany(taps => new[] { taps * 127 * 255, taps * -3 * 255 }).ToArray(), y, width.ToString());
        }
    }
}
