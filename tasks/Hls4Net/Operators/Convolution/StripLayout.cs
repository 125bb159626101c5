namespace Hls4Net.Operators;

/// <summary>Where a <see cref="StripConvolutionKernel{TIsa,TVector}"/> keeps the rows of the image that its window sees.</summary>
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
        WindowPairs = _window.Taps * Pairs;
        (OutputHeight, OutputWidth, InputWidth) = (grid.OutputHeight, grid.OutputWidth, grid.InputWidth);
        _rows = [.. Enumerable.Range(0, OutputHeight * _window.KernelHeight).Select(k => grid.Row(k / _window.KernelHeight, k % _window.KernelHeight))];

        // Column v of a strip is what the leftmost tap sees at a stride of 1.
        var single = grid with { Window = _window with { StrideWidth = 1 } };
        Columns = [.. Enumerable.Range(0, ((OutputWidth - 1) * _window.StrideWidth) + _window.SpanWidth).Select(v => single.Column(v, 0))];
        Strips = Math.Max(1, Enumerable.Range(0, OutputHeight).Max(row => Held(row)));
        IsContiguous = _window.DilationWidth == 1;
    }

    /// <summary>Pairs of channels in a pixel.</summary>
    public int Pairs { get; }

    /// <summary>Pairs from one position to the next.</summary>
    public int Step { get; }

    /// <summary>Pairs in a window.</summary>
    public int WindowPairs { get; }

    /// <summary>Column of the image at each column of a strip; −1: padding.</summary>
    public int[] Columns { get; }

    /// <summary>Rows of the image held at the same time; row i is strip i modulo their number.</summary>
    public int Strips { get; }

    public int OutputHeight { get; }

    public int OutputWidth { get; }

    public int InputWidth { get; }

    /// <summary>Most segments of a position.</summary>
    public int MaximumSegments => _window.KernelHeight * (IsContiguous ? 1 : _window.KernelWidth);

    private bool IsContiguous { get; }

    /// <summary>The row of the image that each row of the kernel sees; −1: padding.</summary>
    public ReadOnlySpan<int> SourceRows(int output) => _rows.AsSpan(output * _window.KernelHeight, _window.KernelHeight);

    /// <summary>The stretches that positions of an output row sum, without rows of padding.</summary>
    /// <returns>Number of segments.</returns>
    public int Segments(int output, Span<PairSegment> segments)
    {
        var count = 0;
        var rows = SourceRows(output);
        for (var k = 0; k < rows.Length; k++)
        {
            if (rows[k] < 0)
            {
                continue;
            }

            var strip = rows[k] % Strips * Columns.Length * Pairs;
            var first = k * _window.KernelWidth * Pairs;
            if (IsContiguous)
            {
                segments[count++] = new PairSegment(strip, first, _window.KernelWidth * Pairs);
                continue;
            }

            for (var column = 0; column < _window.KernelWidth; column++)
            {
                segments[count++] = new PairSegment(strip + (column * _window.DilationWidth * Pairs), first + (column * Pairs), Pairs);
            }
        }

        return count;
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
