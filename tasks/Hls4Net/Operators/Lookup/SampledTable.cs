using System.Numerics;

namespace Hls4Net.Operators;

/// <summary>Tables of functions that need not be monotone: found by sampling alone.</summary>
internal static class SampledTable
{
    /// <summary>
    /// A table of at most <paramref name="size"/> entries over the values that occur, in bins of <c>2^k</c>, sampled in their
    /// middles. Ends along which the function is constant in the entries' type are cut off and the rest is sampled again, more
    /// finely, until that gains nothing.
    /// </summary>
    /// <param name="function">The function; finite over the interval.</param>
    /// <param name="values">The interval that occurs, in raw units.</param>
    /// <param name="fraction">Fraction bits of those units.</param>
    /// <param name="request">The type of the entries, or their width.</param>
    /// <param name="size">Most entries.</param>
    public static LookupTable Fit(Func<double, double> function, ValueRange values, int fraction, Precision request, int size)
    {
        var binBits = int.MaxValue;
        while (true)
        {
            var bits = BinBits(values, size);
            var samples = Samples(function, values, fraction, bits);
            var type = request.Explicit is { FitsInt64: true } given ? given : TypeFit.Spanning(samples.Min(), samples.Max(), Math.Min(request.AutoWidth, 63));
            var entries = Array.ConvertAll(samples, sample => LookupTable.Quantize(sample, type));
            var (first, last) = (0, entries.Length - 1);
            while (first < last && entries[first + 1] == entries[0])
            {
                first++;
            }

            while (last > first && entries[last - 1] == entries[^1])
            {
                last--;
            }

            var start = values.Min >> bits;
            var rest = new ValueRange(
                BigInteger.Max(values.Min, (start + first) << bits), BigInteger.Min(values.Max, ((start + last + 1) << bits) - 1));
            if (bits >= binBits || BinBits(rest, size) >= bits)
            {
                var index = new LookupIndex(1, bits - fraction, (long)-(start + first), Truncate: false, last - first + 1);
                return new LookupTable(index, type, entries[first..(last + 1)]);
            }

            (values, binBits) = (rest, bits);
        }
    }

    private static int BinBits(ValueRange values, int size)
    {
        var bits = 0;
        while ((values.Max >> bits) - (values.Min >> bits) >= size || BigInteger.Abs(values.Min >> bits) >> LookupTable.MaxOffsetBits != 0)
        {
            bits++;
        }

        return bits;
    }

    private static double[] Samples(Func<double, double> function, ValueRange values, int fraction, int bits)
    {
        var start = values.Min >> bits;
        var samples = new double[(int)((values.Max >> bits) - start) + 1];
        for (var k = 0; k < samples.Length; k++)
        {
            var low = BigInteger.Max((start + k) << bits, values.Min);
            var high = BigInteger.Min(((start + k + 1) << bits) - 1, values.Max);
            samples[k] = function(FixedPoint.ToDouble(low + high, fraction + 1));
        }

        return samples;
    }
}
