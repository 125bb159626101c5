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

    private readonly int[] _weights;
    private readonly int[] _starts;
    private readonly int[] _firstStarts;
    private readonly PairSegment[][] _segments;
    private readonly VectorQuantizer<short> _quantizer;
    private readonly bool _isShift;
    private readonly int _drop;
    private readonly int _least;
    private readonly int _most;
    private readonly int _lowBits;
    private readonly int _outputs;

    /// <summary>Sums whose inputs lie in stretches of pairs.</summary>
    public ByteSums(ByteWeights bytes, IReadOnlyList<PairSegment> stretches)
    {
        (_lowBits, _outputs, _firstStarts) = (bytes.LowBits, bytes.Outputs, bytes.FirstStarts);
        Zero = bytes.Raised == 0 ? 0 : unchecked((int)0x80808080);
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
    public override int Zero { get; }

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
            var count = Math.Min(Tile, _outputs - (group * Tile));
            var isDirect = _isShift && count == Tile;
            var segments = _segments[group];
            var start = starts + (_firstStarts[group] * Tile);
            var sums = isDirect ? results : scratch;
            if (TIsa.Count == Row)
            {
                Sum(rows, shift * Row, segments, weights, start, sums);
            }
            else
            {
                SumHalves(rows, shift * Row, segments, weights, start, count, sums);
            }

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
        TVector mask = TIsa.Broadcast(ByteWeights.Twice((1 << _lowBits) - 1)), least = TIsa.Broadcast(_least), most = TIsa.Broadcast(_most);
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

            Store(a, results + sample, least, most);
            Store(b, results + sample + Row, least, most);
            Store(c, results + sample + (2 * Row), least, most);
            Store(d, results + sample + (3 * Row), least, most);
            Store(e, results + sample + (4 * Row), least, most);
            Store(f, results + sample + (5 * Row), least, most);
            Store(g, results + sample + (6 * Row), least, most);
            Store(h, results + sample + (7 * Row), least, most);
        }
    }

    /// <summary>Four outputs, two vectors of samples at a time, twice: a weight serves two products, where rows are more than a vector.</summary>
    // Optimised at once, as above.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SumHalves(int** rows, int shift, ReadOnlySpan<PairSegment> segments, int* weights, int* starts, int outputs, int* results)
    {
        TVector mask = TIsa.Broadcast(ByteWeights.Twice((1 << _lowBits) - 1)), least = TIsa.Broadcast(_least), most = TIsa.Broadcast(_most);
        for (var half = 0; half < outputs; half += Tile / 2, weights += Tile / 2, starts += Tile / 2, results += Tile / 2 * Row)
        {
            for (var sample = 0; sample < Row; sample += 2 * TIsa.Count)
            {
                var start = starts + Tile;
                TVector a0 = TIsa.Broadcast(start[0]), b0 = TIsa.Broadcast(start[1]), c0 = TIsa.Broadcast(start[2]), d0 = TIsa.Broadcast(start[3]);
                TVector a1 = a0, b1 = b0, c1 = c0, d1 = d0;
                TVector a0High = TIsa.Broadcast(starts[0]), b0High = TIsa.Broadcast(starts[1]), c0High = TIsa.Broadcast(starts[2]), d0High = TIsa.Broadcast(starts[3]);
                TVector a1High = a0High, b1High = b0High, c1High = c0High, d1High = d0High;
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
                            a0 = TIsa.MultiplyBytesAdd(a0, x0, weight);
                            a1 = TIsa.MultiplyBytesAdd(a1, x1, weight);
                            weight = TIsa.Broadcast(w[1]);
                            b0 = TIsa.MultiplyBytesAdd(b0, x0, weight);
                            b1 = TIsa.MultiplyBytesAdd(b1, x1, weight);
                            weight = TIsa.Broadcast(w[2]);
                            c0 = TIsa.MultiplyBytesAdd(c0, x0, weight);
                            c1 = TIsa.MultiplyBytesAdd(c1, x1, weight);
                            weight = TIsa.Broadcast(w[3]);
                            d0 = TIsa.MultiplyBytesAdd(d0, x0, weight);
                            d1 = TIsa.MultiplyBytesAdd(d1, x1, weight);
                        }
                    }

                    if (segment.Spills)
                    {
                        start += Tile;
                        TVector next = TIsa.Broadcast(start[0]);
                        (a0, a0High) = (TIsa.AddHalves(TIsa.And(a0, mask), next), TIsa.AddHalves(a0High, TIsa.ShiftRightHalves(a0, _lowBits)));
                        (a1, a1High) = (TIsa.AddHalves(TIsa.And(a1, mask), next), TIsa.AddHalves(a1High, TIsa.ShiftRightHalves(a1, _lowBits)));
                        next = TIsa.Broadcast(start[1]);
                        (b0, b0High) = (TIsa.AddHalves(TIsa.And(b0, mask), next), TIsa.AddHalves(b0High, TIsa.ShiftRightHalves(b0, _lowBits)));
                        (b1, b1High) = (TIsa.AddHalves(TIsa.And(b1, mask), next), TIsa.AddHalves(b1High, TIsa.ShiftRightHalves(b1, _lowBits)));
                        next = TIsa.Broadcast(start[2]);
                        (c0, c0High) = (TIsa.AddHalves(TIsa.And(c0, mask), next), TIsa.AddHalves(c0High, TIsa.ShiftRightHalves(c0, _lowBits)));
                        (c1, c1High) = (TIsa.AddHalves(TIsa.And(c1, mask), next), TIsa.AddHalves(c1High, TIsa.ShiftRightHalves(c1, _lowBits)));
                        next = TIsa.Broadcast(start[3]);
                        (d0, d0High) = (TIsa.AddHalves(TIsa.And(d0, mask), next), TIsa.AddHalves(d0High, TIsa.ShiftRightHalves(d0, _lowBits)));
                        (d1, d1High) = (TIsa.AddHalves(TIsa.And(d1, mask), next), TIsa.AddHalves(d1High, TIsa.ShiftRightHalves(d1, _lowBits)));
                    }
                }

                if (_lowBits > 0)
                {
                    (a0, b0, c0, d0, a1, b1, c1, d1) = (a0High, b0High, c0High, d0High, a1High, b1High, c1High, d1High);
                }

                Store(a0, results + sample, least, most);
                Store(a1, results + sample + TIsa.Count, least, most);
                Store(b0, results + sample + Row, least, most);
                Store(b1, results + sample + Row + TIsa.Count, least, most);
                Store(c0, results + sample + (2 * Row), least, most);
                Store(c1, results + sample + (2 * Row) + TIsa.Count, least, most);
                Store(d0, results + sample + (3 * Row), least, most);
                Store(d1, results + sample + (3 * Row) + TIsa.Count, least, most);
            }
        }
    }

    /// <summary>Writes results where a shift and limits make them, else sums.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Store(TVector sum, int* target, TVector least, TVector most) => TIsa.Store(
        _isShift ? TIsa.ClampHalves(TIsa.ShiftRightHalves(sum, _drop), least, most) : sum, target);

    private void Finish(short* sums, short* results, int count)
    {
        for (var k = 0; k < count; k++, sums += LaneKernel.BlockSize, results += LaneKernel.BlockSize)
        {
            var sum = Vector512.Load(sums);
            (_isShift ? sum : _quantizer.Apply(sum)).Store(results);
        }
    }
}
