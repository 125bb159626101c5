using Hls4Net.Operators;

namespace Hls4Net.Compiler.Passes;

/// <summary>
/// Equal transpositions of what a <see cref="Merge"/> or <see cref="Concatenate"/> reads move behind it. An operand that comes
/// without one gets the opposite where that costs nothing: at the boundary of the model, or where it moves no element.
/// </summary>
public sealed class MoveTransposesOfOperands : OptimizerPass
{
    /// <inheritdoc/>
    public override bool Match(Layer node) => node is Merge or Concatenate && OrderOf(node) is { } order && Shapes(node, order) is { } shapes && Suits(node, shapes);

    /// <inheritdoc/>
    public override bool Transform(ModelGraph model, Layer node)
    {
        var order = OrderOf(node)!;
        var shapes = Shapes(node, order)!;
        var inputs = new Tensor[shapes.Length];
        for (var i = 0; i < inputs.Length; i++)
        {
            inputs[i] = Operand(model, node, i, order, shapes[i]);
        }

        if (node is Concatenate join)
        {
            join.Axis = order[join.Axis];
        }

        Transposes.Sink(model, node, inputs, order);
        return true;
    }

    /// <summary>The order of the transposed operands; null where there are none or they differ.</summary>
    private static IReadOnlyList<int>? OrderOf(Layer node)
    {
        Transpose? found = null;
        for (var i = 0; i < node.Inputs.Count; i++)
        {
            if (Transposes.Behind(node, i) is not { } transpose || transpose.Permutation.Count != node.Output.Shape.Rank)
            {
                continue;
            }

            if (found is not null && !found.Permutation.SequenceEqual(transpose.Permutation))
            {
                return null;
            }

            found = transpose;
        }

        return found?.Permutation;
    }

    /// <summary>The shapes of the operands in front of the transposition; null where one would have to be moved for nothing.</summary>
    private static TensorShape[]? Shapes(Layer node, IReadOnlyList<int> order)
    {
        var shapes = new TensorShape[node.Inputs.Count];
        var inverse = Transposes.Inverse(order);
        for (var i = 0; i < shapes.Length; i++)
        {
            var input = node.Inputs[i];
            if (IsTransposed(node, i, order))
            {
                shapes[i] = input.Producer!.Input.Shape;
                continue;
            }

            var full = Full(input.Shape, order.Count);
            if (!Transposes.MovesNothing(inverse, full) && input.Producer is not Input && !HasOpposite(input, inverse))
            {
                return null;
            }

            shapes[i] = Transposes.Shape(full, inverse);
        }

        return shapes;
    }

    private static bool Suits(Layer node, TensorShape[] shapes)
    {
        if (node is not Merge)
        {
            return true;
        }

        TensorShape result = new([.. Enumerable.Range(0, shapes[0].Rank).Select(axis => shapes.Max(shape => shape[axis]))]);
        return Array.TrueForAll(shapes, shape => BroadcastIndex.Find(shape, result) is not null);
    }

    private static bool IsTransposed(Layer node, int input, IReadOnlyList<int> order) =>
        Transposes.Behind(node, input) is { } transpose && transpose.Permutation.SequenceEqual(order);

    private static bool HasOpposite(Tensor input, int[] inverse) =>
        input.Consumers.OfType<Transpose>().Any(other => other.Permutation.SequenceEqual(inverse));

    private static TensorShape Full(TensorShape shape, int rank) => new([.. Enumerable.Repeat(1, rank - shape.Rank), .. shape.Dimensions]);

    private static Tensor Operand(ModelGraph model, Layer node, int index, IReadOnlyList<int> order, TensorShape shape)
    {
        var input = node.Inputs[index];
        if (IsTransposed(node, index, order))
        {
            return input.Producer!.Input;
        }

        var inverse = Transposes.Inverse(order);
        if (Transposes.MovesNothing(inverse, Full(input.Shape, order.Count)))
        {
            return input.Shape.Equals(shape) ? input : model.Add(new Reshape($"{node.Name}_operand", shape), [input], $"{input.Name}_transposed").Output;
        }

        return model.Add(new Transpose($"{node.Name}_operand", inverse), [input], $"{input.Name}_transposed").Output;
    }
}
