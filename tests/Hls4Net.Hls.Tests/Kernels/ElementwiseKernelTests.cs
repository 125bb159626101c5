using Hls4Net.Operators;

namespace Hls4Net.Tests.Kernels;

/// <summary>Activations, normalisations and merges against the layers' definitions.</summary>
[TestClass]
public sealed class ElementwiseKernelTests
{
    [TestMethod]
    public void Activations_without_tables_give_the_bits_of_the_definition()
    {
        var random = new Random(20);
        KernelCheck.SameBits(Many(random, 5,
            () => new Relu("r"), () => new Linear("l"), () => new LeakyRelu("l", 0.3), () => new LeakyRelu("l", -1.7),
            () => new PRelu("p", random.NextWeight("alpha", 6)), () => new PRelu("p", random.NextWeight("alpha", 3)),
            () => new Clip("c", 0, 6), () => new Clip("c", -0.75, null), () => new Clip("c", null, 0.1), () => new Clip("c", 2, 1),
            () => new HardSigmoid("h"), () => new HardSigmoid("h", -0.5, 1.25)));
    }

    [TestMethod]
    public void Activations_with_tables_give_the_bits_of_the_definition()
    {
        var random = new Random(21);
        KernelCheck.SameBits(Many(random, 6,
            () => new Sigmoid("s"), () => new Tanh("t"), () => new Softplus("s"), () => new Softsign("s"),
            () => new Elu("e"), () => new Elu("e", 0.4), () => new Selu("s")));
    }

    [TestMethod]
    public void Normalisations_give_the_bits_of_the_definition()
    {
        var random = new Random(22);
        KernelCheck.SameBits(Many(random, 8,
            () => new BatchNormalization("n", random.NextWeight("scale", 6), random.NextWeight("bias", 6)),
            () => new BatchNormalization("n", random.NextWeight("scale", 3), random.NextWeight("bias", 2)),
            () => new BatchNormalization("n", random.NextWeight("scale", 1), null),
            () => new BatchNormalization("n", null, random.NextWeight("bias", 3))));
    }

    [TestMethod]
    public void Merges_with_any_broadcast_give_the_bits_of_the_definition()
    {
        var random = new Random(23);
        (TensorShape A, TensorShape B)[] shapes =
        [
            (new(6), new(6)), (new(2, 3), new(3)), (new(2, 3), new(2, 1)), (new(1), new(2, 2)), (new(2, 1, 2), new(2, 3, 2)),
        ];
        var cases = new List<KernelCase>();
        foreach (var operation in Enum.GetValues<MergeOperation>())
        {
            foreach (var (a, b) in shapes.Where(s => BroadcastsSimply(s.A, s.B)))
            {
                foreach (var widest in new[] { 12, 12, 50 })
                {
                    var merge = new Merge("m", operation) { Settings = random.NextSettings(widest, "result") };
                    cases.Add(new KernelCase(merge, random, (a, random.NextType(widest)), (b, random.NextType(widest))));
                }
            }
        }

        KernelCheck.SameBits(cases);
    }

    private static bool BroadcastsSimply(TensorShape a, TensorShape b)
    {
        var larger = a.Count > b.Count ? a : b;
        return BroadcastIndex.Find(a, larger) is not null && BroadcastIndex.Find(b, larger) is not null;
    }

    private static KernelCase[] Many(Random random, int count, params Func<Layer>[] layers) =>
        [.. layers.SelectMany(create => Enumerable.Range(0, count).Select(k => random.NextElementwise(create, k == 0 ? 40 : 14)))];
}
