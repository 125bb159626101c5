using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Hls4Net.Emulation;

namespace Hls4Net.Operators;

/// <summary>Makes results from the 32-bit sums of the runs of one group of outputs.</summary>
internal unsafe interface IDenseSums
{
    /// <summary>Finishes a group.</summary>
    /// <param name="sums">Per run, per output of a tile, a row of sums.</param>
    /// <param name="runs">The runs.</param>
    /// <param name="first">First output of the group.</param>
    /// <param name="count">Outputs in the group.</param>
    /// <param name="y">Where results go.</param>
    /// <param name="offset">Element of output 0 in <paramref name="y"/>.</param>
    void Finish(int* sums, DenseRun[] runs, int first, int count, LaneTensor y, int offset);
}

/// <summary>Results that are a shift of their sums, between limits.</summary>
/// <param name="Offsets">Per output, what a sum begins with.</param>
/// <param name="Dropped">Bits shifted out.</param>
/// <param name="Least">No result is less.</param>
/// <param name="Most">No result is more.</param>
internal sealed record ShiftedSums(int[] Offsets, int Dropped, int Least, int Most);

/// <summary>One run holds the whole sum and everything after it: 32 bits throughout.</summary>
internal sealed unsafe class NarrowDenseSums : IDenseSums
{
    private readonly DenseFinish<int> _finish;

    // Optimised at once, so that nothing is compiled but the constructor itself: it runs a few times only.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public NarrowDenseSums(DenseArithmetic arithmetic)
    {
        _finish = new(arithmetic);
        if (_finish.IsShift)
        {
            var offsets = new int[arithmetic.Sums.NOut];
            for (var j = 0; j < offsets.Length; j++)
            {
                offsets[j] = _finish.Offset(j);
            }

            Shift = new ShiftedSums(offsets, _finish.Dropped, _finish.Least, _finish.Most);
        }
    }

    /// <summary>How results come from sums that begin with an offset; null where it takes more, and sums begin with zero.</summary>
    public ShiftedSums? Shift { get; }

    public void Finish(int* sums, DenseRun[] runs, int first, int count, LaneTensor y, int offset)
    {
        if (Shift is not null)
        {
            for (var k = 0; k < count; k++, sums += LaneKernel.BlockSize)
            {
                y.StoreRow(offset + first + k, _finish.ApplyShift(Vector512.Load(sums)), _finish.ApplyShift(Vector512.Load(sums + Vector512<int>.Count)));
            }

            return;
        }

        for (var k = 0; k < count; k++)
        {
            for (var part = 0; part < LaneTensor.Parts<int>(); part++)
            {
                var sum = Vector512.Load(sums + (k * LaneKernel.BlockSize) + (part * Vector512<int>.Count));
                y.Store(offset + first + k, part, _finish.Apply(sum, first + k));
            }
        }
    }
}

/// <summary>The sums of all runs joined in 64 bits.</summary>
internal sealed unsafe class WideDenseSums(DenseArithmetic arithmetic) : IDenseSums
{
    private readonly DenseFinish<long> _finish = new(arithmetic);

    public void Finish(int* sums, DenseRun[] runs, int first, int count, LaneTensor y, int offset)
    {
        for (var k = 0; k < count; k++)
        {
            for (var part = 0; part < LaneTensor.Parts<long>(); part++)
            {
                var row = sums + (k * LaneKernel.BlockSize) + (part * Vector512<long>.Count);
                var total = Vector512<long>.Zero;
                foreach (var run in runs)
                {
                    var (lower, upper) = Vector256.Widen(Vector256.Load(row));
                    total += Vector512.Create(lower, upper) << run.Shift;
                    row += DenseWeights.Tile * LaneKernel.BlockSize;
                }

                y.Store(offset + first + k, part, _finish.Apply(total, first + k));
            }
        }
    }
}

/// <summary>
/// The sums of two digits joined in 32 bits: the result drops more bits than the low digit has, so of the low sum only what it
/// carries into the high one is needed. <c>⌊(high · 2^k + low) / 2^d⌋ = ⌊(high + ⌊low / 2^k⌋) / 2^(d−k)⌋</c>.
/// </summary>
internal sealed unsafe class CarryDenseSums : IDenseSums
{
    private readonly int _lowBits;
    // With the rounding of the result already added.
    private readonly int[] _biasHigh;
    private readonly int[] _biasLow;
    private readonly VectorQuantizer<int> _result;

    private CarryDenseSums(DenseArithmetic arithmetic, int lowBits)
    {
        _lowBits = lowBits;
        _result = new(RangeOf(arithmetic, lowBits), arithmetic.Accumulator.Fraction - lowBits, arithmetic.Result);
        (_biasHigh, _biasLow) = arithmetic.BiasParts(lowBits, _result.Added);
    }

    /// <summary>Null where the layer's types or weights do not allow it.</summary>
    public static CarryDenseSums? Create(DenseArithmetic arithmetic, DenseWeights weights)
    {
        var result = arithmetic.Result;
        var k = weights.LowBits;
        var dropped = arithmetic.Accumulator.Fraction - result.Fraction;

        // Rounding to nearest looks at one bit more than truncation does.
        var allowed = result.Rounding == Rounding.Truncate ? dropped >= k : result.Rounding == Rounding.Round && dropped > k;
        var range = RangeOf(arithmetic, k);
        return k > 0 && weights.IsWhole && arithmetic.Holds && arithmetic.Appended == 0 && allowed && weights.LowSumsHaveRoom
            && VectorQuantizer.LaneOf(range, arithmetic.Accumulator.Fraction - k, result) <= Lane.Int32
            && new VectorQuantizer<int>(range, arithmetic.Accumulator.Fraction - k, result).IsShift
            ? new CarryDenseSums(arithmetic, k) : null;
    }

    public void Finish(int* sums, DenseRun[] runs, int first, int count, LaneTensor y, int offset)
    {
        const int Low = DenseWeights.Tile * LaneKernel.BlockSize;
        for (var k = 0; k < count; k++, sums += LaneKernel.BlockSize)
        {
            var (biasHigh, biasLow) = (Vector512.Create(_biasHigh[first + k]), Vector512.Create(_biasLow[first + k]));
            var lower = Vector512.Load(sums) + biasHigh + ((Vector512.Load(sums + Low) + biasLow) >> _lowBits);
            var upper = Vector512.Load(sums + 16) + biasHigh + ((Vector512.Load(sums + Low + 16) + biasLow) >> _lowBits);
            y.StoreRow(offset + first + k, _result.ApplyAdded(lower), _result.ApplyAdded(upper));
        }
    }

    private static ValueRange RangeOf(DenseArithmetic arithmetic, int lowBits) => new(arithmetic.Sum.Min >> lowBits, arithmetic.Sum.Max >> lowBits);
}
