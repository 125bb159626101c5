using System.Runtime.CompilerServices;
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
    private const int Tile = DenseWeights.Tile;
    private const int Row = BlockSize;

    private readonly StripLayout _layout;
    private readonly int[] _weights;
    private readonly DenseRun[][] _runs;
    private readonly IDenseSums _sums;
    private readonly int _stripSize;
    private readonly int _outputs;
    private readonly int _channels;

    public StripConvolutionKernel(Convolution layer, DenseWeights weights, IDenseSums sums)
    {
        _layout = new StripLayout(layer);
        _weights = GC.AllocateUninitializedArray<int>(weights.Packed.Length, pinned: true);
        weights.Packed.CopyTo(_weights, 0);
        (_runs, _sums) = (weights.Runs, sums);
        (_outputs, _channels) = (layer.NOut, layer.Channels);
        _stripSize = _layout.Columns.Length * _layout.Pairs * Row;
        var rows = (_layout.Strips * _layout.Columns.Length * _layout.Pairs) + (Tile * _runs.Max(runs => runs.Length));
        ScratchRows = (rows + 1) / 2;
    }

    /// <summary>The strips, and a tile of sums per run of a group; rows of pairs and sums are half a row of 64-bit integers.</summary>
    public override int ScratchRows { get; }

    public override void Run(LaneBlock block)
    {
        var (x, y) = (block.Input(0), block.Output(0));
        var strips = block.Scratch(Lane.Int32).Pointer<int>(0);
        var sums = strips + (_layout.Strips * _stripSize);
        ClearPadding(strips);
        Span<int> held = stackalloc int[_layout.Strips];
        held.Fill(-1);
        Span<PairSegment> segments = stackalloc PairSegment[_layout.MaximumSegments];
        for (var row = 0; row < _layout.OutputHeight; row++)
        {
            foreach (var source in _layout.SourceRows(row))
            {
                if (source >= 0 && held[source % _layout.Strips] != source)
                {
                    held[source % _layout.Strips] = source;
                    Load(x.Pointer<short>(source * _layout.InputWidth * _channels), strips + (source % _layout.Strips * _stripSize));
                }
            }

            var count = _layout.Segments(row, segments);
            for (var column = 0; column < _layout.OutputWidth; column++)
            {
                Sum(strips + (column * _layout.Step * Row), segments[..count], sums, y, ((row * _layout.OutputWidth) + column) * _outputs);
            }
        }
    }

    private void Sum(int* pairs, ReadOnlySpan<PairSegment> segments, int* sums, LaneTensor y, int offset)
    {
        var weights = (int*)Unsafe.AsPointer(ref _weights[0]);
        Span<PairSegment> part = stackalloc PairSegment[segments.Length];
        for (var group = 0; group < _runs.Length; group++)
        {
            var runs = _runs[group];
            for (var r = 0; r < runs.Length; r++)
            {
                // Weights of the first pair of the whole window, whether the run starts there or not.
                var start = weights + runs[r].Start - (runs[r].FirstPair * Tile);
                var own = runs[r].Pairs == _layout.WindowPairs ? segments : part[..Cut(segments, runs[r], part)];
                PairSums<TIsa, TVector>.Sum(pairs, own, start, sums + (r * Tile * Row));
            }

            var output = group * Tile;
            _sums.Finish(sums, runs, output, Math.Min(Tile, _outputs - output), y, offset);
        }
    }

    /// <summary>What a run takes of the segments.</summary>
    private static int Cut(ReadOnlySpan<PairSegment> segments, DenseRun run, Span<PairSegment> part)
    {
        var count = 0;
        foreach (var segment in segments)
        {
            var first = Math.Max(segment.First, run.FirstPair);
            var end = Math.Min(segment.First + segment.Pairs, run.FirstPair + run.Pairs);
            if (first < end)
            {
                part[count++] = new PairSegment(segment.Offset + first - segment.First, first, end - first);
            }
        }

        return count;
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
