using Hls4Net.Import;
using Hls4Net.Operators;

namespace Hls4Net.Compiler.Import.Operators;

/// <summary>Operators that leave the data where it is: new dimensions for the same elements in the same order.</summary>
internal static class Views
{
    public static IEnumerable<OnnxOperator> Operators =>
    [
        new("Identity", 1) { Import = node => node.Alias(node.Data(0)), Fold = node => node.Constant(0) },
        new("Dropout", 7)
        {
            Attributes = [OnnxAttribute.Float("ratio").WithoutEffect("only training uses it")],
            Import = node => node.Alias(node.Data(0)),
            Fold = node => node.Constant(0),
        },
        new("Dropout", 12)
        {
            Attributes = [OnnxAttribute.Int("seed").WithoutEffect("only training uses it")],
            Inputs = [new("data"), new("ratio", Optional: true), new("training_mode", Constant: true, Optional: true)],
            Limits = "Inference only.",
            Import = node => node.Alias(Inference(node).Data(0)),
            Fold = node => Inference(node).Constant(0),
        },
        new("Flatten", 1)
        {
            Attributes = [OnnxAttribute.Int("axis", 1)],
            Import = node => View(node, Flattened(node)),
            Fold = node => node.Constant(0).Reshaped(Flattened(node)),
        },
        Reshape(5),
        Reshape(14, OnnxAttribute.Int("allowzero", 0)),
        new("Squeeze", 1)
        {
            Attributes = [OnnxAttribute.Ints("axes")],
            Import = node => Squeeze(node, node.Ints("axes")),
            Fold = node => node.Constant(0).Reshaped(Squeezed(node, node.Ints("axes")).Shape),
        },
        new("Squeeze", 13)
        {
            Inputs = [new("data"), new("axes", Constant: true, Optional: true)],
            Import = node => Squeeze(node, Axes(node)),
            Fold = node => node.Constant(0).Reshaped(Squeezed(node, Axes(node)).Shape),
        },
        new("Unsqueeze", 1)
        {
            Attributes = [OnnxAttribute.Ints("axes").MustBeGiven()],
            Import = node => Unsqueeze(node, node.Ints("axes")!),
            Fold = node => node.Constant(0).Reshaped(Unsqueezed(node, node.Ints("axes")!).Shape),
        },
        new("Unsqueeze", 13)
        {
            Inputs = [new("data"), new("axes", Constant: true)],
            Import = node => Unsqueeze(node, Axes(node)!),
            Fold = node => node.Constant(0).Reshaped(Unsqueezed(node, Axes(node)!).Shape),
        },
        new("Transpose", 1)
        {
            Attributes = [OnnxAttribute.Ints("perm")],
            Import = Transpose,
            Fold = FoldTranspose,
        },
    ];

    private static OnnxOperator Reshape(int since, params OnnxAttribute[] attributes) => new("Reshape", since)
    {
        Inputs = [new("data"), new("shape", Constant: true)],
        Attributes = attributes,
        Import = node => View(node, Target(node, node.Data(0))),
        Fold = node => node.Constant(0).Reshaped(Target(node, node.Input(0))),
    };

    private static OperatorNode Inference(OperatorNode node) =>
        node.Optional(2) is not null && node.Constant(2).Reals.Any(v => v != 0)
            ? throw node.Unsupported("training_mode is true; export for inference (model.eval())")
            : node;

    /// <summary>The same data under a new shape. A leading 1 of batched data stays the batch.</summary>
    private static void View(OperatorNode node, int[] shape)
    {
        var x = node.Data(0);
        Emit(node, x, shape, x.BatchAxis >= 0 && shape.Length > 0 && shape[0] == 1 ? 0 : -1);
    }

    /// <summary>Hands out data under another shape of as many elements in the same order.</summary>
    public static void Emit(OperatorNode node, ImportedValue x, int[] shape, int batchAxis, int output = 0)
    {
        var sample = ImportedValue.SampleShape(shape, batchAxis);
        if (x.Tensor!.Shape.Equals(sample))
        {
            node.Alias(new ImportedValue(x.Tensor, shape, batchAxis), output);
        }
        else
        {
            node.Emit(new Reshape(node.Name, sample), [x.Tensor], shape, batchAxis, output);
        }
    }

    private static int[] Flattened(OperatorNode node)
    {
        var shape = node.Input(0).Shape;
        var axis = node.Int("axis");
        axis = axis < 0 ? axis + shape.Count : axis;
        if (axis < 0 || axis > shape.Count)
        {
            throw node.Unsupported(FormattableString.Invariant($"axis {node.Int("axis")} does not exist in {shape.Count} dimensions"));
        }

        return [Product(shape.Take((int)axis)), Product(shape.Skip((int)axis))];
    }

    private static int[] Target(OperatorNode node, ImportedValue x)
    {
        var wanted = node.Integers(1);
        var allowZero = node.Has("allowzero") && node.Int("allowzero") != 0;
        var target = new long[wanted.Length];
        for (var i = 0; i < wanted.Length; i++)
        {
            target[i] = wanted[i] != 0 || allowZero ? wanted[i]
                : i < x.Rank ? x.Shape[i]
                : throw node.Mismatch(FormattableString.Invariant($"entry {i} of the new shape copies a dimension that shape [{string.Join(',', x.Shape)}] does not have"));
        }

        if (Fill(target, x.Count) is { } shape)
        {
            return shape;
        }

        // An exporter may have baked in the batch it traced with.
        if (x.BatchAxis >= 0 && target.Length > 0 && target[0] > 1 && target[0] == node.StatedBatch)
        {
            target[0] = 1;
            if (Fill(target, x.Count) is { } perSample)
            {
                return perSample;
            }
        }

        throw node.Mismatch($"{x.Count} elements of shape [{string.Join(',', x.Shape)}] (batch as 1) cannot become [{string.Join(',', wanted)}]");
    }

    /// <summary>Replaces one −1 so that the count fits; null where nothing fits.</summary>
    private static int[]? Fill(long[] target, int count)
    {
        long known = 1;
        var open = -1;
        for (var i = 0; i < target.Length; i++)
        {
            if (target[i] == -1 && open < 0)
            {
                open = i;
            }
            else if (target[i] < 0 || target[i] > count)
            {
                return null;
            }
            else
            {
                known *= target[i];
                if (known > count)
                {
                    return null;
                }
            }
        }

        if (open < 0 ? known != count : known == 0 || count % known != 0)
        {
            return null;
        }

        return [.. target.Select((d, i) => i == open ? count / (int)known : (int)d)];
    }

    private static long[]? Axes(OperatorNode node) => node.Optional(1) is null ? null : node.Integers(1);

    private static void Squeeze(OperatorNode node, long[]? axes)
    {
        var (shape, batchAxis) = Squeezed(node, axes);
        Emit(node, node.Data(0), shape, batchAxis);
    }

    private static (int[] Shape, int BatchAxis) Squeezed(OperatorNode node, long[]? axes)
    {
        var x = node.Input(0);

        // Without axes every 1 goes, but a batch that is open in the file is not a 1 there.
        HashSet<int> gone = axes is not null ? [.. axes.Select(a => node.Axis(a, x.Rank))]
            : [.. Enumerable.Range(0, x.Rank).Where(i => x.Shape[i] == 1 && (i != x.BatchAxis || node.StatedBatch == 1))];
        foreach (var axis in gone)
        {
            if (x.Shape[axis] != 1)
            {
                throw node.Mismatch(FormattableString.Invariant($"dimension {axis} of [{string.Join(',', x.Shape)}] is not 1 and cannot be squeezed"));
            }
        }

        int[] kept = [.. Enumerable.Range(0, x.Rank).Where(i => !gone.Contains(i))];
        return ([.. kept.Select(i => x.Shape[i])], Array.IndexOf(kept, x.BatchAxis));
    }

    private static void Unsqueeze(OperatorNode node, long[] axes)
    {
        var (shape, batchAxis) = Unsqueezed(node, axes);
        Emit(node, node.Data(0), shape, batchAxis);
    }

    private static (int[] Shape, int BatchAxis) Unsqueezed(OperatorNode node, long[] axes)
    {
        var x = node.Input(0);
        var rank = x.Rank + axes.Length;
        HashSet<int> fresh = [.. axes.Select(a => node.Axis(a, rank))];
        if (fresh.Count != axes.Length || rank > Onnx.OnnxLimits.Default.Rank)
        {
            throw node.Unsupported($"axes [{string.Join(',', axes.Take(40))}] name one dimension twice or are too many");
        }

        var shape = new int[rank];
        var (batchAxis, next) = (-1, 0);
        for (var i = 0; i < rank; i++)
        {
            batchAxis = !fresh.Contains(i) && next == x.BatchAxis ? i : batchAxis;
            shape[i] = fresh.Contains(i) ? 1 : x.Shape[next++];
        }

        return (shape, batchAxis);
    }

    private static int[] Permutation(OperatorNode node, int rank)
    {
        var given = node.Ints("perm") ?? [.. Enumerable.Range(0, rank).Reverse().Select(i => (long)i)];
        return given.Length == rank && given.Order().SequenceEqual(Enumerable.Range(0, rank).Select(i => (long)i))
            ? Array.ConvertAll(given, i => (int)i)
            : throw node.Mismatch(FormattableString.Invariant($"perm [{string.Join(',', given.Take(40))}] is not an order of {rank} dimensions"));
    }

    private static void Transpose(OperatorNode node)
    {
        var x = node.Data(0);
        var perm = Permutation(node, x.Rank);
        int[] shape = [.. perm.Select(i => x.Shape[i])];
        var batch = Array.IndexOf(perm, x.BatchAxis);
        int[] moved = [.. perm.Where(i => x.Shape[i] != 1)];
        if (moved.SequenceEqual(moved.Order()))
        {
            Emit(node, x, shape, batch);
            return;
        }

        int[] order = [.. perm.Where(i => i != x.BatchAxis).Select(i => SampleAxes.Of(node, x, i))];
        node.Emit(new Transpose(node.Name, order), [SampleAxes.Tensor(node, x)], shape, batch);
    }

    private static ConstantTensor FoldTranspose(OperatorNode node)
    {
        var constant = node.Constant(0);
        var rank = constant.Shape.Count;
        var perm = Permutation(node, rank);
        var strides = new int[rank];
        for (var (axis, stride) = (rank - 1, 1); axis >= 0; stride *= constant.Shape[axis], axis--)
        {
            strides[axis] = stride;
        }

        int[] shape = [.. perm.Select(i => constant.Shape[i])];
        var positions = new int[constant.Count];
        var index = new int[rank];
        for (var i = 0; i < positions.Length; i++)
        {
            var position = 0;
            for (var axis = 0; axis < rank; axis++)
            {
                position += index[axis] * strides[perm[axis]];
            }

            positions[i] = position;
            Broadcasting.Advance(index, shape);
        }

        return constant.Picked(shape, positions);
    }

    private static int Product(IEnumerable<int> dimensions) => dimensions.Aggregate(1, (product, d) => product * d);
}
