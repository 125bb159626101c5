using System.Runtime.CompilerServices;
using Hls4Net.Emulation;

namespace Hls4Net.Operators;

/// <summary>
/// Sums of 16-bit inputs with an exact accumulator. Two inputs at a time are multiplied and added in one instruction; the sums are
/// 32-bit, joined as the proof in <see cref="DenseWeights"/> needs it.
/// </summary>
internal sealed unsafe class PairSums<TIsa, TVector> : RowSums
    where TIsa : IPairVector<TVector>
    where TVector : unmanaged
{
    private const int Tile = DenseWeights.Tile;
    private const int Row = LaneKernel.BlockSize;

    private readonly int[] _weights;
    private readonly int[] _starts;
    private readonly ShiftedSums? _shift;
    private readonly DenseRun[][] _runs;
    private readonly PairSegment[][][] _segments;
    private readonly IDenseSums _sums;
    private readonly int _lowBits;
    private readonly int _outputs;
    private readonly int _scratchSize;

    /// <summary>The sums of a plan.</summary>
    // Optimised at once, so that nothing is compiled but the constructor itself: it runs a few times only.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public PairSums(PairPlan plan)
    {
        (_weights, _starts, _shift) = (plan.Weights, plan.Starts, plan.Shift);
        (_runs, _segments, _sums) = (plan.Runs, plan.Segments, plan.Sums);
        (_lowBits, _outputs, _scratchSize) = (plan.LowBits, plan.Outputs, plan.ScratchSize);
    }

    /// <inheritdoc/>
    public override int RowSize => Row;

    /// <inheritdoc/>
    public override int Zero => 0;

    /// <inheritdoc/>
    public override int ScratchSize => _scratchSize;

    /// <inheritdoc/>
    public override void Join(short* rows, int count, int* pairs)
    {
        for (var input = 0; input < count; input += 2, pairs += Row)
        {
            var even = rows + (input * Row);
            TIsa.Interleave(even, input + 1 < count ? even + Row : even, pairs);
        }
    }

    /// <inheritdoc/>
    public override void Run(int** rows, int shift, int* scratch, LaneTensor y, int offset)
    {
        var weights = (int*)Unsafe.AsPointer(ref _weights[0]);
        var starts = (int*)Unsafe.AsPointer(ref _starts[0]);
        var shifted = y.Lane == Lane.Int16 ? _shift : null;
        for (var group = 0; group < _segments.Length; group++)
        {
            var (runs, segments, output) = (_runs[group], _segments[group], group * Tile);
            var count = Math.Min(Tile, _outputs - output);

            // Results go where they belong at once; a tile that is not full has no place for all of them.
            var isDirect = shifted is not null && count == Tile;
            for (var r = 0; r < segments.Length; r++)
            {
                var first = weights + runs[r].Start - (runs[r].FirstPair * Tile);
                var sums = isDirect ? (int*)y.Pointer<short>(offset + output) : scratch + (r * Tile * Row);
                Sum(rows, shift * Row, segments[r], first, starts + output, sums, isDirect ? shifted : null);
            }

            if (!isDirect)
            {
                _sums.Finish(scratch, runs, output, count, y, offset);
            }
        }
    }

    /// <summary>Four outputs, two vectors of samples at a time: eight sums that stay in registers.</summary>
    // Optimised at once: a conversion runs it a few times only.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Sum(int** rows, int shift, ReadOnlySpan<PairSegment> segments, int* weights, int* starts, int* sums, ShiftedSums? shifted)
    {
        var mask = TIsa.Broadcast((1 << _lowBits) - 1);
        for (var sample = 0; sample < Row; sample += 2 * TIsa.Count)
        {
            var sum = sums + sample;
            TVector a0 = TIsa.Broadcast(starts[0]), b0 = TIsa.Broadcast(starts[1]), c0 = TIsa.Broadcast(starts[2]), d0 = TIsa.Broadcast(starts[3]);
            TVector a1 = a0, b1 = b0, c1 = c0, d1 = d0;
            if (_lowBits > 0)
            {
                Store(sum, default, default, default, default, default, default, default, default);
            }

            foreach (ref readonly var segment in segments)
            {
                if (rows[segment.Row] != null)
                {
                    var x = rows[segment.Row] + shift + (segment.Offset * Row) + sample;
                    var w = weights + (segment.First * Tile);
                    for (var end = x + (segment.Pairs * Row); x < end; x += Row, w += Tile)
                    {
                        var (x0, x1) = (TIsa.Load(x), TIsa.Load(x + TIsa.Count));
                        var weight = TIsa.Broadcast(w[0]);
                        a0 = TIsa.MultiplyAdd(a0, x0, weight);
                        a1 = TIsa.MultiplyAdd(a1, x1, weight);
                        weight = TIsa.Broadcast(w[1]);
                        b0 = TIsa.MultiplyAdd(b0, x0, weight);
                        b1 = TIsa.MultiplyAdd(b1, x1, weight);
                        weight = TIsa.Broadcast(w[2]);
                        c0 = TIsa.MultiplyAdd(c0, x0, weight);
                        c1 = TIsa.MultiplyAdd(c1, x1, weight);
                        weight = TIsa.Broadcast(w[3]);
                        d0 = TIsa.MultiplyAdd(d0, x0, weight);
                        d1 = TIsa.MultiplyAdd(d1, x1, weight);
                    }
                }

                if (segment.Spills)
                {
                    a0 = Spill(a0, sum, mask);
                    a1 = Spill(a1, sum + TIsa.Count, mask);
                    b0 = Spill(b0, sum + Row, mask);
                    b1 = Spill(b1, sum + Row + TIsa.Count, mask);
                    c0 = Spill(c0, sum + (2 * Row), mask);
                    c1 = Spill(c1, sum + (2 * Row) + TIsa.Count, mask);
                    d0 = Spill(d0, sum + (3 * Row), mask);
                    d1 = Spill(d1, sum + (3 * Row) + TIsa.Count, mask);
                }
            }

            if (shifted is not null)
            {
                var results = (short*)sums + sample;
                Store(a0, a1, results, shifted);
                Store(b0, b1, results + Row, shifted);
                Store(c0, c1, results + (2 * Row), shifted);
                Store(d0, d1, results + (3 * Row), shifted);
            }
            else if (_lowBits == 0)
            {
                Store(sum, a0, a1, b0, b1, c0, c1, d0, d1);
            }
        }
    }

    /// <summary>Moves all but the low bits of a sum to where it is kept.</summary>
    /// <returns>What stays.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TVector Spill(TVector sum, int* high, TVector mask)
    {
        TIsa.Store(TIsa.Add(TIsa.Load(high), TIsa.ShiftRight(sum, _lowBits)), high);
        return TIsa.And(sum, mask);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(TVector first, TVector second, short* results, ShiftedSums shifted)
    {
        var (least, most) = (TIsa.Broadcast(shifted.Least), TIsa.Broadcast(shifted.Most));
        TIsa.StoreHalves(
            TIsa.Clamp(TIsa.ShiftRight(first, shifted.Dropped), least, most), TIsa.Clamp(TIsa.ShiftRight(second, shifted.Dropped), least, most), results);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(int* sum, TVector a0, TVector a1, TVector b0, TVector b1, TVector c0, TVector c1, TVector d0, TVector d1)
    {
        TIsa.Store(a0, sum);
        TIsa.Store(a1, sum + TIsa.Count);
        TIsa.Store(b0, sum + Row);
        TIsa.Store(b1, sum + Row + TIsa.Count);
        TIsa.Store(c0, sum + (2 * Row));
        TIsa.Store(c1, sum + (2 * Row) + TIsa.Count);
        TIsa.Store(d0, sum + (3 * Row));
        TIsa.Store(d1, sum + (3 * Row) + TIsa.Count);
    }
}
