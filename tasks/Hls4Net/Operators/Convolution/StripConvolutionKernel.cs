using Hls4Net.Emulation;

namespace Hls4Net.Operators;

/// <summary>
/// A <see cref="Convolution"/> with 16-bit inputs, an exact accumulator and one group. Rows of the image are turned into rows of
/// channel pairs once, when the window reaches them, padded and pulled apart as the window sees them; each position then sums
/// stretches of them.
/// </summary>
internal sealed unsafe class StripConvolutionKernel : LaneKernel
{
    private readonly StripLayout _layout;
    private readonly RowSums _sums;
    private readonly int _pixelSize;
    private readonly int _stripSize;
    private readonly int _strips;
    private readonly int _outputs;
    private readonly int _channels;

    public StripConvolutionKernel(Convolution layer, StripLayout layout, RowSums sums)
    {
        (_layout, _sums) = (layout, sums);
        (_outputs, _channels) = (layer.NOut, layer.Channels);
        _pixelSize = layout.Pairs * sums.RowSize;
        _stripSize = layout.Columns.Length * _pixelSize;

        // Where zeros are not zero, the rows above and below the image are a strip too.
        _strips = layout.Strips + (sums.Zero == 0 ? 0 : 1);
        ScratchRows = ((_strips * _stripSize) + sums.ScratchSize + (2 * BlockSize) - 1) / (2 * BlockSize);
    }

    /// <summary>The strips, then what the sums need.</summary>
    public override int ScratchRows { get; }

    public override void Run(LaneBlock block)
    {
        var (x, y) = (block.Input(0), block.Output(0));
        var strips = block.Scratch(Lane.Int32).Pointer<int>(0);
        var scratch = strips + (_strips * _stripSize);
        var padding = _sums.Zero == 0 ? null : strips + (_layout.Strips * _stripSize);
        FillPadding(strips, padding);
        Span<int> held = stackalloc int[_layout.Strips];
        held.Fill(-1);
        var rows = stackalloc int*[_layout.KernelHeight];
        for (var row = 0; row < _layout.OutputHeight; row++)
        {
            var sources = _layout.SourceRows(row);
            for (var k = 0; k < sources.Length; k++)
            {
                var (source, strip) = (sources[k], sources[k] % _layout.Strips);
                rows[k] = source < 0 ? padding : strips + (strip * _stripSize);
                if (source >= 0 && held[strip] != source)
                {
                    held[strip] = source;
                    Load(x.Pointer<short>(source * _layout.InputWidth * _channels), rows[k]);
                }
            }

            for (var column = 0; column < _layout.OutputWidth; column++)
            {
                _sums.Run(rows, column * _layout.Step, scratch, y, ((row * _layout.OutputWidth) + column) * _outputs);
            }
        }
    }

    private void FillPadding(int* strips, int* padding)
    {
        if (padding != null)
        {
            new Span<int>(padding, _stripSize).Fill(_sums.Zero);
        }

        for (var strip = 0; strip < _layout.Strips; strip++)
        {
            for (var column = 0; column < _layout.Columns.Length; column++)
            {
                if (_layout.Columns[column] < 0)
                {
                    new Span<int>(strips + (strip * _stripSize) + (column * _pixelSize), _pixelSize).Fill(_sums.Zero);
                }
            }
        }
    }

    private void Load(short* rows, int* strip)
    {
        foreach (var column in _layout.Columns)
        {
            if (column >= 0)
            {
                _sums.Join(rows + (column * _channels * BlockSize), _channels, strip);
            }

            strip += _pixelSize;
        }
    }
}
