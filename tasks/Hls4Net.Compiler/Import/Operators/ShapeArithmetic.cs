using Hls4Net.Import;

namespace Hls4Net.Compiler.Import.Operators;

/// <summary>
/// Operators that exporters use to compute shapes and to prepare weights. Shapes are known, so all of it is done here and
/// nothing of it reaches hardware.
/// </summary>
internal static class ShapeArithmetic
{
    public static IEnumerable<OnnxOperator> Operators =>
    [
        Shape(1),
        Shape(15, OnnxAttribute.Int("start", 0), OnnxAttribute.Int("end", long.MaxValue)),
        new("Size", 1)
        {
            Import = node => node.Alias(new ImportedValue(new ConstantTensor(node.OutputName(0), [], [(long)node.Data(0).Count]))),
            Fold = node => new ConstantTensor(node.OutputName(0), [], [(long)node.Constant(0).Count]),
        },
        new("Gather", 1)
        {
            Inputs = [new("data", Constant: true), new("indices", Constant: true)],
            Attributes = [OnnxAttribute.Int("axis", 0)],
            Fold = Gather,
        },
        new("Concat", 4)
        {
            Inputs = [new("inputs", Constant: true)],
            Variadic = true,
            Attributes = [OnnxAttribute.Int("axis").MustBeGiven()],
            Fold = Concat,
        },
        new("Slice", 1)
        {
            Inputs = [new("data", Constant: true)],
            Attributes = [OnnxAttribute.Ints("axes"), OnnxAttribute.Ints("starts").MustBeGiven(), OnnxAttribute.Ints("ends").MustBeGiven()],
            Fold = node => Slice(node, node.Ints("starts")!, node.Ints("ends")!, node.Ints("axes"), null),
        },
        new("Slice", 10)
        {
            Inputs =
            [
                new("data", Constant: true), new("starts", Constant: true), new("ends", Constant: true),
                new("axes", Constant: true, Optional: true), new("steps", Constant: true, Optional: true),
            ],
            Fold = node => Slice(node, node.Integers(1), node.Integers(2), Given(node, 3), Given(node, 4)),
        },
        Unary("Neg", v => -v),
        Unary("Sqrt", Math.Sqrt),
        Unary("Reciprocal", v => 1 / v),
        Unary("Exp", Math.Exp),
        Unary("Abs", Math.Abs),
        new("Pow", 7)
        {
            Inputs = [new("X", Constant: true), new("Y", Constant: true)],
            Fold = node => Folding.Binary(node, Math.Pow, (a, b) => (long)Math.Clamp(Math.Pow(a, b), -9e18, 9e18)),
        },
    ];

    private static OnnxOperator Shape(int since, params OnnxAttribute[] attributes) => new("Shape", since)
    {
        Attributes = attributes,
        Import = node => node.Alias(new ImportedValue(ShapeOf(node))),
        Fold = ShapeOf,
    };

    private static OnnxOperator Unary(string type, Func<double, double> function) => new(type, 6)
    {
        Inputs = [new("X", Constant: true)],
        Fold = node => node.Constant(0).IsInteger
            ? new ConstantTensor(node.OutputName(0), node.Constant(0).Shape, Array.ConvertAll(node.Constant(0).Integers, v => (long)Math.Clamp(function(v), -9e18, 9e18)))
            : Folding.Unary(node, function),
    };

    private static long[]? Given(OperatorNode node, int input) => node.Optional(input) is null ? null : node.Integers(input);

    private static ConstantTensor ShapeOf(OperatorNode node)
    {
        var shape = node.Input(0).Shape;
        int Edge(string name) => (int)Math.Clamp(node.Int(name) < 0 ? node.Int(name) + shape.Count : node.Int(name), 0, shape.Count);
        var (start, end) = node.Has("start") ? (Edge("start"), Edge("end")) : (0, shape.Count);
        long[] dimensions = [.. shape.Take(end).Skip(start).Select(d => (long)d)];
        return new ConstantTensor(node.OutputName(0), [dimensions.Length], dimensions);
    }

    private static ConstantTensor Gather(OperatorNode node)
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

    private static ConstantTensor Concat(OperatorNode node)
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

    private static ConstantTensor Slice(OperatorNode node, long[] starts, long[] ends, long[]? axes, long[]? steps)
    {
        var data = node.Constant(0);
        var rank = data.Shape.Count;
        axes ??= [.. Enumerable.Range(0, starts.Length).Select(i => (long)i)];
        steps ??= [.. Enumerable.Repeat(1L, starts.Length)];
        if (ends.Length != starts.Length || axes.Length != starts.Length || steps.Length != starts.Length || steps.Contains(0))
        {
            throw node.Mismatch("starts, ends, axes and steps need the same length, and no step may be 0");
        }

        int[][] kept = [.. data.Shape.Select(d => Enumerable.Range(0, d).ToArray())];
        for (var i = 0; i < starts.Length; i++)
        {
            var axis = node.Axis(axes[i], rank);
            kept[axis] = Picked(data.Shape[axis], starts[i], ends[i], steps[i]);
        }

        int[] shape = [.. kept.Select(k => k.Length)];
        var positions = new int[Broadcasting.Count(node, shape, data.Count)];
        var index = new int[rank];
        for (var i = 0; i < positions.Length; i++)
        {
            var position = 0;
            for (var axis = 0; axis < rank; axis++)
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
