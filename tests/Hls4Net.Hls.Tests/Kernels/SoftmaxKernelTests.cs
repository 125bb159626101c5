using Hls4Net.Operators;

namespace Hls4Net.Tests.Kernels;

/// <summary>The softmax kernels against the layer's definition.</summary>
[TestClass]
public sealed class SoftmaxKernelTests
{
    [TestMethod]
    public void Every_implementation_gives_the_bits_of_the_definition()
    {
        var random = new Random(30);
        string[] implementations = ["stable", "latency", "argmax", "legacy"];
        KernelCheck.SameBits([.. implementations.SelectMany(name => Enumerable.Range(0, 10).Select(k => Case(random, name, k)))]);
    }

    private static KernelCase Case(Random random, string implementation, int k)
    {
        string[] roles = ["result", "exp_table", "inv_table", "inv_inp", "accum", "inp_norm", "table"];
        var settings = k < 4 ? new LayerSettings() : random.NextSettings(18, roles);
        var layer = new Softmax("s")
        {
            Settings = settings with
            {
                Implementation = implementation,
                TableSize = 1 << random.Next(2, 9),
                DefaultPrecision = k % 2 == 0 ? Precision.Auto : new Precision(new FixedType(16, 6)),
            },
        };
        var shape = (k % 3) switch { 0 => new TensorShape(7), 1 => new TensorShape(2, 5), _ => new TensorShape(k) };
        return new KernelCase(layer, random, (shape, k < 4 ? new FixedType(16, 6) : random.NextType(14)));
    }
}
