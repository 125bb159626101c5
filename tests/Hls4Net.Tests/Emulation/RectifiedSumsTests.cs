using FsCheck;
using FsCheck.Fluent;
using Hls4Net.Emulation;
using Hls4Net.Operators;

namespace Hls4Net.Tests.Emulation;

[TestClass]
public sealed class RectifiedSumsTests
{
    [TestMethod]
    public void Sums_and_their_ReLU_give_the_bits_of_both_whatever_the_types() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed => SameBits.Check(Sums(new Random(seed), RandomModels.AnyType))).Check(Property.Draws(60));

    [TestMethod]
    public void Sums_and_their_ReLU_give_the_bits_of_both_when_types_are_inferred() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            var width = random.Next(4, 20);
            SameBits.Check(Sums(random, (_, _) => new Precision(null, width)));
        }).Check(Property.Draws(40));

    [TestMethod]
    public void Results_that_overflow_before_their_ReLU_saturate_and_wrap_as_ever()
    {
        foreach (var overflow in Enum.GetValues<Overflow>())
        {
            var graph = new ModelGraph("overflow");
            var input = graph.Add(new Input("x", new TensorShape(6)), [], "x");
            input.Settings = RandomModels.Settings(("result", new Precision(new FixedType(8, 8))));
            double[] weights = [.. Enumerable.Range(0, 54).Select(i => (double)((i * 37 % 20) - 10))];
            var sums = graph.Add(new Dense("fc", new WeightTensor("weight", new TensorShape(6, 9), weights, "w")), [input.Output], "sums");
            sums.Settings = RandomModels.Settings(
                ("weight", new Precision(new FixedType(8, 8))), ("accum", new Precision(null, 32)),
                ("result", new Precision(new FixedType(9, 11, Rounding: Rounding.Round, Overflow: overflow))));
            var relu = graph.Add(new Relu("relu"), [sums.Output], "relu");
            relu.Settings = RandomModels.Settings(("result", new Precision(null, 16)));
            graph.AddOutput(relu.Output);
            RandomModels.InferPrecision(graph);
            SameBits.Check(graph);
        }
    }

    [TestMethod]
    public void What_others_read_besides_the_ReLU_is_not_taken_into_it()
    {
        var graph = new ModelGraph("shared");
        var x = graph.Add(new Input("x", new TensorShape(2)), [], "x").Output;
        var sums = graph.Add(new Dense("fc", new WeightTensor("weight", new TensorShape(2, 2), [1, -1, 0.5, 0.25], "w")), [x], "sums").Output;
        graph.AddOutput(graph.Add(new Relu("relu"), [sums], "positive").Output);
        graph.AddOutput(sums);
        RandomModels.InferPrecision(graph);
        float[] inputs = [.. Enumerable.Range(0, 200).Select(i => (i % 7) - 3f)], positive = new float[200], all = new float[200];
        new Emulator(graph).Predict([inputs], [positive, all]);
        for (var i = 0; i < 200; i += 2)
        {
            Assert.AreEqual(inputs[i] + (0.5f * inputs[i + 1]), all[i]);
            Assert.AreEqual(Math.Max(0, all[i]), positive[i]);
        }
    }

    private static ModelGraph Sums(Random random, Func<Random, int, Precision> choose) => random.Next(2) == 0
        ? RandomModels.Dense(random, choose, Bytes(random), rectified: true) : RandomModels.Convolution(random, choose, Bytes(random), rectified: true);

    private static FixedType? Bytes(Random random) => random.Next(2) == 0 ? RandomModels.ByteType(random) : null;
}
