using Hls4Net.Emulation;

namespace Hls4Net.Operators;

/// <summary>
/// A depthwise <see cref="Convolution"/> with 16-bit inputs and exact accumulators: channel by channel, what the window sees in
/// pairs of taps.
/// </summary>
internal sealed unsafe class DepthwiseKernel<TIsa, TVector> : LaneKernel
    where TIsa : IPairVector<TVector>
    where TVector : unmanaged
{
    private const int Tile = DenseWeights.Tile;
    private const int Row = BlockSize;

    private readonly PackedSums[] _packed;
    private readonly int[] _pixels;
    private readonly int _taps;
    private readonly int _outputs;
    private readonly int _maximumRuns;

    public DepthwiseKernel(Convolution layer, PackedSums[] packed)
    {
        _packed = packed;
        (_taps, _outputs) = (layer.Window.Taps, layer.NOut / layer.Groups);
        var grid = layer.Grid;
        _pixels = [.. Enumerable.Range(0, grid.Positions * _taps).Select(k => grid.Pixel(k / _taps, k % _taps))];
        _maximumRuns = packed.Max(group => group.Weights.Runs.Max(runs => runs.Length));
        ScratchRows = (1 + Pairs + (Tile * _maximumRuns) + 1) / 2;
    }

    /// <summary>A row of zeros, rows of pairs, and a tile of sums per run; each is half a row of 64-bit integers.</summary>
    public override int ScratchRows { get; }

    private int Pairs => (_taps + 1) / 2;

    public override void Run(LaneBlock block)
    {
        var (x, y) = (block.Input(0), block.Output(0));
        var zeros = block.Scratch(Lane.Int32).Pointer<int>(0);
        var pairs = zeros + Row;
        var sums = pairs + (Pairs * Row);
        new Span<int>(zeros, Row).Clear();
        for (var position = 0; position * _taps < _pixels.Length; position++)
        {
            var pixels = _pixels.AsSpan(position * _taps, _taps);
            for (var channel = 0; channel < _packed.Length; channel++)
            {
                for (var tap = 0; tap < _taps; tap += 2)
                {
                    TIsa.Interleave(
                        RowOf(x, pixels[tap], channel, zeros), tap + 1 < _taps ? RowOf(x, pixels[tap + 1], channel, zeros) : (short*)zeros,
                        pairs + (tap / 2 * Row));
                }

                Sum(pairs, channel, sums, y, ((position * _packed.Length) + channel) * _outputs);
            }
        }
    }

    private void Sum(int* pairs, int channel, int* sums, LaneTensor y, int offset)
    {
        var (weights, results) = _packed[channel];
        var starts = (results as NarrowDenseSums)?.Shift?.Offsets;
        fixed (int* packed = weights.Packed)
        {
            for (var group = 0; group < weights.Runs.Length; group++)
            {
                var runs = weights.Runs[group];
                var output = group * Tile;
                var count = Math.Min(Tile, _outputs - output);
                for (var r = 0; r < runs.Length; r++)
                {
                    for (var k = 0; k < count; k++)
                    {
                        Sum(pairs + (runs[r].FirstPair * Row), runs[r].Pairs, packed + runs[r].Start + k, starts?[output + k] ?? 0, sums + (((r * Tile) + k) * Row));
                    }
                }

                results.Finish(sums, runs, output, count, y, offset);
            }
        }
    }

    private static void Sum(int* pairs, int count, int* weights, int start, int* sums)
    {
        for (var sample = 0; sample < Row; sample += 2 * TIsa.Count)
        {
            TVector a = TIsa.Broadcast(start), b = a;
            for (var pair = 0; pair < count; pair++)
            {
                var x = pairs + (pair * Row) + sample;
                var weight = TIsa.Broadcast(weights[pair * Tile]);
                a = TIsa.MultiplyAdd(a, TIsa.Load(x), weight);
                b = TIsa.MultiplyAdd(b, TIsa.Load(x + TIsa.Count), weight);
            }

            TIsa.Store(a, sums + sample);
            TIsa.Store(b, sums + sample + TIsa.Count);
        }
    }

    private short* RowOf(LaneTensor x, int pixel, int channel, int* zeros) =>
        pixel < 0 ? (short*)zeros : x.Pointer<short>((pixel * _packed.Length) + channel);
}
