namespace Hls4Net.Operators;

/// <summary>The order in which a matrix product adds up. It shows only where the accumulator saturates.</summary>
internal static class ReuseOrder
{
    /// <summary>
    /// Implementations with memory take every <paramref name="reuseFactor"/>-th input per step, unless one step serves less than a
    /// whole output; the others take the inputs as they come.
    /// </summary>
    /// <param name="nIn">Number of inputs.</param>
    /// <param name="strategy">The implementation.</param>
    /// <param name="reuseFactor">How often one multiplier is used.</param>
    public static IEnumerable<int> Of(int nIn, Strategy strategy, int reuseFactor)
    {
        var stride = strategy == Strategy.Latency || reuseFactor > nIn ? 1 : reuseFactor;
        for (var start = 0; start < stride; start++)
        {
            for (var i = start; i < nIn; i += stride)
            {
                yield return i;
            }
        }
    }
}
