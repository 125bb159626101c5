using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Hls4Net.Emulation;

namespace Hls4Net.Tests.Operators;

[TestClass]
public sealed class RandomLayerTests
{
    private const int Layers = 80;
    private const int Samples = 40;

    public static IEnumerable<object[]> Kinds => RandomLayers.Kinds.Select(kind => new object[] { kind });

    [TestMethod]
    [DynamicData(nameof(Kinds))]
    public void The_lane_kernel_computes_the_bits_of_the_definition_within_the_proven_intervals(string kind) =>
        Prop.ForAll(Seeds(), seed =>
        {
            var random = new RandomLayers(seed);
            var single = random.Create(kind, seed % 3 == 0 ? 4 + (seed % 20) : null);
            var inputs = Enumerable.Range(0, Samples).Select(_ => random.Inputs(single)).ToArray();
            var lanes = EvaluateByLanes(single, inputs);
            for (var s = 0; s < Samples; s++)
            {
                var exact = single.Evaluate(inputs[s]);
                for (var i = 0; i < exact.Length; i++)
                {
                    Assert.IsTrue(
                        single.Layer.Output.Range[i].Contains(exact[i]), $"{exact[i]} is outside {single.Layer.Output.Range[i]}: {Describe(single, seed)}");
                    Assert.AreEqual(exact[i], lanes[s][i], $"element {i} of {Describe(single, seed)}");
                }
            }
        }).Check(Property.Draws(Layers));

    [TestMethod]
    [DynamicData(nameof(Kinds))]
    public void Nothing_wraps_under_auto(string kind) =>
        Prop.ForAll(Seeds(), seed =>
        {
            var random = new RandomLayers(seed);
            var single = random.Create(kind, 4 + (seed % 20), widest: seed % 5 == 0 ? 90 : 20);
            var inputs = Enumerable.Range(0, Samples).Select(_ => random.Inputs(single)).ToArray();
            var proven = Array.ConvertAll(inputs, single.Evaluate);

            // The same types with 64 more integer bits: if anything had wrapped, the numbers would differ now. A type that saturates
            // does so by choice: normalised numbers of coarse means lie beyond √(n − 1), where the type of theirs ends.
            foreach (var (role, type) in single.Layer.Types.Where(entry => entry.Value.Overflow != Overflow.Saturate).ToArray())
            {
                single.Layer.Types[role] = Widened(type);
            }

            single.Layer.Output.Type = Widened(single.Layer.Output.Type);
            for (var s = 0; s < Samples; s++)
            {
                CollectionAssert.AreEqual(single.Evaluate(inputs[s]), proven[s], Describe(single, seed));
            }
        }).Check(Property.Draws(Layers));

    private static Arbitrary<int> Seeds() => Gen.Choose(0, int.MaxValue - 1).ToArbitrary();

    private static FixedType Widened(FixedType type) => type with { Width = type.Width + 64, Integer = type.Integer + 64, Signed = true };

    private static BigInteger[][] EvaluateByLanes(SingleLayer single, BigInteger[][][] samples)
    {
        var emulator = new Emulator(single.Graph, new EmulatorOptions { MaximumThreads = 1 });
        var inputs = single.Layer.Inputs.Select((_, k) =>
            new ReadOnlyMemory<long>([.. samples.SelectMany(sample => sample[k]).Select(raw => (long)raw)])).ToArray();
        var count = single.Layer.Output.Shape.Count;
        var result = new long[samples.Length * count];
        emulator.PredictRaw(inputs, [result.AsMemory()]);
        return [.. result.Chunk(count).Select(sample => sample.Select(raw => (BigInteger)raw).ToArray())];
    }

    private static string Describe(SingleLayer single, int seed) =>
        $"{single.Layer.ClassName}, seed {seed}: {string.Join(", ", single.Layer.Inputs.Select(t => t.Type))} -> {single.Result}; "
        + string.Join(", ", single.Layer.Types.Select(t => $"{t.Key} {t.Value}")) + "; "
        + string.Join(", ", single.Layer.Weights.Select(w => $"{w.Key} {w.Value.Type}"));
}
