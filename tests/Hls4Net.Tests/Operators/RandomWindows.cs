using Hls4Net.Operators;

namespace Hls4Net.Tests.Operators;

/// <summary>Small images and windows over them, every attribute at play.</summary>
internal sealed class RandomWindows
{
    private readonly Random _random;
    private readonly bool _flat;
    private readonly int _groups;

    public RandomWindows(Random random)
    {
        _random = random;
        _flat = random.Next(3) == 0;
        _groups = random.Next(3) == 0 ? 1 + random.Next(3) : 1;
        var channels = _groups * (1 + random.Next(4));
        Shape = _flat ? new TensorShape(5 + random.Next(6), channels) : new TensorShape(5 + random.Next(3), 5 + random.Next(2), channels);
    }

    /// <summary>Shape of the image.</summary>
    public TensorShape Shape { get; }

    /// <summary>A layer that fits the image.</summary>
    public Layer Create(string kind, Func<string, TensorShape, WeightTensor> weight)
    {
        var kernel = Some(1, 3);
        if (kind == "Pooling")
        {
            var pads = Some(0, kernel.Min() - 1);
            var dilations = pads.Sum() == 0 && _random.Next(4) == 0 && kernel.Max() == 2 ? Some(1, 2) : [];
            return new Pooling(
                "pool", (PoolingOperation)_random.Next(3), SlidingWindow.Of(kernel, Some(1, 3), dilations, [.. pads, .. pads]),
                _random.Next(2) == 0, _random.Next(2) == 0);
        }

        var outputs = _groups * (1 + _random.Next(4));
        var shape = new TensorShape([.. kernel, Shape[^1] / _groups, outputs]);
        var bias = _random.Next(3) == 0 ? null : weight("bias", new TensorShape(outputs));
        var window = kind == "Convolution"
            ? SlidingWindow.Of(kernel, Some(1, 3), _random.Next(3) > 0 ? [] : Some(1, 2), [.. Some(0, 2), .. Some(0, 2)])
            : SlidingWindow.Transposed(kernel, Some(1, 2), Some(1, 2), [.. Some(0, 1), .. Some(0, 1)], Some(0, 1));
        var layer = kind == "Convolution"
            ? new Convolution("conv", weight("weight", shape), bias, window, _groups)
            : new ConvolutionTranspose("convt", weight("weight", shape), bias, window, _groups);
        layer.Strategy = (Strategy)_random.Next(3);
        var factors = Enumerable.Range(1, layer.NIn).Where(d => layer.NIn % d == 0).ToArray();
        layer.ReuseFactor = factors[_random.Next(factors.Length)];
        return layer;
    }

    private int[] Some(int low, int high) => [.. Enumerable.Range(0, _flat ? 1 : 2).Select(_ => _random.Next(low, high + 1))];
}
