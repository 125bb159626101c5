using FsCheck;
using FsCheck.Fluent;
using Hls4Net.Emulation;
using Hls4Net.Operators;

namespace Hls4Net.Tests.Emulation;

[TestClass]
public sealed class DenseKernelTests
{
    [TestMethod]
    public void Every_instruction_set_gives_the_bits_of_the_definition_whatever_the_types() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed => SameBits.Check(RandomModels.Dense(new Random(seed), RandomModels.AnyType)))
            .Check(Property.Draws(250));

    [TestMethod]
    public void Every_instruction_set_gives_the_bits_of_the_definition_when_types_are_inferred() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            var width = random.Next(4, 24);
            SameBits.Check(RandomModels.Dense(random, (_, _) => new Precision(null, width)));
        }).Check(Property.Draws(120));

    [TestMethod]
    public void Every_instruction_set_gives_the_bits_of_the_definition_with_one_short_type_for_everything() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            // As users of a single model-wide type have it: every product is truncated, sums wrap.
            var random = new Random(seed);
            var type = new FixedType(random.Next(4, 17), random.Next(1, 8), random.Next(5) != 0);
            SameBits.Check(RandomModels.Dense(random, (_, _) => new Precision(type)));
        }).Check(Property.Draws(150));

    [TestMethod]
    public void Products_of_the_most_negative_numbers_do_not_overflow()
    {
        // −2^15 · −2^15 twice is 2^31: one more than the 32-bit sum of a pair holds.
        var type = new FixedType(16, 16);
        var graph = new ModelGraph("extreme");
        var input = graph.Add(new Input("x", new TensorShape(2)), [], "x");
        input.Settings = RandomModels.Settings(("result", new Precision(type)));
        var dense = graph.Add(new Dense("fc", new WeightTensor("weight", new TensorShape(2, 1), [-32768, -32768], "w")), [input.Output], "y");
        dense.Settings = RandomModels.Settings(
            ("weight", new Precision(type)), ("accum", new Precision(new FixedType(40, 40))), ("result", new Precision(new FixedType(40, 40))));
        graph.AddOutput(dense.Output);
        RandomModels.InferPrecision(graph);
        foreach (var width in VectorWidths.Supported)
        {
            var y = new long[1];
            new Emulator(graph, new EmulatorOptions { VectorWidth = width }).PredictRaw([-32768, -32768], y);
            Assert.AreEqual(1L << 31, y[0], width.ToString());
        }
    }
}
