namespace Hls4Net.Compiler.Passes;

/// <summary>
/// The reuse factors that a matrix product of n_in × n_out can have outside Latency, in closed form:
/// <c>{ d : d | n_in } ∪ { n_in·d : d | n_out }</c>.
/// </summary>
internal static class LegalReuseFactors
{
    /// <summary>All of them, ascending.</summary>
    public static IReadOnlyList<int> Of(int nIn, int nOut)
    {
        var legal = new List<int>(Divisors(nIn));
        foreach (var divisor in Divisors(nOut))
        {
            // 1 · n_in is there already.
            if (divisor > 1)
            {
                legal.Add(nIn * divisor);
            }
        }

        legal.Sort();
        return legal;
    }

    /// <summary>The legal value nearest to <paramref name="wanted"/>; of two equally near the smaller.</summary>
    public static int Nearest(IReadOnlyList<int> legal, int wanted) => legal.MinBy(d => Math.Abs((long)d - wanted));

    private static IEnumerable<int> Divisors(int n)
    {
        for (var d = 1; (long)d * d <= n; d++)
        {
            if (n % d == 0)
            {
                yield return d;
                if (d != n / d)
                {
                    yield return n / d;
                }
            }
        }
    }
}
