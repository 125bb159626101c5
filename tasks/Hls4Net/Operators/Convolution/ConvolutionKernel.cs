using Hls4Net.Emulation;

namespace Hls4Net.Operators;

/// <summary>A <see cref="Convolution"/> position by position: what the window sees is gathered into rows side by side, then summed.</summary>
internal sealed unsafe class ConvolutionKernel : LaneKernel
{
    private readonly SumsKernel[] _groups;
    private readonly int[] _pixels;
    private readonly int _taps;
    private readonly int _channels;
    private readonly int _groupChannels;
    private readonly int _groupOutputs;
    private readonly int _windowRow;

    public ConvolutionKernel(Convolution layer, SumsKernel[] groups)
    {
        _groups = groups;
        (_taps, _channels, _groupChannels) = (layer.Window.Taps, layer.Channels, layer.GroupChannels);
        _groupOutputs = layer.NOut / layer.Groups;
        var grid = layer.Grid;
        _pixels = [.. Enumerable.Range(0, grid.Positions * _taps).Select(k => grid.Pixel(k / _taps, k % _taps))];
        _windowRow = groups.Max(group => group.ScratchRows);
        ScratchRows = _windowRow + layer.NIn;
    }

    /// <summary>What the sums need, then the rows of a window.</summary>
    public override int ScratchRows { get; }

    public override void Run(LaneBlock block)
    {
        var (x, y) = (block.Input(0), block.Output(0));
        var bytes = (long)BlockSize * (2 << (int)x.Lane);
        var source = (byte*)x.Pointer<byte>(0);
        var rows = block.Scratch(Lane.Int64).Pointer<byte>(_windowRow * sizeof(long));
        var window = new LaneTensor(rows, x.Lane, _taps * _groupChannels);
        for (var position = 0; position * _taps < _pixels.Length; position++)
        {
            var pixels = _pixels.AsSpan(position * _taps, _taps);
            for (var group = 0; group < _groups.Length; group++)
            {
                for (var tap = 0; tap < pixels.Length; tap++)
                {
                    var target = new Span<byte>(rows + (tap * _groupChannels * bytes), (int)(_groupChannels * bytes));
                    if (pixels[tap] < 0)
                    {
                        target.Clear();
                    }
                    else
                    {
                        new ReadOnlySpan<byte>(source + ((((long)pixels[tap] * _channels) + (group * _groupChannels)) * bytes), target.Length).CopyTo(target);
                    }
                }

                _groups[group].Run(window, 0, y, (position * _groupOutputs * _groups.Length) + (group * _groupOutputs), block);
            }
        }
    }
}
