using Hls4Net.Operators;

namespace Hls4Net.Compiler.Passes;

/// <summary>What rewrites of transpositions share.</summary>
internal static class Transposes
{
    /// <summary>The transposition that makes an input of a layer; null where there is none, or the user gave it a type of its own.</summary>
    public static Transpose? Behind(Layer layer, int input = 0) =>
        layer.Inputs[input].Producer is Transpose transpose && !Fusion.IsSet(transpose, "result") ? transpose : null;

    /// <summary>The order that undoes an order.</summary>
    public static int[] Inverse(IReadOnlyList<int> order)
    {
        var inverse = new int[order.Count];
        for (var i = 0; i < inverse.Length; i++)
        {
            inverse[order[i]] = i;
        }

        return inverse;
    }

    /// <summary>Whether the elements stay in their order: all axes that change places have length 1.</summary>
    public static bool MovesNothing(IReadOnlyList<int> order, TensorShape input)
    {
        var last = -1;
        foreach (var axis in order)
        {
            if (input[axis] == 1)
            {
                continue;
            }

            if (axis < last)
            {
                return false;
            }

            last = axis;
        }

        return true;
    }

    /// <summary>Shape of a tensor with its axes in another order.</summary>
    public static TensorShape Shape(TensorShape input, IReadOnlyList<int> order) => new([.. order.Select(axis => input[axis])]);

    /// <summary>
    /// Makes a layer read tensors from in front of transpositions, and puts one of that order behind it. Transpositions that
    /// nobody reads any more are removed.
    /// </summary>
    public static void Sink(ModelGraph model, Layer layer, IReadOnlyList<Tensor> inputs, IReadOnlyList<int> order)
    {
        Layer[] old = [.. layer.Inputs.Select(input => input.Producer!)];
        model.SetInputs(layer, inputs);
        Restore(model, layer, layer.Output, order);
        RemoveUnread(model, old);
    }

    /// <summary>Lets all readers of a tensor read another one, transposed.</summary>
    public static void Restore(ModelGraph model, Layer made, Tensor readers, IReadOnlyList<int> order)
    {
        var name = $"{made.Name}_transposed";
        model.ReplaceUses(readers, model.Add(new Transpose(name, order), [made.Output], $"{made.Output.Name}_transposed").Output);
    }

    /// <summary>Removes transpositions and reshapes that nobody reads.</summary>
    public static void RemoveUnread(ModelGraph model, IEnumerable<Layer> layers)
    {
        foreach (var start in layers)
        {
            for (var layer = start; IsUnread(layer);)
            {
                var producer = layer.Input.Producer!;
                model.Remove(layer);
                layer = producer;
            }
        }
    }

    /// <summary>
    /// A constant whose element <c>i % n</c> belongs to element <c>i</c>, after the elements changed their places: as short as it can be.
    /// </summary>
    /// <param name="weight">The constant.</param>
    /// <param name="placeOf">New place of each element.</param>
    /// <param name="shape">New shape of the elements.</param>
    public static WeightTensor Permuted(WeightTensor weight, IReadOnlyList<int> placeOf, TensorShape shape)
    {
        // Several constants of an element stand side by side.
        var row = weight.Shape.Rank == 2 ? weight.Shape[1] : 1;
        var (values, rows) = (weight.Values, weight.Values.Count / row);
        if (rows == 1)
        {
            return weight;
        }

        var all = new double[placeOf.Count * row];
        for (var i = 0; i < all.Length; i++)
        {
            all[(placeOf[i / row] * row) + (i % row)] = values[(i / row % rows * row) + (i % row)];
        }

        // Shortest period that is a product of the last dimensions.
        var period = 1;
        for (var axis = shape.Rank; !Repeats(all, period * row); period *= shape[axis])
        {
            axis--;
        }

        return new WeightTensor(weight.Name, row == 1 ? new TensorShape(period) : new TensorShape(period, row), all[..(period * row)], weight.Origin);
    }

    private static bool Repeats(double[] values, int period)
    {
        for (var i = period; i < values.Length; i++)
        {
            if (values[i] != values[i - period])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether it is such a layer, still in the graph (one that was removed reads nothing), and without readers.</summary>
    private static bool IsUnread(Layer layer) =>
        layer is Transpose or Reshape && layer.Inputs.Count == 1 && layer.Output.Consumers.Count == 0 && !layer.Output.IsModelOutput;
}
