using Hls4Net.Operators;

namespace Hls4Net.Compiler.Passes;

/// <summary>
/// A transposition in front of a reshape moves behind it where the reshape only joins axes that stay neighbours, or splits some.
/// Where it does not (a flatten), elementwise layers behind the reshape move in front of it, and the transposition follows them
/// to whatever can take it in.
/// </summary>
public sealed class MoveTransposesThroughReshapes : OptimizerPass
{
    /// <inheritdoc/>
    public override bool Match(Layer node) =>
        node is Reshape ? Transposes.Behind(node) is { } transpose && Moved(transpose, node.Output.Shape) is not null
        : node is ElementwiseLayer && node.Input.Producer is Reshape reshape && Transposes.Behind(reshape) is { } blocked && Moved(blocked, reshape.Output.Shape) is null;

    /// <inheritdoc/>
    public override bool Transform(ModelGraph model, Layer node)
    {
        if (node is Reshape)
        {
            var transpose = Transposes.Behind(node)!;
            var (shape, order) = Moved(transpose, node.Output.Shape)!.Value;
            var before = model.Add(new Reshape(node.Name, shape), [transpose.Input], node.Output.Name);
            before.Absorb(node);
            Transposes.Restore(model, before, node.Output, order);
            Transposes.RemoveUnread(model, [node]);
            return true;
        }

        // An element keeps its position in C order: constants stay as they are.
        var reshape = node.Input.Producer!;
        var wanted = node.Output.Shape;
        model.SetInputs(node, [reshape.Input]);
        var behind = model.Add(new Reshape(reshape.Name, wanted), [node.Output], $"{node.Output.Name}_reshaped");
        model.ReplaceUses(node.Output, behind.Output);
        Transposes.RemoveUnread(model, [reshape]);
        return true;
    }

    /// <summary>Shape and order such that transposing and then reshaping to <paramref name="result"/> is reshaping and then transposing; null where there are none.</summary>
    private static (TensorShape Shape, int[] Order)? Moved(Transpose transpose, TensorShape result)
    {
        var (input, order) = (transpose.Input.Shape, transpose.Permutation);
        if (Groups(transpose.Output.Shape, result) is not { } groups)
        {
            return null;
        }

        // Each group's axes must be neighbours, in order, in the input as well.
        var axis = 0;
        var places = new List<(int First, int[] Shape, int From)>();
        foreach (var (count, made) in groups)
        {
            for (var i = 1; i < count; i++)
            {
                if (order[axis + i] != order[axis] + i)
                {
                    return null;
                }
            }

            places.Add((order[axis], made, places.Sum(place => place.Shape.Length)));
            axis += count;
        }

        (int First, int[] Shape, int From)[] sorted = [.. places.OrderBy(place => place.First)];
        TensorShape shape = new([.. sorted.SelectMany(place => place.Shape)]);
        int[] inverse = [.. sorted.SelectMany(place => Enumerable.Range(place.From, place.Shape.Length))];
        return shape.Rank == 0 ? null : (shape, Transposes.Inverse(inverse));
    }

    /// <summary>
    /// Splits two shapes of as many elements into the smallest runs of axes that hold as many elements each: how many axes the
    /// run has in the first, and its dimensions in the second. Axes of length 1 are a run of none of the second's.
    /// </summary>
    private static List<(int Count, int[] Shape)>? Groups(TensorShape from, TensorShape to)
    {
        var groups = new List<(int, int[])>();
        var (i, j) = (0, 0);
        while (i < from.Rank)
        {
            var (startFrom, startTo) = (i, j);
            long left = from[i++];
            if (left == 1)
            {
                groups.Add((1, []));
                continue;
            }

            long right = j < to.Rank ? to[j++] : 1;
            while (left != right)
            {
                if (left < right)
                {
                    left *= from[i++];
                }
                else
                {
                    right *= to[j++];
                }
            }

            while (j < to.Rank && to[j] == 1)
            {
                j++;
            }

            groups.Add((i - startFrom, [.. Enumerable.Range(startTo, j - startTo).Select(k => to[k])]));
        }

        return groups;
    }
}
