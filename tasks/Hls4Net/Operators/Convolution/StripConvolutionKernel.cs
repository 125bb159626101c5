using Hls4Net.Emulation;

namespace Hls4Net.Operators;

/// <summary>
/// A <see cref="Convolution"/> with 16-bit inputs, an exact accumulator and one group. Rows of the image are turned into rows of
/// channel pairs once, when the window reaches them, padded and pulled apart as the window sees them; each position then sums
/// stretches of them.
/// </summary>
internal sealed unsafe class StripConvolutionKernel<TIsa, TVector> : LaneKernel
    where TIsa : IPairVector<TVector>
    where TVector : unmanaged
{
    private const int Row = BlockSize;

    private readonly StripLayout _layout;
    private readonly PairSums<TIsa, TVector> _sums;
    private readonly int _stripSize;
    private readonly int _outputs;
    private readonly int _channels;

    public StripConvolutionKernel(Convolution layer, PackedSums packed)
    {
        _layout = new StripLayout(layer);
        (_outputs, _channels) = (layer.NOut, layer.Channels);
        _sums = new(_outputs, packed, [.. _layout.Segments()]);
        _stripSize = _layout.Columns.Length * _layout.Pairs * Row;
        ScratchRows = ((_layout.Strips * _layout.Columns.Length * _layout.Pairs) + _sums.SumRows + 1) / 2;
    }

    /// <summary>The strips, then rows of sums; rows of either are half a row of 64-bit integers.</summary>
    public override int ScratchRows { get; }

    public override void Run(LaneBlock block)
    {
        var (x, y) = (block.Input(0), block.Output(0));
        var strips = block.Scratch(Lane.Int32).Pointer<int>(0);
        var sums = strips + (_layout.Strips * _stripSize);
        ClearPadding(strips);
        Span<int> held = stackalloc int[_layout.Strips];
        held.Fill(-1);
        var rows = stackalloc int*[_layout.KernelHeight];
        for (var row = 0; row < _layout.OutputHeight; row++)
        {
            var sources = _layout.SourceRows(row);
            for (var k = 0; k < sources.Length; k++)
            {
                var (source, strip) = (sources[k], sources[k] % _layout.Strips);
                rows[k] = source < 0 ? null : strips + (strip * _stripSize);
                if (source >= 0 && held[strip] != source)
                {
                    held[strip] = source;
                    Load(x.Pointer<short>(source * _layout.InputWidth * _channels), rows[k]);
                }
            }

            for (var column = 0; column < _layout.OutputWidth; column++)
            {
                _sums.Run(rows, column * _layout.Step, sums, y, ((row * _layout.OutputWidth) + column) * _outputs);
            }
        }
    }

    private void ClearPadding(int* strips)
    {
        var size = _layout.Pairs * Row;
        for (var strip = 0; strip < _layout.Strips; strip++)
        {
            for (var column = 0; column < _layout.Columns.Length; column++)
            {
                if (_layout.Columns[column] < 0)
                {
                    new Span<int>(strips + (strip * _stripSize) + (column * size), size).Clear();
                }
            }
        }
    }

    private void Load(short* rows, int* strip)
    {
        foreach (var column in _layout.Columns)
        {
            for (var pair = 0; pair < _layout.Pairs; pair++, strip += Row)
            {
                if (column >= 0)
                {
                    // The last channel of an odd number is its own partner; its weight is zero.
                    var even = rows + (((column * _channels) + (2 * pair)) * Row);
                    TIsa.Interleave(even, (2 * pair) + 1 < _channels ? even + Row : even, strip);
                }
            }
        }
    }
}
