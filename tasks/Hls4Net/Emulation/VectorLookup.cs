using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Hls4Net.Operators;

namespace Hls4Net.Emulation;

/// <summary>A table read by vectors: the entry of <see cref="LookupIndex"/> for every lane.</summary>
/// <typeparam name="T">The lane: at least <see cref="VectorLookup.LaneOf"/> of the same arguments.</typeparam>
public readonly struct VectorLookup<T>
    where T : unmanaged, IBinaryInteger<T>
{
    // Tables of at most so many vectors are read by permuting them.
    private const int MostVectors = 8;

    private readonly T[] _table;
    private readonly bool _isPermuted;
    private readonly Vector512<T> _factor;
    private readonly Vector512<T> _offset;
    private readonly Vector512<T> _last;
    private readonly Vector512<T> _towardZero;
    private readonly int _drop;

    /// <summary>Reads <paramref name="table"/>.</summary>
    /// <param name="range">Interval of the integers that address it.</param>
    /// <param name="fraction">Their fraction bits.</param>
    /// <param name="index">How they address it.</param>
    /// <param name="table">Its raw integers.</param>
    // Optimised at once, so that nothing is compiled but the constructor itself: it runs a few times only.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public VectorLookup(ValueRange range, int fraction, LookupIndex index, ReadOnlySpan<long> table)
    {
        var plan = new LookupPlan(range, fraction, index);
        var vectors = (table.Length + Vector512<T>.Count - 1) / Vector512<T>.Count;
        _isPermuted = vectors <= MostVectors && ((typeof(T) == typeof(short) && Avx512BW.IsSupported) || (typeof(T) == typeof(int) && Avx512F.IsSupported));
        _table = new T[_isPermuted ? (vectors + 1) / 2 * 2 * Vector512<T>.Count : table.Length];
        for (var i = 0; i < table.Length; i++)
        {
            _table[i] = T.CreateChecked(table[i]);
        }

        _factor = Vector512.Create(T.CreateChecked((long)plan.Factor));
        _offset = Vector512.Create(T.CreateChecked(index.Offset));
        _last = Vector512.Create(T.CreateChecked(index.Count - 1));
        _towardZero = Vector512.Create(index.Truncate ? (T.One << plan.Drop) - T.One : T.Zero);
        _drop = plan.Drop;
    }

    /// <summary>Reads one entry per lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<T> Apply(Vector512<T> values)
    {
        var product = values * _factor;
        var negative = Vector512.LessThan(product, Vector512<T>.Zero);
        var index = ((product + (negative & _towardZero)) >> _drop) + _offset;
        index = Vector512.Min(Vector512.Max(index, Vector512<T>.Zero), _last);
        return _isPermuted ? Permute(index) : Gather(index);
    }

    /// <summary>Two vectors of the table at a time; an address picks by its low bits, and the last two that begin before it hold its entry.</summary>
    private Vector512<T> Permute(Vector512<T> index)
    {
        var entries = PermuteAt(0, index);
        for (var first = 2 * Vector512<T>.Count; first < _table.Length; first += 2 * Vector512<T>.Count)
        {
            var isBefore = Vector512.LessThan(index, Vector512.Create(T.CreateTruncating(first)));
            entries = Vector512.ConditionalSelect(isBefore, entries, PermuteAt(first, index));
        }

        return entries;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector512<T> PermuteAt(int first, Vector512<T> index)
    {
        var (lower, upper) = (Vector512.LoadUnsafe(ref _table[first]), Vector512.LoadUnsafe(ref _table[first + Vector512<T>.Count]));
        return typeof(T) == typeof(short)
            ? Avx512BW.PermuteVar32x16x2(lower.AsInt16(), index.AsInt16(), upper.AsInt16()).As<short, T>()
            : Avx512F.PermuteVar16x32x2(lower.AsInt32(), index.AsInt32(), upper.AsInt32()).As<int, T>();
    }

    private Vector512<T> Gather(Vector512<T> index)
    {
        ref var lane = ref Unsafe.As<Vector512<T>, T>(ref index);
        for (var i = 0; i < Vector512<T>.Count; i++)
        {
            ref var entry = ref Unsafe.Add(ref lane, i);
            entry = _table[int.CreateTruncating(entry)];
        }

        return index;
    }
}

/// <summary>Questions about a <see cref="VectorLookup{T}"/> before it exists.</summary>
public static class VectorLookup
{
    /// <summary>The narrowest lane in which neither an address nor an entry leaves the lane.</summary>
    public static Lane LaneOf(ValueRange range, int fraction, LookupIndex index, ReadOnlySpan<long> table)
    {
        var entries = ValueRange.Zero;
        foreach (var entry in table)
        {
            entries = entries.Hull(ValueRange.Of(entry));
        }

        return LanePlan.LaneOf(new LookupPlan(range, fraction, index).Needed.Hull(entries));
    }
}

/// <summary>The address arithmetic of a table with the powers of two of its multiplier moved into the shift.</summary>
internal readonly struct LookupPlan
{
    public LookupPlan(ValueRange range, int fraction, LookupIndex index)
    {
        var factor = (BigInteger)index.Multiplier;
        var places = index.Shift + fraction;
        var spare = factor.IsZero ? 0 : Math.Min((int)BigInteger.TrailingZeroCount(factor), Math.Max(0, places));
        factor >>= spare;
        places -= spare;
        Factor = places < 0 ? factor << -places : factor;

        // Beyond the product's own bits a shift leaves nothing but the sign, and toward zero nothing at all.
        var product = range * Factor;
        Drop = Math.Min(Math.Max(0, places), index.Truncate ? product.SignedBits : product.SignedBits - 1);
        var mask = ValueRange.Zero.Hull(ValueRange.Of((BigInteger.One << Drop) - 1));
        var address = new ValueRange(product.Min >> Drop, (product.Max + mask.Max) >> Drop) + ValueRange.Of(index.Offset);
        Needed = product.Hull(product + mask).Hull(mask).Hull(address).Hull(range).Hull(QuantizerPlan.ShiftableBy(Drop))
            .Hull(ValueRange.Of(Factor)).Hull(ValueRange.Of(index.Offset)).Hull(ValueRange.Of(index.Count - 1));
    }

    public BigInteger Factor { get; }

    public int Drop { get; }

    public ValueRange Needed { get; }
}
