using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Hls4Net.Emulation;

namespace Hls4Net.Operators;

/// <summary>
/// A depthwise <see cref="Convolution"/> with exact accumulators whose products fit 16 bits: see <see cref="NarrowTaps"/>. Rows of
/// samples are multiplied as they lie, 32 at a time, and padding is left out.
/// </summary>
internal sealed unsafe class NarrowDepthwiseKernel : LaneKernel
{
    private readonly int[] _pixels;
    private readonly int _taps;
    private readonly int _channels;
    private readonly int _outputs;

    // Per output of a position: a weight per tap, each twice in an integer; where its sum starts; where its runs end, null for one of 16 bits.
    private readonly int[] _weights;
    private readonly int[] _starts;
    private readonly int[]?[] _ends;
    private readonly VectorQuantizer<short> _narrow;
    private readonly VectorQuantizer<int> _wide;

    public NarrowDepthwiseKernel(Convolution layer, NarrowTaps taps)
    {
        (_taps, _channels, _outputs) = (layer.Window.Taps, layer.Groups, layer.NOut / layer.Groups);
        var grid = layer.Grid;
        _pixels = [.. Enumerable.Range(0, grid.Positions * _taps).Select(k => grid.Pixel(k / _taps, k % _taps))];
        (_weights, _ends, _narrow, _wide) = (taps.Weights, taps.Ends, taps.Narrow, taps.Wide);
        _starts = [.. taps.Bias.Select((bias, output) => taps.Ends[output] is null ? ByteWeights.Twice(bias + _narrow.Shared) : bias + _wide.Shared)];
    }

    public override void Run(LaneBlock block)
    {
        var (x, y) = (block.Input(0), block.Output(0));
        var rows = stackalloc short*[_taps];
        fixed (int* weights = _weights)
        {
            for (var position = 0; position * _taps < _pixels.Length; position++)
            {
                for (var tap = 0; tap < _taps; tap++)
                {
                    var pixel = _pixels[(position * _taps) + tap];
                    rows[tap] = pixel < 0 ? null : x.Pointer<short>(pixel * _channels);
                }

                Sum(rows, weights, y, position * _starts.Length);
            }
        }
    }

    /// <summary>All outputs at one position.</summary>
    // Optimised at once: a conversion runs it a few times only.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Sum(short** rows, int* weights, LaneTensor y, int first)
    {
        var output = 0;
        for (var channel = 0; channel < _channels; channel++)
        {
            for (var k = 0; k < _outputs; k++, output++, weights += _taps)
            {
                if (_ends[output] is { } ends)
                {
                    SumWide(rows, channel * BlockSize, weights, ends, y, first + output);
                }
                else
                {
                    var sum = Add(rows, channel * BlockSize, weights, 0, _taps, Vector512.Create(_starts[output]).AsInt16());
                    y.Store(first + output, 0, _narrow.ApplyShared(sum));
                }
            }
        }
    }

    /// <summary>Runs of 16 bits, added in 32.</summary>
    private void SumWide(short** rows, int shift, int* weights, int[] ends, LaneTensor y, int output)
    {
        var lower = Vector512.Create(_starts[output % _starts.Length]);
        var (upper, tap) = (lower, 0);
        foreach (var end in ends)
        {
            var sum = Add(rows, shift, weights, tap, end, Vector512<short>.Zero);
            (lower, upper, tap) = (lower + Vector512.WidenLower(sum), upper + Vector512.WidenUpper(sum), end);
        }

        y.StoreRow(output, _wide.ApplyShared(lower), _wide.ApplyShared(upper));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<short> Add(short** rows, int shift, int* weights, int tap, int end, Vector512<short> sum)
    {
        for (; tap < end; tap++)
        {
            if (rows[tap] != null)
            {
                sum += Vector512.Load(rows[tap] + shift) * Vector512.Create(weights[tap]).AsInt16();
            }
        }

        return sum;
    }
}
