using Hls4Net.Operators;

namespace Hls4Net.Tests.Kernels;

/// <summary>Convolutions and poolings against the layers' definitions.</summary>
[TestClass]
public sealed class WindowKernelTests
{
    private static readonly SlidingWindow[] s_windows =
    [
        SlidingWindow.Of([1, 1]),
        SlidingWindow.Of([3, 2], [2, 1], [1, 2], [1, 0, 1, 2]),
        SlidingWindow.Of([2, 3], [1, 2], [2, 1], [0, 1, 2, 1]),
        SlidingWindow.Transposed([2, 3], [2, 1], default, [0, 1, 0, 1], [1, 0]),
        SlidingWindow.Of([3], [2], [1], [1, 0]),
        SlidingWindow.Transposed([2], [3]),
    ];

    [TestMethod]
    public void Convolutions_give_the_bits_of_the_definition()
    {
        var random = new Random(40);
        KernelCheck.SameBits([.. Enumerable.Range(0, 36).Select(k => Convolution(random, s_windows[k % s_windows.Length], (Strategy)(k % 3), k % 5 == 0 ? 40 : 12))]);
    }

    [TestMethod]
    public void Poolings_give_the_bits_of_the_definition()
    {
        var random = new Random(41);
        KernelCheck.SameBits([.. Enumerable.Range(0, 36).Select(k => Pooling(random, k))]);
    }

    private static KernelCase Convolution(Random random, SlidingWindow window, Strategy strategy, int widest)
    {
        var isLine = window.KernelHeight == 1 && window.KernelWidth > 1;
        var groups = random.Next(3) == 0 ? 2 : 1;
        var (channels, outputs) = (groups * random.Next(1, 3), groups * random.Next(1, 3));
        int[] shape = [.. isLine ? Array.Empty<int>() : [window.KernelHeight], window.KernelWidth, channels / groups, outputs];
        var layer = new Convolution(
            "conv", random.NextWeight("weight", shape), random.Next(3) == 0 ? null : random.NextWeight("bias", outputs), window, groups)
        {
            Strategy = strategy,
            Settings = random.NextSettings(widest, "weight", "bias", "result", "accum"),
        };
        int[] factors = [.. Enumerable.Range(1, layer.NIn * outputs).Where(d => layer.NIn % d == 0 || (d % layer.NIn == 0 && outputs % (d / layer.NIn) == 0))];
        layer.ReuseFactor = factors[random.Next(factors.Length)];
        return new KernelCase(layer, random, (isLine ? new TensorShape(5, channels) : new TensorShape(4, 5, channels), random.NextType(widest)));
    }

    private static KernelCase Pooling(Random random, int k)
    {
        var isLine = k % 4 == 3;
        int[] Some(int low, int high) => [.. Enumerable.Range(0, isLine ? 1 : 2).Select(_ => random.Next(low, high + 1))];
        var kernel = Some(1, 3);
        var pads = Some(0, kernel.Min() - 1);
        var layer = new Pooling(
            "pool", (PoolingOperation)(k % 3), SlidingWindow.Of(kernel, Some(1, 3), default, [.. pads, .. pads]), random.Next(2) == 0, random.Next(2) == 0)
        {
            Settings = random.NextSettings(12, "result", "accum"),
        };
        return new KernelCase(layer, random, (isLine ? new TensorShape(6, 3) : new TensorShape(5, 4, 2), random.NextType(k % 5 == 0 ? 40 : 12)));
    }
}
