using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Hls4Net.Emulation;

/// <summary>
/// <see cref="FixedPoint.Convert(BigInteger, int, FixedType)"/> for vectors, every rounding and overflow:
/// <c>q = (x + add + ((x ≫ look) &amp; mask)) ≫ drop</c>, then the overflow step where the interval of x does not rule it out.
/// </summary>
/// <typeparam name="T">The lane: at least <see cref="VectorQuantizer.LaneOf"/> of the same arguments.</typeparam>
public readonly struct VectorQuantizer<T>
    where T : unmanaged, IBinaryInteger<T>
{
    private readonly Vector512<T> _add;
    private readonly Vector512<T> _mask;
    private readonly Vector512<T> _low;
    private readonly Vector512<T> _high;
    private readonly int _drop;
    private readonly int _append;
    private readonly int _look;
    private readonly int _unused;
    private readonly bool _adjusts;
    private readonly OverflowStep _step;
    private readonly FixedType _type;

    /// <summary>Converts integers of an interval, read with <paramref name="fraction"/> fraction bits, into <paramref name="type"/>.</summary>
    // Optimised at once, so that nothing is compiled but the constructor itself: it runs a few times only.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public VectorQuantizer(ValueRange range, int fraction, FixedType type)
    {
        var plan = new QuantizerPlan(range, fraction, type);
        _type = type;
        _drop = plan.Drop;
        _append = plan.Append;
        _unused = Math.Max(0, (Unsafe.SizeOf<T>() * 8) - type.Width);
        _add = Broadcast(plan.Add);
        _mask = Broadcast(plan.Mask);
        _look = plan.LooksAtSign ? (Unsafe.SizeOf<T>() * 8) - 1 : plan.Drop;
        _adjusts = !plan.Mask.IsZero;
        _step = plan.Step;

        // Where nothing overflows, a type may be wider than the lane: then its limits are the lane's.
        (_low, _high) = _step == OverflowStep.None
            ? (Vector512.Create(T.CreateSaturating(Saturated(plan.Low))), Vector512.Create(T.CreateSaturating(Saturated(plan.High))))
            : (Broadcast(plan.Low), Broadcast(plan.High));
    }

    /// <summary>Whether a conversion is <c>(x + Added) ≫ Dropped</c> between limits, so that a caller may add <see cref="Added"/> to a constant of its own.</summary>
    internal bool IsShift => !_adjusts && _append == 0 && _step <= OverflowStep.Clamp;

    /// <summary>What <see cref="ApplyAdded"/> expects to be added already.</summary>
    internal T Added => _add[0];

    /// <summary>Bits that a conversion drops.</summary>
    internal int Dropped => _drop;

    /// <summary>No result is less; where nothing overflows, the limit of the type or of the lane.</summary>
    internal Vector512<T> Least => _low;

    /// <summary>No result is more.</summary>
    internal Vector512<T> Most => _high;

    /// <summary>What <see cref="ApplyShared"/> expects to be added already: <see cref="Added"/> where there is such a thing, else nothing.</summary>
    internal T Shared => IsShift ? Added : T.Zero;

    /// <summary>Converts one vector to which <see cref="Shared"/> was added.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Vector512<T> ApplyShared(Vector512<T> values) => IsShift ? ApplyAdded(values) : Apply(values);

    /// <summary>Converts one vector to which <see cref="Added"/> was added; only where <see cref="IsShift"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Vector512<T> ApplyAdded(Vector512<T> values)
    {
        var quantised = values >> _drop;
        return _step == OverflowStep.None ? quantised : Vector512.Min(Vector512.Max(quantised, _low), _high);
    }

    /// <summary>Converts one vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<T> Apply(Vector512<T> values)
    {
        var quantised = values + _add;
        if (_adjusts)
        {
            quantised += (values >> _look) & _mask;
        }

        quantised = (quantised >> _drop) << _append;
        return _step switch
        {
            OverflowStep.None => quantised,
            OverflowStep.Clamp => Vector512.Min(Vector512.Max(quantised, _low), _high),
            OverflowStep.Wrap => _type.Signed ? (quantised << _unused) >> _unused : quantised & _high,
            _ => ApplyOther(quantised, values),
        };
    }

    private static Vector512<T> Broadcast(BigInteger value) => Vector512.Create(T.CreateTruncating((ulong)(value & ulong.MaxValue)));

    private static long Saturated(BigInteger value) => (long)BigInteger.Clamp(value, long.MinValue, long.MaxValue);

    private Vector512<T> ApplyOther(Vector512<T> quantised, Vector512<T> values)
    {
        var outside = Vector512.LessThan(quantised, _low) | Vector512.GreaterThan(quantised, _high);
        return _step switch
        {
            OverflowStep.Zero => Vector512.AndNot(quantised, outside),
            OverflowStep.WrapSaturating => Vector512.ConditionalSelect(outside, WrapSaturating(quantised), quantised),
            _ => Vector512.ConditionalSelect(outside, WrapSignMagnitude(quantised, (values >> _drop) << _append), quantised),
        };
    }

    private Vector512<T> WrapSaturating(Vector512<T> value)
    {
        var (width, n) = (_type.Width, _type.SaturationBits);
        var bits = value & Ones(width);
        return _type.Signed
            ? ForceTop(bits, Vector512.LessThan(value, Vector512<T>.Zero))
            : bits | (Ones(n) << (width - n));
    }

    private Vector512<T> WrapSignMagnitude(Vector512<T> value, Vector512<T> floor)
    {
        var (width, n) = (_type.Width, _type.SaturationBits);
        var bits = value & Ones(width);
        if (n == 0)
        {
            var carry = IsSet(floor, Math.Min(width, (Unsafe.SizeOf<T>() * 8) - 1));
            var changed = SetSign(bits ^ Ones(width), carry);
            return Vector512.ConditionalSelect(IsSet(bits, width - 1) ^ carry, changed, FromBits(bits));
        }

        var negative = Vector512.LessThan(value, Vector512<T>.Zero);
        var complement = n == 1 ? IsSet(bits, width - 1) ^ negative : ~(IsSet(bits, width - n) ^ negative);
        return ForceTop(bits ^ (complement & Ones(width)), negative);
    }

    private Vector512<T> ForceTop(Vector512<T> bits, Vector512<T> negative)
    {
        var top = Ones(_type.SaturationBits - 1) << (_type.Width - _type.SaturationBits);
        return SetSign(Vector512.ConditionalSelect(negative, Vector512.AndNot(bits, top), bits | top), negative);
    }

    /// <summary>Two's complement of <c>Width</c> bits whose sign bit is replaced: the lane's own sign then extends it.</summary>
    private Vector512<T> SetSign(Vector512<T> bits, Vector512<T> negative) =>
        (bits & Ones(_type.Width - 1)) | Vector512.AndNot(negative, Ones(_type.Width - 1));

    private Vector512<T> FromBits(Vector512<T> bits)
    {
        if (!_type.Signed)
        {
            return bits;
        }

        var unused = (Unsafe.SizeOf<T>() * 8) - _type.Width;
        return (bits << unused) >> unused;
    }

    private static Vector512<T> IsSet(Vector512<T> bits, int index)
    {
        var bit = Vector512<T>.One << index;
        return Vector512.Equals(bits & bit, bit);
    }

    private static Vector512<T> Ones(int count) => count == Unsafe.SizeOf<T>() * 8
        ? Vector512<T>.AllBitsSet
        : (Vector512<T>.One << count) - Vector512<T>.One;
}
