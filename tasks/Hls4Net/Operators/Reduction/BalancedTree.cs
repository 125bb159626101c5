namespace Hls4Net.Operators;

/// <summary>The shape of a reduction as hardware wires it: it shows where a step saturates.</summary>
public static class BalancedTree
{
    /// <summary>
    /// Reduces values as a balanced tree: the left part has the largest power of two below the count.
    /// </summary>
    /// <param name="values">At least one value.</param>
    /// <param name="combine">What a node of the tree does, its conversion included.</param>
    public static T Reduce<T>(ReadOnlySpan<T> values, Func<T, T, T> combine)
    {
        ArgumentNullException.ThrowIfNull(combine);
        if (values.Length == 1)
        {
            return values[0];
        }

        var left = LeftCount(values.Length);
        return combine(Reduce(values[..left], combine), Reduce(values[left..], combine));
    }

    /// <summary>How many of <paramref name="count"/> values go to the left.</summary>
    public static int LeftCount(int count)
    {
        var left = 1;
        while (left < count - left)
        {
            left *= 2;
        }

        return left;
    }
}
