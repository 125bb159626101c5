using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Hls4Net.Emulation;

/// <summary>
/// Brings samples into the rows of a model input: rounded as the input's type says, saturated to what was proven possible
/// (never wrapped), and every saturated value counted. NaN becomes the possible value nearest to zero and counts.
/// </summary>
internal sealed unsafe class InputPort
{
    // Adding 1.5·2^52 leaves an integer of up to 51 bits in the low bits of a double.
    private const double IntegerBias = 6755399441055744.0;
    private const double LargestBiased = 1L << 51;

    private readonly Tensor _tensor;
    private readonly int _slot;
    private readonly ValueRange[] _ranges;
    private readonly double[] _low;
    private readonly double[] _high;
    private readonly double _scale;
    private readonly bool _fits;

    public InputPort(Tensor tensor, int slot)
    {
        _tensor = tensor;
        _slot = slot;
        var possible = ValueRange.Of(tensor.Type);
        if (tensor.Type is { Overflow: Overflow.SaturateSymmetric, Signed: true })
        {
            possible = possible.AtLeast(-possible.Max);
        }

        _ranges = tensor.Range.Count == 0 ? [.. Enumerable.Repeat(possible, tensor.Shape.Count)]
            : [.. tensor.Range.Select(range => range.AtLeast(possible.Min).AtMost(possible.Max))];

        // Padded: a vector may reach beyond the last element.
        var padded = _ranges.Length + Vector512<double>.Count;
        _low = [.. _ranges.Select(range => (double)range.Min), .. new double[padded - _ranges.Length]];
        _high = [.. _ranges.Select(range => (double)range.Max), .. new double[padded - _ranges.Length]];
        _fits = Math.Abs(tensor.Type.Fraction) < 900 && _low.Min() >= -LargestBiased && _high.Max() <= LargestBiased;
        _scale = _fits ? Math.ScaleB(1, tensor.Type.Fraction) : 0;
    }

    /// <summary>Takes numbers, sample by sample; returns how many were saturated.</summary>
    public long Load(float* source, int samples, BlockMemory memory) => !_fits ? LoadExactly(source, samples, memory)
        : memory.Tensor(_slot).Lane switch
        {
            Lane.Int16 => Load(source, samples, memory.Tensor(_slot).Pointer<short>(0)),
            Lane.Int32 => Load(source, samples, memory.Tensor(_slot).Pointer<int>(0)),
            _ => Load(source, samples, memory.Tensor(_slot).Pointer<long>(0)),
        };

    /// <summary>Takes raw integers, sample by sample; returns how many were saturated.</summary>
    public long Load(long* source, int samples, BlockMemory memory)
    {
        var saturated = 0L;
        var rows = memory.Tensor(_slot);
        for (var sample = 0; sample < samples; sample++)
        {
            for (var element = 0; element < _ranges.Length; element++)
            {
                var raw = *source++;
                var clamped = (long)BigInteger.Clamp(raw, _ranges[element].Min, _ranges[element].Max);
                saturated += clamped == raw ? 0 : 1;
                rows.Set(element, sample, clamped);
            }
        }

        return saturated;
    }

    private long Load<T>(float* source, int samples, T* rows)
        where T : unmanaged, IBinaryInteger<T>
    {
        var saturated = 0L;
        var count = _ranges.Length;
        var step = Vector512<double>.Count;
        var whole = count - (count % step);
        var tail = stackalloc float[Vector256<float>.Count];
        var lanes = stackalloc long[Vector512<long>.Count];
        for (var sample = 0; sample < samples; sample++, source += count)
        {
            for (var first = 0; first < count; first += step)
            {
                var values = source + first;
                var present = step;
                if (first == whole)
                {
                    present = count - whole;
                    new ReadOnlySpan<float>(values, present).CopyTo(new Span<float>(tail, present));
                    values = tail;
                }

                saturated += Quantise(Vector256.Load(values), first, present, lanes);
                var row = rows + ((long)first * LaneKernel.BlockSize) + sample;
                for (var i = 0; i < present; i++)
                {
                    row[i * LaneKernel.BlockSize] = T.CreateTruncating(lanes[i]);
                }
            }
        }

        return saturated;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Quantise(Vector256<float> values, int first, int present, long* lanes)
    {
        var (lower, upper) = Vector256.Widen(values);
        var rounded = Round(Vector512.Create(lower, upper) * Vector512.Create(_scale));
        var low = Vector512.LoadUnsafe(ref _low[first]);
        var high = Vector512.LoadUnsafe(ref _high[first]);
        var clamped = Vector512.MinNative(Vector512.MaxNative(rounded, low), high);
        var biased = (clamped + Vector512.Create(IntegerBias)).AsInt64() - Vector512.Create(BitConverter.DoubleToInt64Bits(IntegerBias));
        biased.Store(lanes);
        return Vector512.EqualsAll(clamped, rounded) ? 0 : CountSaturated(clamped, rounded, first, present, lanes);
    }

    private int CountSaturated(Vector512<double> clamped, Vector512<double> rounded, int first, int present, long* lanes)
    {
        var saturated = 0;
        for (var i = 0; i < present; i++)
        {
            saturated += clamped[i] == rounded[i] ? 0 : 1;
            if (double.IsNaN(rounded[i]))
            {
                lanes[i] = (long)Math.Clamp(0, _low[first + i], _high[first + i]);
            }
        }

        return saturated;
    }

    // Exact: a float times a power of two is a double, and its fraction part too where a rounding looks at it closely.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector512<double> Round(Vector512<double> values)
    {
        var floor = Vector512.Floor(values);
        var rest = values - floor;
        var half = Vector512.Create(0.5);
        var negative = Vector512.LessThan(values, Vector512<double>.Zero);
        var tie = Vector512.Equals(rest, half);
        var above = Vector512.GreaterThan(rest, half);
        var up = _tensor.Type.Rounding switch
        {
            Rounding.Truncate => Vector512<double>.Zero,
            Rounding.Round => above | tie,
            Rounding.RoundZero => above | (tie & negative),
            Rounding.RoundMinInf => above,
            Rounding.RoundInf => above | Vector512.AndNot(tie, negative),
            Rounding.RoundConvergent => above | Vector512.AndNot(tie, Vector512.Equals(Vector512.Floor(floor * half), floor * half)),
            _ => negative & Vector512.GreaterThan(rest, Vector512<double>.Zero),
        };
        return floor + (up & Vector512.Create(1.0));
    }

    private long LoadExactly(float* source, int samples, BlockMemory memory)
    {
        var saturated = 0L;
        for (var sample = 0; sample < samples; sample++)
        {
            for (var element = 0; element < _ranges.Length; element++)
            {
                double value = *source++;
                var raw = Quantise(value);
                var clamped = BigInteger.Clamp(raw, _ranges[element].Min, _ranges[element].Max);
                saturated += clamped == raw && !double.IsNaN(value) ? 0 : 1;
                memory.Set(_slot, element, sample, clamped);
            }
        }

        return saturated;
    }

    private BigInteger Quantise(double value)
    {
        if (!double.IsFinite(value))
        {
            // Beyond every type, so that it saturates.
            return double.IsNaN(value) ? 0 : Math.Sign(value) * (BigInteger.One << (2 * PrecisionText.MaxWidth));
        }

        var (mantissa, fraction) = FixedPoint.Decompose(value);
        return FixedPoint.Quantise(mantissa, fraction, _tensor.Type);
    }
}
