using System.Numerics;

namespace Hls4Net.Operators;

/// <summary>A table of a function: how it is addressed and what it holds.</summary>
/// <param name="Index">From a value to an entry.</param>
/// <param name="Type">Type of the entries.</param>
/// <param name="Entries">Raw integers of <paramref name="Type"/>.</param>
internal sealed record LookupTable(LookupIndex Index, FixedType Type, long[] Entries)
{
    /// <summary>Entries of a table whose size nobody chose.</summary>
    public const int DefaultSize = 1024;

    // Addresses are computed in 64 bits with room for the multiplier.
    internal const int MaxOffsetBits = 40;

    /// <summary>The type of tables under an explicit model default.</summary>
    public static FixedType CompatibleType { get; } = new(18, 8);

    /// <summary>The size the user chose for the layer's tables; one out of limits is reported.</summary>
    public static int SizeFor(Layer layer, PrecisionContext context)
    {
        var size = layer.Settings.TableSize ?? DefaultSize;
        if (size is >= 2 and <= 1 << 20)
        {
            return size;
        }

        context.Diagnostics.Report(OperatorDiagnostics.TableSizeOutOfLimits, layer.Name, size);
        return DefaultSize;
    }

    /// <summary>A table of a fixed domain, as hls4ml lays it out: every entry sampled at the edge of its bin nearest to −∞.</summary>
    /// <param name="index">From a value to an entry.</param>
    /// <param name="type">Type of the entries.</param>
    /// <param name="entry">Value of an entry.</param>
    public static LookupTable Compatible(LookupIndex index, FixedType type, Func<int, double> entry)
    {
        var entries = new long[index.Count];
        for (var k = 0; k < entries.Length; k++)
        {
            entries[k] = Quantize(entry(k), type);
        }

        return new LookupTable(index, type, entries);
    }

    /// <summary>
    /// The best table of at most <paramref name="size"/> entries for a monotone function: it covers the values that occur, without
    /// the ends where the function is constant in the entries' type, in bins of <c>2^k</c>. A bin is sampled in its middle,
    /// which is the value itself where it holds only one.
    /// </summary>
    /// <param name="function">The function; monotone over the interval.</param>
    /// <param name="values">The interval that occurs, in raw units.</param>
    /// <param name="fraction">Fraction bits of those units.</param>
    /// <param name="width">Total bits of a signed entry.</param>
    /// <param name="size">Most entries.</param>
    /// <param name="cutsEnds">Whether narrower bins may leave out ends where the function still moves, less than within a bin.</param>
    public static LookupTable Fitted(Func<double, double> function, ValueRange values, int fraction, int width, int size, bool cutsEnds = false)
    {
        var type = TypeFit.Spanning(At(values.Min), At(values.Max), Math.Min(width, 63));
        var (first, last) = (EndOfConstant(values.Min, values.Max), EndOfConstant(values.Max, values.Min));
        if (first > last)
        {
            (first, last) = (values.Min, values.Min);
        }

        var binBits = 0;
        while (Bins(binBits) is var bins && (bins.Last - bins.First >= size || BigInteger.Abs(bins.First) >> MaxOffsetBits != 0))
        {
            binBits++;
        }

        var (start, end) = Bins(binBits);
        var ends = new TableEnds(At, values, size);
        while (cutsEnds && binBits > 0 && ends.Cut(binBits - 1) is { } cut)
        {
            (start, end, binBits) = (cut, cut + size - 1, binBits - 1);
        }

        var entries = new long[(int)(end - start) + 1];
        for (var k = 0; k < entries.Length; k++)
        {
            var (low, high) = ends.ServedBy(start + k, binBits);
            entries[k] = Quantize(function(FixedPoint.ToDouble(low + high, fraction + 1)), type);
        }

        if (ends.AreCut)
        {
            (entries[0], entries[^1]) = (Quantize(ends.Before(start, binBits).Middle, type), Quantize(ends.Behind(start, binBits).Middle, type));
        }

        return new LookupTable(new LookupIndex(1, binBits - fraction, (long)-start, false, entries.Length), type, entries);

        // A bin of each constant end that is left out goes with the rest: what lies beyond takes its entry.
        (BigInteger First, BigInteger Last) Bins(int bits)
        {
            var (low, high) = (first >> bits, last >> bits);
            var isConstant = first == last;
            return (low > values.Min >> bits && !isConstant ? low - 1 : low, high < values.Max >> bits && !isConstant ? high + 1 : high);
        }

        double At(BigInteger raw) => function(FixedPoint.ToDouble(raw, fraction));

        // The value farthest from one end at which the function still has the end's value in the entries' type.
        BigInteger EndOfConstant(BigInteger end, BigInteger far)
        {
            var constant = Quantize(At(end), type);
            var (same, other) = (end, far);
            while (BigInteger.Abs(other - same) > 1)
            {
                var middle = (same + other) >> 1;
                (same, other) = Quantize(At(middle), type) == constant ? (middle, other) : (same, middle);
            }

            return Quantize(At(other), type) == constant ? other : same;
        }
    }

    /// <summary>The interval of the entries that an interval of values addresses, in raw units of <see cref="Type"/>.</summary>
    public ValueRange RangeOf(ValueRange values, int fraction)
    {
        var (a, b) = (Index.Of(values.Min, fraction), Index.Of(values.Max, fraction));
        var touched = Entries.AsSpan(Math.Min(a, b), Math.Abs(b - a) + 1);
        var (min, max) = (touched[0], touched[0]);
        foreach (var entry in touched)
        {
            (min, max) = (Math.Min(min, entry), Math.Max(max, entry));
        }

        return new ValueRange(min, max);
    }

    /// <summary>An entry in its type; infinity saturates where the type does, else it is zero.</summary>
    public static long Quantize(double value, FixedType type) => !double.IsInfinity(value)
        ? (long)FixedPoint.FromDouble(value, type)
        : type.Overflow is not (Overflow.Saturate or Overflow.SaturateSymmetric) ? 0
        : (long)(value > 0 ? type.MaxRaw : type.MinRaw);
}
