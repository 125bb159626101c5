using Hls4Net.Operators;

namespace Hls4Net.Serialization;

/// <content>Layers that slide a window.</content>
internal static partial class LayerFormats
{
    // No window is larger, and sizes computed from windows stay within 32 bits.
    private const int Largest = 4096;

    private static LayerFormat Convolution(bool transposed) => LayerFormat.Of<Convolution>(
        (layer, writer) =>
        {
            Write(writer, layer.Window);
            writer.Count(layer.Groups);
            writer.Count(layer.ReuseFactor);
            writer.Count((int)layer.Strategy);
        },
        (name, weights, ref reader) =>
        {
            var (weight, bias, window, groups) = (Required(weights, "weight"), weights.GetValueOrDefault("bias"), Window(ref reader), reader.Count());
            var layer = groups == 0 ? throw GraphReader.Damaged("a convolution has no groups")
                : transposed ? new ConvolutionTranspose(name, weight, bias, window, groups) : new Convolution(name, weight, bias, window, groups);
            layer.ReuseFactor = reader.Count();
            layer.Strategy = (Strategy)reader.Choice(3);
            return layer;
        });

    private static LayerFormat Pooling(PoolingOperation operation) => LayerFormat.Of<Pooling>(
        (layer, writer) =>
        {
            Write(writer, layer.Window);
            writer.Flag(layer.RoundsUp);
            writer.Flag(layer.CountsPadding);
        },
        (name, _, ref reader) => new Pooling(name, operation, Window(ref reader), reader.Flag(), reader.Flag()));

    private static void Write(GraphWriter writer, SlidingWindow window)
    {
        foreach (var number in (ReadOnlySpan<int>)[
            window.KernelHeight, window.KernelWidth, window.StrideHeight, window.StrideWidth, window.DilationHeight, window.DilationWidth,
            window.PadTop, window.PadLeft, window.PadBottom, window.PadRight, window.UpsampleHeight, window.UpsampleWidth])
        {
            writer.Integer(number);
        }
    }

    private static SlidingWindow Window(ref GraphReader reader) => new(Size(ref reader), Size(ref reader))
    {
        StrideHeight = Size(ref reader),
        StrideWidth = Size(ref reader),
        DilationHeight = Size(ref reader),
        DilationWidth = Size(ref reader),
        PadTop = Pad(ref reader),
        PadLeft = Pad(ref reader),
        PadBottom = Pad(ref reader),
        PadRight = Pad(ref reader),
        UpsampleHeight = Size(ref reader),
        UpsampleWidth = Size(ref reader),
    };

    private static int Size(ref GraphReader reader) => reader.Integer(1, Largest);

    private static int Pad(ref GraphReader reader) => reader.Integer(-Largest * Largest, Largest * Largest);
}
