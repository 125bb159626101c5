using Hls4Net.Streams;

namespace Hls4Net.Operators;

/// <summary>A <see cref="SlidingWindow"/> over an image of a certain size: which pixel each output sees through each tap.</summary>
/// <param name="Window">The window.</param>
/// <param name="InputHeight">Rows of the image; 1 in one dimension.</param>
/// <param name="InputWidth">Columns of the image.</param>
/// <param name="OutputHeight">Rows of outputs; 1 in one dimension.</param>
/// <param name="OutputWidth">Columns of outputs.</param>
public sealed record WindowGrid(SlidingWindow Window, int InputHeight, int InputWidth, int OutputHeight, int OutputWidth)
{
    /// <summary>Number of outputs per channel.</summary>
    public int Positions => OutputHeight * OutputWidth;

    /// <summary>Rows of the image once they are pulled apart, without padding.</summary>
    public int SpreadHeight => ((InputHeight - 1) * Window.UpsampleHeight) + 1;

    /// <summary>Columns of the image once they are pulled apart, without padding.</summary>
    public int SpreadWidth => ((InputWidth - 1) * Window.UpsampleWidth) + 1;

    /// <summary>Whether some output sees padding.</summary>
    public bool HasPadding => Enumerable.Range(0, OutputHeight).Any(o => Enumerable.Range(0, Window.KernelHeight).Any(k => Row(o, k) < 0))
        || Enumerable.Range(0, OutputWidth).Any(o => Enumerable.Range(0, Window.KernelWidth).Any(k => Column(o, k) < 0));

    /// <summary>The grid of a layer whose first input is <c>[height, width, channels]</c> or <c>[length, channels]</c>.</summary>
    /// <param name="layer">The layer, for messages.</param>
    /// <param name="window">The window.</param>
    /// <param name="roundUp">Whether a window that leaves the padded image at the end counts, provided it starts within image or leading padding.</param>
    /// <exception cref="DiagnosticException">Shape and window do not fit together.</exception>
    public static WindowGrid Of(Layer layer, SlidingWindow window, bool roundUp = false)
    {
        ArgumentNullException.ThrowIfNull(layer);
        ArgumentNullException.ThrowIfNull(window);
        var shape = layer.Input.Shape;
        if (shape.Rank is not (2 or 3))
        {
            throw ShapeRule.Misfit(layer, $"{layer.ClassName} slides over [height, width, channels] or [length, channels], but its input has shape {shape}.");
        }

        var (height, width) = (shape.Rank == 2 ? 1 : shape[0], shape[^2]);
        if (((long)height * window.UpsampleHeight) + ((long)width * window.UpsampleWidth) > int.MaxValue / 2)
        {
            throw ShapeRule.Misfit(layer, $"The input {shape} of {layer.ClassName} is too large for its window.");
        }

        var grid = new WindowGrid(window, height, width, 0, 0);
        var rows = Outputs(grid.SpreadHeight, window.PadTop, window.PadBottom, window.SpanHeight, window.StrideHeight, roundUp);
        var columns = Outputs(grid.SpreadWidth, window.PadLeft, window.PadRight, window.SpanWidth, window.StrideWidth, roundUp);
        return rows > 0 && columns > 0 && (shape.Rank == 3 || window.KernelHeight == 1)
            ? grid with { OutputHeight = rows, OutputWidth = columns }
            : throw ShapeRule.Misfit(
                layer, $"The window of {window.KernelHeight}x{window.KernelWidth} (dilated {window.SpanHeight}x{window.SpanWidth}) of {layer.ClassName} does not fit into its padded input {shape}.");
    }

    /// <summary>The row of the image that output row <paramref name="output"/> sees through kernel row <paramref name="kernel"/>; −1: padding.</summary>
    public int Row(int output, int kernel) => Source(
        (output * Window.StrideHeight) - Window.PadTop + (kernel * Window.DilationHeight), Window.UpsampleHeight, InputHeight);

    /// <summary>The column of the image that output column <paramref name="output"/> sees through kernel column <paramref name="kernel"/>; −1: padding.</summary>
    public int Column(int output, int kernel) => Source(
        (output * Window.StrideWidth) - Window.PadLeft + (kernel * Window.DilationWidth), Window.UpsampleWidth, InputWidth);

    /// <summary>The pixel (row · width + column) that output <paramref name="position"/> sees through tap <paramref name="tap"/>; −1: padding.</summary>
    public int Pixel(int position, int tap)
    {
        var row = Row(position / OutputWidth, tap / Window.KernelWidth);
        var column = Column(position % OutputWidth, tap % Window.KernelWidth);
        return row < 0 || column < 0 ? -1 : (row * InputWidth) + column;
    }

    /// <summary>
    /// The reads and writes of a kernel that takes the image pixel by pixel: it travels over the padded image row by row, reads where
    /// a pixel stands, and writes where a position sees everything.
    /// </summary>
    public IEnumerable<StreamStep> StreamSteps()
    {
        var height = Math.Max(Window.PadTop + SpreadHeight, ((OutputHeight - 1) * Window.StrideHeight) + Window.SpanHeight);
        var width = Math.Max(Window.PadLeft + SpreadWidth, ((OutputWidth - 1) * Window.StrideWidth) + Window.SpanWidth);
        for (var row = Math.Min(0, Window.PadTop); row < height; row++)
        {
            for (var column = Math.Min(0, Window.PadLeft); column < width; column++)
            {
                var reads = Source(row - Window.PadTop, Window.UpsampleHeight, InputHeight) >= 0 && Source(column - Window.PadLeft, Window.UpsampleWidth, InputWidth) >= 0;
                var writes = Source(row - (Window.SpanHeight - 1), Window.StrideHeight, OutputHeight) >= 0
                    && Source(column - (Window.SpanWidth - 1), Window.StrideWidth, OutputWidth) >= 0;
                if (reads || writes)
                {
                    yield return StreamStep.Pass(reads ? 1 : 0, writes ? 1 : 0);
                }
            }
        }
    }

    /// <summary>The shape of an output of so many channels.</summary>
    /// <param name="rank">Rank of the input.</param>
    /// <param name="channels">Channels of the output.</param>
    internal TensorShape OutputShape(int rank, int channels) =>
        rank == 2 ? new TensorShape(OutputWidth, channels) : new TensorShape(OutputHeight, OutputWidth, channels);

    private static int Source(int spread, int upsample, int size) =>
        spread >= 0 && spread % upsample == 0 && spread / upsample < size ? spread / upsample : -1;

    private static int Outputs(int spread, int before, int after, int span, int stride, bool roundUp)
    {
        var free = spread + before + after - span;
        if (free < 0)
        {
            return 0;
        }

        // A window that would start in the trailing padding is no window.
        var count = (free / stride) + 1;
        return roundUp && free % stride != 0 && count * stride < spread + before ? count + 1 : count;
    }
}
