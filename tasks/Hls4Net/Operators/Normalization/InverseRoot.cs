using System.Numerics;

namespace Hls4Net.Operators;

/// <summary>
/// <c>1 / √v</c> with the same relative accuracy over all magnitudes of v: v is shifted by an even number of places until it lies in
/// [1/4, 1), where a table has the root; half the places are shifted back behind the product that the root is a factor of.
/// </summary>
/// <param name="Variance">Type of v.</param>
/// <param name="Table">Type of the table's entries.</param>
/// <param name="Entries">Raw integers of <paramref name="Table"/>: <c>3 · 2^(AddressBits − 2)</c> of them.</param>
public sealed record InverseRoot(FixedType Variance, FixedType Table, long[] Entries)
{
    /// <summary>Bits of the shifted v that address the table; the quarter below 1/4 is left out.</summary>
    public int AddressBits => BitOperations.Log2((uint)(Entries.Length / 3)) + 2;

    /// <summary>Zero bits appended to v, so that its fraction is even.</summary>
    public int Appended => Variance.Fraction & 1;

    /// <summary>Half the fraction bits of v.</summary>
    public int HalfFraction => (Variance.Fraction + Appended) / 2;

    /// <summary>Most places to shift back.</summary>
    public int MostPlaces => ((Variance.Width + Appended - 1) / 2) + 1;

    /// <summary>Fraction bits of a product with a root, beyond those of its other factor.</summary>
    public int ProductFraction => Table.Fraction + MostPlaces - HalfFraction;

    /// <summary>The most entries of a table whose size is not above a limit.</summary>
    public static int BitsFor(int size) => Math.Max(2, BitOperations.Log2((uint)Math.Max(1, size / 3)) + 2);

    /// <summary>The entries: roots of the middle of each bin.</summary>
    public static double[] Values(int addressBits)
    {
        var first = 1 << (addressBits - 2);
        return [.. Enumerable.Range(first, 3 * first).Select(k => Math.Sqrt((1 << addressBits) / (k + 0.5)))];
    }

    /// <summary>
    /// The factor that stands for 1 / √v, in units of <c>2^−ProductFraction</c>. A v that is not positive counts as the smallest that is.
    /// </summary>
    public BigInteger Of(BigInteger v)
    {
        v = BigInteger.Max(v, 1) << Appended;
        var places = (((int)v.GetBitLength() - 1) / 2) + 1;
        var shift = (2 * places) - AddressBits;
        var address = (int)(shift >= 0 ? v >> shift : v << -shift) - (1 << (AddressBits - 2));
        return (BigInteger)Entries[address] << (MostPlaces - places);
    }

    /// <summary>The same where v and the factor fit 64 bits.</summary>
    internal long Of(long v)
    {
        v = Math.Max(v, 1) << Appended;
        var places = (BitOperations.Log2((ulong)v) / 2) + 1;
        var shift = (2 * places) - AddressBits;
        var address = (int)(shift >= 0 ? v >> shift : v << -shift) - (1 << (AddressBits - 2));
        return Entries[address] << (MostPlaces - places);
    }

    /// <summary>The largest ratio of the factor to the true root, over all values: what a bound of a quotient has to be multiplied with.</summary>
    public double LargestExcess()
    {
        var first = 1 << (AddressBits - 2);
        return Entries.Select((entry, k) => Math.Abs((double)entry) * Table.Step * Math.Sqrt((first + k + 1.0) / (1 << AddressBits))).Max();
    }
}
