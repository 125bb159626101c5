using Hls4Net.Import;

namespace Hls4Net.Compiler.Import;

/// <summary>Operators that move data, on constants.</summary>
internal static class FoldedMovement
{
    /// <summary>Slices at constant indices along an axis.</summary>
    public static ConstantTensor Gather(OperatorNode node)
    {
        var (data, indices) = (node.Constant(0), node.Integers(1));
        var axis = node.Axis(node.Int("axis"), data.Shape.Count);
        var length = data.Shape[axis];
        var inner = data.Shape.Skip(axis + 1).Aggregate(1, (product, d) => product * d);
        var outer = data.Shape.Take(axis).Aggregate(1, (product, d) => product * d);
        int[] shape = [.. data.Shape.Take(axis), .. node.Constant(1).Shape, .. data.Shape.Skip(axis + 1)];
        var positions = new int[Broadcasting.Count(node, shape, data.Count)];
        var at = 0;
        for (var o = 0; o < outer; o++)
        {
            foreach (var index in indices)
            {
                if (index < -length || index >= length)
                {
                    throw node.Mismatch(FormattableString.Invariant($"index {index} is outside dimension {axis} of [{string.Join(',', data.Shape)}]"));
                }

                var row = (o * length) + (int)(index < 0 ? index + length : index);
                for (var i = 0; i < inner; i++)
                {
                    positions[at++] = (row * inner) + i;
                }
            }
        }

        return data.Picked(shape, positions);
    }

    /// <summary>Constants one after the other along an axis.</summary>
    public static ConstantTensor Concat(OperatorNode node)
    {
        ConstantTensor[] parts = [.. Enumerable.Range(0, node.InputCount).Select(node.Constant)];
        var rank = parts[0].Shape.Count;
        var axis = node.Axis(node.Int("axis"), rank);
        foreach (var part in parts)
        {
            if (part.Shape.Count != rank || part.IsInteger != parts[0].IsInteger
                || Enumerable.Range(0, rank).Any(i => i != axis && part.Shape[i] != parts[0].Shape[i]))
            {
                throw node.Mismatch($"[{string.Join(',', part.Shape)}] and [{string.Join(',', parts[0].Shape)}] cannot be joined along axis {axis}");
            }
        }

        int[] shape = [.. parts[0].Shape.Select((d, i) => i == axis ? (int)Math.Min(parts.Sum(p => (long)p.Shape[axis]), int.MaxValue) : d)];
        Broadcasting.Count(node, shape, parts.Sum(p => (long)p.Count));
        var outer = shape.Take(axis).Aggregate(1, (product, d) => product * d);
        return parts[0].IsInteger
            ? new ConstantTensor(node.OutputName(0), shape, Joined(p => p.Integers))
            : new ConstantTensor(node.OutputName(0), shape, Joined(p => p.Reals));

        T[] Joined<T>(Func<ConstantTensor, T[]> elements)
        {
            var joined = new List<T>();
            for (var o = 0; o < outer; o++)
            {
                foreach (var part in parts)
                {
                    var run = part.Count / outer;
                    joined.AddRange(elements(part).AsSpan(o * run, run));
                }
            }

            return [.. joined];
        }
    }

    /// <summary>Elements at indices along axes.</summary>
    public static ConstantTensor Slice(OperatorNode node, long[] starts, long[] ends, long[]? axes, long[]? steps)
    {
        var data = node.Constant(0);
        return Pick(node, [.. Kept(node, data.Shape, starts, ends, axes, steps).Select((kept, axis) => kept ?? [.. Enumerable.Range(0, data.Shape[axis])])]);
    }

    /// <summary>The constant several times after itself along each axis.</summary>
    public static ConstantTensor Tile(OperatorNode node, int[] repeats)
    {
        var shape = node.Constant(0).Shape;
        return Pick(node, [.. shape.Select((d, axis) => Enumerable.Range(0, d * repeats[axis]).Select(i => i % d).ToArray())]);
    }

    /// <summary>The indices that a slice keeps, per axis; null where it keeps all.</summary>
    public static IReadOnlyList<int>?[] Kept(
        OperatorNode node, IReadOnlyList<int> shape, long[] starts, long[] ends, long[]? axes, long[]? steps)
    {
        axes ??= [.. Enumerable.Range(0, starts.Length).Select(i => (long)i)];
        steps ??= [.. Enumerable.Repeat(1L, starts.Length)];
        if (ends.Length != starts.Length || axes.Length != starts.Length || steps.Length != starts.Length || steps.Contains(0))
        {
            throw node.Mismatch("starts, ends, axes and steps need the same length, and no step may be 0");
        }

        var kept = new IReadOnlyList<int>?[shape.Count];
        for (var i = 0; i < starts.Length; i++)
        {
            var axis = node.Axis(axes[i], shape.Count);
            kept[axis] = Picked(shape[axis], starts[i], ends[i], steps[i]);
        }

        return kept;
    }

    private static ConstantTensor Pick(OperatorNode node, IReadOnlyList<IReadOnlyList<int>> kept)
    {
        var data = node.Constant(0);
        int[] shape = [.. kept.Select(k => k.Count)];
        var positions = new int[Broadcasting.Count(node, shape, data.Count)];
        var index = new int[shape.Length];
        for (var i = 0; i < positions.Length; i++)
        {
            var position = 0;
            for (var axis = 0; axis < shape.Length; axis++)
            {
                position = (position * data.Shape[axis]) + kept[axis][index[axis]];
            }

            positions[i] = position;
            Broadcasting.Advance(index, shape);
        }

        return data.Picked(shape, positions);
    }

    private static int[] Picked(int length, long start, long end, long step)
    {
        // Far ends are written as the largest integers: clamped before anything is added.
        start = Math.Clamp(start, -(1L << 40), 1L << 40);
        end = Math.Clamp(end, -(1L << 40), 1L << 40);
        step = Math.Clamp(step, -(1L << 40), 1L << 40);
        start = start < 0 ? start + length : start;
        end = end < 0 ? end + length : end;
        (start, end) = step > 0
            ? (Math.Clamp(start, 0, length), Math.Clamp(end, 0, length))
            : (Math.Clamp(start, -1, length - 1), Math.Clamp(end, -1, length - 1));
        var picked = new List<int>();
        for (var i = start; step > 0 ? i < end : i > end; i += step)
        {
            picked.Add((int)i);
        }

        return [.. picked];
    }
}
