using System.Numerics;

namespace Hls4Net.Operators;

/// <summary>Constants that repeat along a tensor, each after its own number of elements.</summary>
internal static class CommonPeriod
{
    /// <summary>Elements after which all of them repeat together: the least common multiple.</summary>
    /// <param name="periods">Elements after which each repeats.</param>
    public static int Of(params ReadOnlySpan<int> periods)
    {
        var common = 1;
        foreach (var period in periods)
        {
            common = common / (int)BigInteger.GreatestCommonDivisor(common, period) * period;
        }

        return common;
    }
}
