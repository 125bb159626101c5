using Hls4Net.Import;

namespace Hls4Net.Compiler.Import;

/// <summary>ONNX's multidirectional broadcasting, on shapes and on constants.</summary>
internal static class Broadcasting
{
    /// <summary>Most elements that a constant may gain by folding or expansion; beyond that it must be as large as what it is made from.</summary>
    public const int LargestGrowth = 1 << 20;

    /// <summary>The shape that two shapes broadcast to.</summary>
    public static int[] Shape(OperatorNode node, IReadOnlyList<int> a, IReadOnlyList<int> b)
    {
        var shape = new int[Math.Max(a.Count, b.Count)];
        for (var i = 1; i <= shape.Length; i++)
        {
            var (p, q) = (i <= a.Count ? a[^i] : 1, i <= b.Count ? b[^i] : 1);
            shape[^i] = p == q || q == 1 ? p : p == 1 ? q
                : throw node.Mismatch($"shapes [{string.Join(',', a)}] and [{string.Join(',', b)}] do not broadcast");
        }

        return shape;
    }

    /// <summary>
    /// The constant's values so that element <c>i</c> of a tensor uses value <c>i % n</c>: as they are where the constant is
    /// the end of the shape, else expanded to all of it.
    /// </summary>
    /// <param name="node">The node, for messages.</param>
    /// <param name="constant">The constant; broadcasts to <paramref name="shape"/>.</param>
    /// <param name="shape">The tensor's shape.</param>
    public static double[] Repeating(OperatorNode node, ConstantTensor constant, IReadOnlyList<int> shape)
    {
        return IsEnd(constant.Shape, shape) ? constant.Reals : Expand(node, constant, shape).Reals;
    }

    /// <summary>Whether a shape ends with another, but for what of that is 1 in front.</summary>
    private static bool IsEnd(IReadOnlyList<int> end, IReadOnlyList<int> shape)
    {
        var first = 0;
        while (first < end.Count && end[first] == 1)
        {
            first++;
        }

        var isEnd = end.Count - first <= shape.Count;
        for (var axis = end.Count - 1; isEnd && axis >= first; axis--)
        {
            isEnd = end[axis] == shape[shape.Count - (end.Count - axis)];
        }

        return isEnd;
    }

    /// <summary>The constant with every broadcast dimension written out.</summary>
    public static ConstantTensor Expand(OperatorNode node, ConstantTensor constant, IReadOnlyList<int> shape)
    {
        int[] own = [.. constant.Shape.Skip(Math.Max(0, constant.Shape.Count - shape.Count))];
        if (own.Aggregate(1, (product, d) => product * d) != constant.Count || own.Zip(shape.TakeLast(own.Length)).Any(pair => pair.First != 1 && pair.First != pair.Second))
        {
            throw node.Mismatch($"constant '{NameText.Show(constant.Origin)}' of shape [{string.Join(',', constant.Shape)}] does not broadcast to [{string.Join(',', shape)}]");
        }

        constant = own.Length == constant.Shape.Count ? constant : constant.Reshaped(own);
        var count = Count(node, shape, constant.Count);
        var positions = new int[count];
        var index = new int[shape.Count];
        var missing = shape.Count - constant.Shape.Count;
        for (var i = 0; i < count; i++)
        {
            var position = 0;
            for (var axis = missing; axis < shape.Count; axis++)
            {
                var dimension = constant.Shape[axis - missing];
                position = (position * dimension) + (dimension == 1 ? 0 : index[axis]);
            }

            positions[i] = position;
            Advance(index, shape);
        }

        return constant.Picked(shape, positions);
    }

    /// <summary>Number of elements of a shape that folding is about to make.</summary>
    /// <param name="node">The node, for messages.</param>
    /// <param name="shape">The shape.</param>
    /// <param name="from">Elements it is made from.</param>
    /// <exception cref="DiagnosticException">It is out of all proportion.</exception>
    public static int Count(OperatorNode node, IReadOnlyList<int> shape, long from)
    {
        var count = 1L;
        foreach (var dimension in shape)
        {
            count *= dimension;
            if (count > Math.Max(from, LargestGrowth))
            {
                throw node.Unsupported(FormattableString.Invariant(
                    $"it would make a constant of shape [{string.Join(',', shape)}] at build time; more than {LargestGrowth} elements are not made from {from}"));
            }
        }

        return (int)count;
    }

    /// <summary>The next index in C order.</summary>
    public static void Advance(int[] index, IReadOnlyList<int> shape)
    {
        for (var axis = shape.Count - 1; axis >= 0 && ++index[axis] == shape[axis]; axis--)
        {
            index[axis] = 0;
        }
    }

    /// <summary>Where the batch is after dimensions were put in front.</summary>
    public static int BatchAxis(ImportedValue value, int rank) => value.BatchAxis < 0 ? -1 : value.BatchAxis + rank - value.Rank;
}
