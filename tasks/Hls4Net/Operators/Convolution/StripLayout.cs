namespace Hls4Net.Operators;

/// <summary>Where a <see cref="StripConvolutionKernel"/> keeps the rows of the image that its window sees.</summary>
internal sealed class StripLayout
{
    private readonly SlidingWindow _window;
    private readonly int[] _rows;

    public StripLayout(Convolution layer)
    {
        var grid = layer.Grid;
        _window = layer.Window;
        Pairs = (layer.Channels + 1) / 2;
        Step = _window.StrideWidth * Pairs;
        (OutputHeight, OutputWidth, InputWidth) = (grid.OutputHeight, grid.OutputWidth, grid.InputWidth);
        _rows = [.. Enumerable.Range(0, OutputHeight * _window.KernelHeight).Select(k => grid.Row(k / _window.KernelHeight, k % _window.KernelHeight))];

        // Column v of a strip is what the leftmost tap sees at a stride of 1.
        var single = grid with { Window = _window with { StrideWidth = 1 } };
        Columns = [.. Enumerable.Range(0, ((OutputWidth - 1) * _window.StrideWidth) + _window.SpanWidth).Select(v => single.Column(v, 0))];
        Strips = Math.Max(1, Enumerable.Range(0, OutputHeight).Max(row => Held(row)));
    }

    /// <summary>Pairs of channels in a pixel.</summary>
    public int Pairs { get; }

    /// <summary>Pairs from one position to the next.</summary>
    public int Step { get; }

    /// <summary>Column of the image at each column of a strip; −1: padding.</summary>
    public int[] Columns { get; }

    /// <summary>Rows of the image held at the same time; row i is strip i modulo their number.</summary>
    public int Strips { get; }

    public int OutputHeight { get; }

    public int OutputWidth { get; }

    public int InputWidth { get; }

    public int KernelHeight => _window.KernelHeight;

    /// <summary>The row of the image that each row of the kernel sees; −1: padding.</summary>
    public ReadOnlySpan<int> SourceRows(int output) => _rows.AsSpan(output * _window.KernelHeight, _window.KernelHeight);

    /// <summary>The stretches that the first position sums, for each row of the kernel.</summary>
    public IEnumerable<PairSegment> Segments()
    {
        // Without dilation the columns of the kernel stand side by side.
        var parts = _window.DilationWidth == 1 ? 1 : _window.KernelWidth;
        var pairs = _window.KernelWidth / parts * Pairs;
        return from row in Enumerable.Range(0, KernelHeight)
               from part in Enumerable.Range(0, parts)
               select new PairSegment(row, part * _window.DilationWidth * Pairs, ((row * _window.KernelWidth) + part) * Pairs, pairs);
    }

    private int Held(int output)
    {
        var (low, high) = (int.MaxValue, -1);
        foreach (var row in SourceRows(output))
        {
            (low, high) = row < 0 ? (low, high) : (Math.Min(low, row), Math.Max(high, row));
        }

        return high < 0 ? 0 : high - low + 1;
    }
}
