using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Hls4Net.Emulation;

namespace Hls4Net.Operators;

/// <summary>
/// Sums of more than 32 bits kept in two parts: what leaves 32 bits is moved, <see cref="LowBits"/> bits at a time, into a second sum
/// after every run. The result drops more than those bits, so that of the first sum only its carry counts.
/// </summary>
internal sealed unsafe class SpilledDenseSums : IDenseSums
{
    private readonly VectorQuantizer<int> _result;

    // With the rounding of the result already added.
    private readonly int[] _highs;

    // Optimised at once, so that nothing is compiled but the constructor itself: it runs a few times only.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private SpilledDenseSums(DenseArithmetic arithmetic, int lowBits)
    {
        LowBits = lowBits;
        _result = new(RangeOf(arithmetic, lowBits), arithmetic.Accumulator.Fraction - lowBits, arithmetic.Result);
        (_highs, Lows) = arithmetic.BiasParts(lowBits, _result.Added);
    }

    /// <summary>Bits that stay in the first sum.</summary>
    public int LowBits { get; }

    /// <summary>Where the first sum of each output starts: the low bits of its bias.</summary>
    public int[] Lows { get; }

    /// <summary>Null where the layer's types do not allow it.</summary>
    public static SpilledDenseSums? Create(DenseArithmetic arithmetic)
    {
        var result = arithmetic.Result;
        var dropped = arithmetic.Accumulator.Fraction - result.Fraction;

        // Rounding to nearest looks at one bit more than truncation does.
        var lowBits = Math.Min(DenseWeights.SpareBits, result.Rounding == Rounding.Truncate ? dropped : dropped - 1);
        if (lowBits < 1 || !arithmetic.Holds || arithmetic.Appended != 0 || result.Rounding is not (Rounding.Truncate or Rounding.Round))
        {
            return null;
        }

        var range = RangeOf(arithmetic, lowBits);
        var fraction = arithmetic.Accumulator.Fraction - lowBits;
        return VectorQuantizer.LaneOf(range, fraction, result) <= Lane.Int32 && new VectorQuantizer<int>(range, fraction, result).IsShift
            ? new SpilledDenseSums(arithmetic, lowBits) : null;
    }

    /// <inheritdoc/>
    public void Finish(int* sums, DenseRun[] runs, int first, int count, LaneTensor y, int offset)
    {
        for (var k = 0; k < count; k++, sums += LaneKernel.BlockSize)
        {
            var high = Vector512.Create(_highs[first + k]);
            y.StoreRow(
                offset + first + k, _result.ApplyAdded(Vector512.Load(sums) + high), _result.ApplyAdded(Vector512.Load(sums + Vector512<int>.Count) + high));
        }
    }

    private static ValueRange RangeOf(DenseArithmetic arithmetic, int lowBits) => new(arithmetic.Sum.Min >> lowBits, arithmetic.Sum.Max >> lowBits);
}
