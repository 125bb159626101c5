using System.Numerics;

namespace Hls4Net.Operators;

/// <summary>
/// Which ends of a monotone function a table does better without: the entries at its ends serve all that lies beyond, and the bins
/// between become narrower.
/// </summary>
/// <param name="function">The function of a raw value.</param>
/// <param name="values">The interval that occurs, in raw units.</param>
/// <param name="size">Entries of the table.</param>
internal sealed class TableEnds(Func<BigInteger, double> function, ValueRange values, int size)
{
    /// <summary>Whether a table without the ends was found.</summary>
    public bool AreCut { get; private set; }

    /// <summary>The raw values within a bin.</summary>
    /// <param name="bin">Which, counted from the value zero.</param>
    /// <param name="bits">Bits of a value within a bin.</param>
    public (BigInteger Low, BigInteger High) ServedBy(BigInteger bin, int bits) =>
        (BigInteger.Max(bin << bits, values.Min), BigInteger.Min(((bin + 1) << bits) - 1, values.Max));

    /// <summary>The first bin of the table that errs least at its ends; null where it errs more there than within its bins.</summary>
    /// <param name="bits">Bits of a value within a bin.</param>
    public BigInteger? Cut(int bits)
    {
        var (low, high) = (values.Min >> bits, (values.Max >> bits) - size + 1);
        if (low > high)
        {
            return null;
        }

        // What lies before grows with the first bin, what lies behind shrinks.
        while (low < high)
        {
            var middle = (low + high) >> 1;
            (low, high) = Before(middle, bits).Error < Behind(middle, bits).Error ? (middle + 1, high) : (low, middle);
        }

        if (low > values.Min >> bits && Before(low, bits).Error > Behind(low - 1, bits).Error)
        {
            low--;
        }

        var within = 0.0;
        for (var k = 1; k < size - 1; k++)
        {
            var (first, last) = ServedBy(low + k, bits);
            within = Math.Max(within, Math.Abs(function(last) - function(first)) / 2);
        }

        var isBetter = Math.Max(Before(low, bits).Error, Behind(low, bits).Error) <= within;
        AreCut |= isBetter;
        return isBetter ? low : null;
    }

    /// <summary>What the first entry serves of the function: its middle, and how far from that it reaches.</summary>
    public (double Middle, double Error) Before(BigInteger first, int bits) => Span(values.Min, ServedBy(first, bits).High);

    /// <summary>What the last entry serves of the function.</summary>
    public (double Middle, double Error) Behind(BigInteger first, int bits) => Span(ServedBy(first + size - 1, bits).Low, values.Max);

    private (double Middle, double Error) Span(BigInteger low, BigInteger high)
    {
        var (a, b) = (function(low), function(high));
        return ((a + b) / 2, Math.Abs(b - a) / 2);
    }
}
