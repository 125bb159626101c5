using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Hls4Net.Emulation;

/// <summary>
/// Brings samples into the rows of a model input: rounded as the input's type says, saturated to what was proven possible
/// (never wrapped), and every saturated value counted. NaN becomes the possible value nearest to zero and counts.
/// </summary>
internal sealed unsafe class InputPort
{
    private const int Step = 16;

    // A float holds every integer up to this, and its product with a power of two unless that is very small or large.
    private const int ExactInteger = 1 << 24;

    // Elements of samples whose next block is fetched while this one is computed: more would push out what the layers work on.
    private const int MostPrefetched = 64;

    private readonly Tensor _tensor;
    private readonly int _slot;
    private readonly ValueRange[] _ranges;
    private readonly float[] _low;
    private readonly float[] _high;
    private readonly float _scale;
    private readonly bool _fits;
    private readonly InputRounding _rounding;

    public InputPort(Tensor tensor, int slot)
    {
        _tensor = tensor;
        _slot = slot;
        _rounding = new(tensor.Type.Rounding);
        var possible = ValueRange.Of(tensor.Type);
        if (tensor.Type is { Overflow: Overflow.SaturateSymmetric, Signed: true })
        {
            possible = possible.AtLeast(-possible.Max);
        }

        _ranges = new ValueRange[tensor.Shape.Count];
        for (var i = 0; i < _ranges.Length; i++)
        {
            _ranges[i] = tensor.Range.Count == 0 ? possible : tensor.Range[i].AtLeast(possible.Min).AtMost(possible.Max);
        }

        _fits = tensor.Type.Fraction is >= 0 and <= 100
            && new ValueRange(-ExactInteger, ExactInteger).Contains(ValueRange.Hull(_ranges));
        _scale = _fits ? (float)Math.ScaleB(1, tensor.Type.Fraction) : 0;
        _low = Padded(range => range.Min);
        _high = Padded(range => range.Max);
    }

    /// <summary>Shorts that <see cref="Load(float*, int, BlockMemory)"/> needs to turn samples into rows.</summary>
    public int StagingSize => _low.Length * LaneKernel.BlockSize;

    /// <summary>Takes numbers, sample by sample; returns how many were saturated.</summary>
    public long Load(float* source, int samples, BlockMemory memory)
    {
        if (!_fits)
        {
            return LoadExactly(source, samples, memory);
        }

        var rows = memory.Tensor(_slot);
        if (rows.Lane != Lane.Int16)
        {
            return LoadWide(source, samples, rows);
        }

        var saturated = 0L;
        var (count, stride) = (_ranges.Length, _low.Length);
        var staged = memory.Staging;
        for (var sample = 0; sample < samples; sample++, source += count, staged += stride)
        {
            for (var first = 0; first < count; first += Step)
            {
                if (Sse.IsSupported && count <= MostPrefetched)
                {
                    Sse.Prefetch0(source + first + (LaneKernel.BlockSize * count));
                }

                LaneTensor.Narrow(Quantise(source, first, ref saturated)).Store(staged + first);
            }
        }

        RowTransposition.Run(memory.Staging, stride, rows.Pointer<short>(0), count);
        return saturated;
    }

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

    private long LoadWide(float* source, int samples, LaneTensor rows)
    {
        var saturated = 0L;
        var count = _ranges.Length;
        for (var sample = 0; sample < samples; sample++)
        {
            for (var first = 0; first < count; first += Step)
            {
                var values = Quantise(source + ((long)sample * count), first, ref saturated);
                for (var i = 0; i < Math.Min(Step, count - first); i++)
                {
                    rows.Set(first + i, sample, values[i]);
                }
            }
        }

        return saturated;
    }

    /// <summary>Converts up to sixteen elements of a sample and counts those that lie outside.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector512<int> Quantise(float* sample, int first, ref long saturated)
    {
        var present = _ranges.Length - first;
        var values = present >= Step ? Vector512.Load(sample + first) : LoadPart(sample + first, present);
        var rounded = _rounding.Apply(values * Vector512.Create(_scale));
        var clamped = Vector512.MinNative(
            Vector512.MaxNative(rounded, Vector512.LoadUnsafe(ref _low[first])), Vector512.LoadUnsafe(ref _high[first]));
        if (!Vector512.EqualsAll(clamped, rounded))
        {
            clamped = Saturate(clamped, rounded, first, ref saturated);
        }

        return Vector512.ConvertToInt32Native(clamped);
    }

    private Vector512<float> Saturate(Vector512<float> clamped, Vector512<float> rounded, int first, ref long saturated)
    {
        for (var i = 0; i < Math.Min(Step, _ranges.Length - first); i++)
        {
            saturated += clamped[i] == rounded[i] ? 0 : 1;
            if (float.IsNaN(rounded[i]))
            {
                clamped = clamped.WithElement(i, Math.Clamp(0, _low[first + i], _high[first + i]));
            }
        }

        return clamped;
    }

    private static Vector512<float> LoadPart(float* values, int count)
    {
        var part = stackalloc float[Step];
        new Span<float>(part, Step).Clear();
        new ReadOnlySpan<float>(values, count).CopyTo(new Span<float>(part, Step));
        return Vector512.Load(part);
    }

    private float[] Padded(Func<ValueRange, BigInteger> bound)
    {
        var padded = new float[(_ranges.Length + Step - 1) / Step * Step];
        for (var i = 0; i < _ranges.Length; i++)
        {
            padded[i] = (float)bound(_ranges[i]);
        }

        return padded;
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
