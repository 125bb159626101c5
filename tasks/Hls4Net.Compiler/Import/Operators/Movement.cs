using Hls4Net.Import;
using Hls4Net.Operators;

namespace Hls4Net.Compiler.Import.Operators;

/// <summary>Operators that take elements out of data, repeat or pad it: along each axis by itself.</summary>
internal static class Movement
{
    public static IEnumerable<OnnxOperator> Operators =>
    [
        new("Gather", 1)
        {
            Inputs = [new("data"), new("indices")],
            Attributes = [OnnxAttribute.Int("axis", 0)],
            Limits = "Not along the batch; one of data and indices is constant; of a constant table whole rows.",
            Import = node => (node.Input(0).Constant is null ? Gather : (Action<OperatorNode>)Embed)(node),
            Fold = FoldedMovement.Gather,
        },
        new("Slice", 1)
        {
            Attributes = [OnnxAttribute.Ints("axes"), OnnxAttribute.Ints("starts").MustBeGiven(), OnnxAttribute.Ints("ends").MustBeGiven()],
            Limits = "Not along the batch.",
            Import = node => Slice(node, node.Ints("starts")!, node.Ints("ends")!, node.Ints("axes"), null),
            Fold = node => FoldedMovement.Slice(node, node.Ints("starts")!, node.Ints("ends")!, node.Ints("axes"), null),
        },
        new("Slice", 10)
        {
            Inputs =
            [
                new("data"), new("starts", Constant: true), new("ends", Constant: true),
                new("axes", Constant: true, Optional: true), new("steps", Constant: true, Optional: true),
            ],
            Limits = "Not along the batch.",
            Import = node => Slice(node, node.Integers(1), node.Integers(2), Given(node, 3), Given(node, 4)),
            Fold = node => FoldedMovement.Slice(node, node.Integers(1), node.Integers(2), Given(node, 3), Given(node, 4)),
        },
        Split(2, OnnxAttribute.Ints("split")),
        new("Split", 13)
        {
            Inputs = [new("input"), new("split", Constant: true, Optional: true)],
            Attributes = [OnnxAttribute.Int("axis", 0)],
            Limits = "Not along the batch.",
            Import = node => Split(node, Given(node, 1)),
        },
        new("Split", 18)
        {
            Inputs = [new("input"), new("split", Constant: true, Optional: true)],
            Attributes = [OnnxAttribute.Int("axis", 0), OnnxAttribute.Int("num_outputs")],
            Limits = "Not along the batch.",
            Import = node => Split(node, Given(node, 1)),
        },
        new("Tile", 6)
        {
            Inputs = [new("input"), new("repeats", Constant: true)],
            Limits = "The batch is not repeated.",
            Import = Tile,
            Fold = node => FoldedMovement.Tile(node, Repeats(node)),
        },
        new("Expand", 8)
        {
            Inputs = [new("input"), new("shape", Constant: true)],
            Limits = "The batch is not repeated.",
            Import = Expand,
            Fold = node => Broadcasting.Expand(node, node.Constant(0), Broadcasting.Shape(node, node.Constant(0).Shape, Dimensions(node))),
        },
    ];

    /// <summary>The integers of an input that may be left out.</summary>
    public static long[]? Given(OperatorNode node, int input) => node.Optional(input) is null ? null : node.Integers(input);

    /// <summary>Adds a layer that takes indices along axes; axes whose list is null stay as they are.</summary>
    /// <param name="node">The node.</param>
    /// <param name="x">The data.</param>
    /// <param name="kept">Indices to take, per axis of ONNX.</param>
    /// <param name="shape">ONNX shape of the output; null: the numbers of indices.</param>
    /// <param name="output">Index of the node's output.</param>
    /// <param name="name">Name of the layer; null: that of the node.</param>
    public static void Take(OperatorNode node, ImportedValue x, IReadOnlyList<int>?[] kept, int[]? shape = null, int output = 0, string? name = null)
    {
        for (var axis = 0; axis < kept.Length; axis++)
        {
            kept[axis] = kept[axis] is { } list && list.SequenceEqual(Enumerable.Range(0, x.Shape[axis])) ? null : kept[axis];
            if (kept[axis] is { Count: 0 })
            {
                throw node.Unsupported(FormattableString.Invariant($"nothing is left of dimension {axis} of [{string.Join(',', x.Shape)}]"));
            }

            if (axis == x.BatchAxis && kept[axis] is not null)
            {
                throw node.Unsupported(FormattableString.Invariant($"axis {axis} is the batch; samples cannot be mixed"));
            }
        }

        shape ??= [.. kept.Select((list, axis) => list?.Count ?? x.Shape[axis])];
        if (Array.TrueForAll(kept, list => list is null))
        {
            Views.Emit(node, x, shape, x.BatchAxis, output);
        }
        else
        {
            node.Emit(new Hls4Net.Operators.Gather(name ?? node.Name, SampleAxes.Without(x, kept)), [SampleAxes.Tensor(node, x)], shape, x.BatchAxis, output);
        }
    }

    private static OnnxOperator Split(int since, OnnxAttribute parts) => new("Split", since)
    {
        Inputs = [new("input")],
        Attributes = [OnnxAttribute.Int("axis", 0), parts],
        Limits = "Not along the batch.",
        Import = node => Split(node, node.Ints("split")),
    };

    private static void Gather(OperatorNode node)
    {
        var x = node.Data(0);
        var axis = node.Axis(node.Int("axis"), x.Rank);
        _ = SampleAxes.Of(node, x, axis);
        var length = x.Shape[axis];
        var indices = node.Integers(1);
        if (Array.Exists(indices, index => index < -length || index >= length))
        {
            throw node.Mismatch(FormattableString.Invariant($"an index is outside dimension {axis} of [{string.Join(',', x.Shape)}]"));
        }

        var kept = new IReadOnlyList<int>?[x.Rank];
        kept[axis] = Array.ConvertAll(indices, index => (int)(index < 0 ? index + length : index));
        int[] shape = [.. x.Shape.Take(axis), .. node.Constant(1).Shape, .. x.Shape.Skip(axis + 1)];
        var moved = node.Constant(1).Shape.Count - 1;
        var batch = x.BatchAxis > axis ? x.BatchAxis + moved : x.BatchAxis;
        if (kept[axis]!.SequenceEqual(Enumerable.Range(0, length)))
        {
            Views.Emit(node, x, shape, batch);
            return;
        }

        if (kept[axis]!.Count == 0)
        {
            throw node.Unsupported("it gathers nothing");
        }

        node.Emit(new Hls4Net.Operators.Gather(node.Name, SampleAxes.Without(x, kept)), [SampleAxes.Tensor(node, x)], shape, batch);
    }

    /// <summary>Rows of a constant table. ONNX counts negative positions from the end; in hardware there are none.</summary>
    private static void Embed(OperatorNode node)
    {
        var (table, indices) = (node.Weight(0), node.Data(1));
        if (node.Axis(node.Int("axis"), table.Shape.Count) != 0)
        {
            throw node.Unsupported("positions that are data choose rows of a constant table: axis 0 only; transpose the table before export");
        }

        int[] row = [.. table.Shape.Skip(1)];
        var embeddings = new WeightTensor(
            "embeddings", new TensorShape(table.Shape[0], row.Aggregate(1, (product, d) => product * d)), table.Reals, table.Origin);
        node.Emit(new Embedding(node.Name, embeddings), [indices.Tensor!], [.. indices.Shape, .. row], indices.BatchAxis);
    }

    private static void Slice(OperatorNode node, long[] starts, long[] ends, long[]? axes, long[]? steps)
    {
        var x = node.Data(0);
        Take(node, x, FoldedMovement.Kept(node, x.Shape, starts, ends, axes, steps));
    }

    private static void Split(OperatorNode node, long[]? parts)
    {
        var x = node.Data(0);
        var axis = node.Axis(node.Int("axis"), x.Rank);
        var (length, count) = (x.Shape[axis], node.OutputCount);
        if (parts is null)
        {
            if (node.Declaration.Since >= 18 && node.Has("num_outputs") && node.Int("num_outputs") != count)
            {
                throw node.Mismatch(FormattableString.Invariant($"num_outputs is {node.Int("num_outputs")} but it has {count} outputs"));
            }

            // Equal parts; the last one may be smaller.
            var part = (length + count - 1) / count;
            parts = [.. Enumerable.Range(0, count).Select(i => (long)Math.Min(part, length - (i * part)))];
        }

        if (parts.Length != count || Array.Exists(parts, part => part <= 0) || parts.Sum() != length)
        {
            throw node.Mismatch(FormattableString.Invariant($"{count} parts [{string.Join(',', parts.Take(40))}] do not make up dimension {axis} of [{string.Join(',', x.Shape)}]"));
        }

        for (var (i, start) = (0, 0); i < count; start += (int)parts[i], i++)
        {
            var kept = new IReadOnlyList<int>?[x.Rank];
            kept[axis] = [.. Enumerable.Range(start, (int)parts[i])];
            Take(node, x, kept, output: i, name: i == 0 ? node.Name : FormattableString.Invariant($"{node.Name}_{i}"));
        }
    }

    private static void Tile(OperatorNode node)
    {
        var x = node.Data(0);
        var repeats = Repeats(node);
        var kept = new IReadOnlyList<int>?[x.Rank];
        for (var axis = 0; axis < x.Rank; axis++)
        {
            var length = x.Shape[axis];
            kept[axis] = repeats[axis] == 1 ? null : [.. Enumerable.Range(0, length * repeats[axis]).Select(i => i % length)];
        }

        Take(node, x, kept);
    }

    private static int[] Repeats(OperatorNode node)
    {
        var (repeats, shape) = (node.Integers(1), node.Input(0).Shape);
        if (repeats.Length != shape.Count || Array.Exists(repeats, repeat => repeat is < 1 or > int.MaxValue))
        {
            throw node.Mismatch($"repeats [{string.Join(',', repeats.Take(40))}] do not suit [{string.Join(',', shape)}]");
        }

        Broadcasting.Count(node, [.. shape.Select((d, axis) => (int)Math.Min(d * repeats[axis], int.MaxValue))], node.Input(0).Count);
        return Array.ConvertAll(repeats, repeat => (int)repeat);
    }

    private static int[] Dimensions(OperatorNode node) => Array.Exists(node.Integers(1), d => d is < 1 or > int.MaxValue)
        ? throw node.Unsupported($"[{string.Join(',', node.Integers(1).Take(40))}] is not a shape")
        : Array.ConvertAll(node.Integers(1), d => (int)d);

    private static void Expand(OperatorNode node)
    {
        var x = node.Data(0);
        var wanted = Dimensions(node);

        // An exporter may have baked in the batch it traced with.
        var batch = Broadcasting.BatchAxis(x, Math.Max(x.Rank, wanted.Length));
        var place = batch - (Math.Max(x.Rank, wanted.Length) - wanted.Length);
        if (batch >= 0 && place >= 0 && wanted[place] == node.StatedBatch)
        {
            wanted[place] = 1;
        }

        var shape = Broadcasting.Shape(node, x.Shape, wanted);
        Broadcasting.Count(node, shape, x.Count);
        int[] full = [.. Enumerable.Repeat(1, shape.Length - x.Rank), .. x.Shape];
        var widened = new ImportedValue(node.Reshaped(x.Tensor!, ImportedValue.SampleShape(full, batch)), full, batch);
        Take(node, widened, [.. full.Select((d, axis) => d == shape[axis] ? null : (IReadOnlyList<int>)new int[shape[axis]])], shape);
    }
}
