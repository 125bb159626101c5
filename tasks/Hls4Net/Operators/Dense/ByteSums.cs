using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Hls4Net.Emulation;

namespace Hls4Net.Operators;

/// <summary>Sums of bytes in 16 bits: twice as many products in an instruction as <see cref="PairSums{TIsa,TVector}"/>; see <see cref="ByteWeights"/>.</summary>
internal sealed unsafe class ByteSums<TIsa, TVector> : RowSums
    where TIsa : IPairVector<TVector>
    where TVector : unmanaged
{
    private const int Tile = ByteWeights.Tile;

    // A row of 16-bit integers, in 32-bit ones.
    private const int Row = LaneKernel.BlockSize / 2;

    private readonly ByteWeights _bytes;
    private readonly int[] _weights;
    private readonly int[] _starts;
    private readonly PairSegment[][] _segments;
    private readonly VectorQuantizer<short> _quantizer;
    private readonly bool _isShift;
    private readonly int _drop;
    private readonly int _least;
    private readonly int _most;
    private readonly int _lowBits;

    /// <summary>Sums whose inputs lie in stretches of pairs.</summary>
    public ByteSums(ByteWeights bytes, IReadOnlyList<PairSegment> stretches)
    {
        (_bytes, _lowBits) = (bytes, bytes.LowBits);
        (_quantizer, _isShift) = (bytes.Quantizer, bytes.Quantizer.IsShift);
        _drop = _quantizer.Dropped;
        (_least, _most) = (ByteWeights.Twice(_quantizer.Least[0]), ByteWeights.Twice(_quantizer.Most[0]));

        // Pinned: the inner loop walks them with pointers.
        _weights = Pinned(bytes.Packed);
        _starts = Pinned(bytes.Starts);
        _segments = [.. bytes.Steps.Select((steps, group) => Cut(steps, bytes.FirstSteps[group], stretches))];
    }

    /// <inheritdoc/>
    public override int RowSize => Row;

    /// <inheritdoc/>
    public override int Zero => _bytes.Raised == 0 ? 0 : unchecked((int)0x80808080);

    /// <inheritdoc/>
    public override int ScratchSize => Tile * Row;

    /// <inheritdoc/>
    public override void Join(short* rows, int count, int* pairs)
    {
        var (low, zero) = (Vector512.Create<short>(byte.MaxValue), Vector512.Create(Zero).AsInt16());
        for (var input = 0; input < count; input += 2, pairs += Row)
        {
            var even = Vector512.Load(rows + (input * LaneKernel.BlockSize));
            var odd = input + 1 < count ? Vector512.Load(rows + ((input + 1) * LaneKernel.BlockSize)) : even;
            (((even & low) | (odd << 8)) ^ zero).AsInt32().Store(pairs);
        }
    }

    /// <inheritdoc/>
    public override void Run(int** rows, int shift, int* scratch, LaneTensor y, int offset)
    {
        var weights = (int*)Unsafe.AsPointer(ref _weights[0]);
        var starts = (int*)Unsafe.AsPointer(ref _starts[0]);
        var results = (int*)y.Pointer<short>(offset);
        for (var group = 0; group < _segments.Length; group++, results += Tile * Row)
        {
            // Beyond the last output lie other results.
            var count = Math.Min(Tile, _bytes.Outputs - (group * Tile));
            var isDirect = _isShift && count == Tile;
            Sum(rows, shift * Row, _segments[group], weights, starts + (_bytes.FirstStarts[group] * Tile), isDirect ? results : scratch);
            if (!isDirect)
            {
                Finish((short*)scratch, (short*)results, count);
            }
        }
    }

    private static int[] Pinned(IReadOnlyList<int> values)
    {
        var pinned = GC.AllocateUninitializedArray<int>(values.Count, pinned: true);
        for (var i = 0; i < pinned.Length; i++)
        {
            pinned[i] = values[i];
        }

        return pinned;
    }

    /// <summary>Steps whose pairs lie side by side become one segment; its <see cref="PairSegment.First"/> is a step.</summary>
    private static PairSegment[] Cut(ByteStep[] steps, int firstStep, IReadOnlyList<PairSegment> stretches)
    {
        var segments = new List<PairSegment>();
        var (stretch, begins) = (0, true);
        for (var i = 0; i < steps.Length; i++)
        {
            var pair = steps[i].Pair;
            while (pair >= stretches[stretch].First + stretches[stretch].Pairs)
            {
                (stretch, begins) = (stretch + 1, true);
            }

            var place = stretches[stretch];
            if (begins || pair == steps[i - 1].Pair)
            {
                segments.Add(new PairSegment(place.Row, place.Offset + pair - place.First, firstStep + i, 0));
            }

            segments[^1] = segments[^1] with { Pairs = segments[^1].Pairs + 1, Spills = steps[i].Spills };
            begins = steps[i].Spills;
        }

        return [.. segments];
    }

    /// <summary>Eight outputs, one vector of samples at a time: eight sums that stay in registers.</summary>
    // Optimised at once: a conversion runs it a few times only.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Sum(int** rows, int shift, ReadOnlySpan<PairSegment> segments, int* weights, int* starts, int* results)
    {
        var mask = TIsa.Broadcast(ByteWeights.Twice((1 << _lowBits) - 1));
        for (var sample = 0; sample < Row; sample += TIsa.Count)
        {
            var start = starts + Tile;
            TVector a = TIsa.Broadcast(start[0]), b = TIsa.Broadcast(start[1]), c = TIsa.Broadcast(start[2]), d = TIsa.Broadcast(start[3]);
            TVector e = TIsa.Broadcast(start[4]), f = TIsa.Broadcast(start[5]), g = TIsa.Broadcast(start[6]), h = TIsa.Broadcast(start[7]);
            TVector aHigh = TIsa.Broadcast(starts[0]), bHigh = TIsa.Broadcast(starts[1]), cHigh = TIsa.Broadcast(starts[2]), dHigh = TIsa.Broadcast(starts[3]);
            TVector eHigh = TIsa.Broadcast(starts[4]), fHigh = TIsa.Broadcast(starts[5]), gHigh = TIsa.Broadcast(starts[6]), hHigh = TIsa.Broadcast(starts[7]);
            foreach (ref readonly var segment in segments)
            {
                if (rows[segment.Row] != null)
                {
                    var x = rows[segment.Row] + shift + (segment.Offset * Row) + sample;
                    var w = weights + (segment.First * Tile);
                    for (var end = x + (segment.Pairs * Row); x < end; x += Row, w += Tile)
                    {
                        var value = TIsa.Load(x);
                        a = TIsa.MultiplyBytesAdd(a, value, TIsa.Broadcast(w[0]));
                        b = TIsa.MultiplyBytesAdd(b, value, TIsa.Broadcast(w[1]));
                        c = TIsa.MultiplyBytesAdd(c, value, TIsa.Broadcast(w[2]));
                        d = TIsa.MultiplyBytesAdd(d, value, TIsa.Broadcast(w[3]));
                        e = TIsa.MultiplyBytesAdd(e, value, TIsa.Broadcast(w[4]));
                        f = TIsa.MultiplyBytesAdd(f, value, TIsa.Broadcast(w[5]));
                        g = TIsa.MultiplyBytesAdd(g, value, TIsa.Broadcast(w[6]));
                        h = TIsa.MultiplyBytesAdd(h, value, TIsa.Broadcast(w[7]));
                    }
                }

                // All but the low bits move into the second sums.
                if (segment.Spills)
                {
                    start += Tile;
                    aHigh = TIsa.AddHalves(aHigh, TIsa.ShiftRightHalves(a, _lowBits));
                    a = TIsa.AddHalves(TIsa.And(a, mask), TIsa.Broadcast(start[0]));
                    bHigh = TIsa.AddHalves(bHigh, TIsa.ShiftRightHalves(b, _lowBits));
                    b = TIsa.AddHalves(TIsa.And(b, mask), TIsa.Broadcast(start[1]));
                    cHigh = TIsa.AddHalves(cHigh, TIsa.ShiftRightHalves(c, _lowBits));
                    c = TIsa.AddHalves(TIsa.And(c, mask), TIsa.Broadcast(start[2]));
                    dHigh = TIsa.AddHalves(dHigh, TIsa.ShiftRightHalves(d, _lowBits));
                    d = TIsa.AddHalves(TIsa.And(d, mask), TIsa.Broadcast(start[3]));
                    eHigh = TIsa.AddHalves(eHigh, TIsa.ShiftRightHalves(e, _lowBits));
                    e = TIsa.AddHalves(TIsa.And(e, mask), TIsa.Broadcast(start[4]));
                    fHigh = TIsa.AddHalves(fHigh, TIsa.ShiftRightHalves(f, _lowBits));
                    f = TIsa.AddHalves(TIsa.And(f, mask), TIsa.Broadcast(start[5]));
                    gHigh = TIsa.AddHalves(gHigh, TIsa.ShiftRightHalves(g, _lowBits));
                    g = TIsa.AddHalves(TIsa.And(g, mask), TIsa.Broadcast(start[6]));
                    hHigh = TIsa.AddHalves(hHigh, TIsa.ShiftRightHalves(h, _lowBits));
                    h = TIsa.AddHalves(TIsa.And(h, mask), TIsa.Broadcast(start[7]));
                }
            }

            if (_lowBits > 0)
            {
                (a, b, c, d, e, f, g, h) = (aHigh, bHigh, cHigh, dHigh, eHigh, fHigh, gHigh, hHigh);
            }

            Store(a, results + sample);
            Store(b, results + sample + Row);
            Store(c, results + sample + (2 * Row));
            Store(d, results + sample + (3 * Row));
            Store(e, results + sample + (4 * Row));
            Store(f, results + sample + (5 * Row));
            Store(g, results + sample + (6 * Row));
            Store(h, results + sample + (7 * Row));
        }
    }

    /// <summary>Writes results where a shift and limits make them, else sums.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Store(TVector sum, int* target) => TIsa.Store(
        _isShift ? TIsa.ClampHalves(TIsa.ShiftRightHalves(sum, _drop), TIsa.Broadcast(_least), TIsa.Broadcast(_most)) : sum, target);

    private void Finish(short* sums, short* results, int count)
    {
        for (var k = 0; k < count; k++, sums += LaneKernel.BlockSize, results += LaneKernel.BlockSize)
        {
            var sum = Vector512.Load(sums);
            (_isShift ? sum : _quantizer.Apply(sum)).Store(results);
        }
    }
}
