using Hls4Net.Import;
using Hls4Net.Operators;

namespace Hls4Net.Compiler.Import;

/// <summary>Layers that work along the last axis, along another one: between two transpositions.</summary>
internal static class AxisLast
{
    /// <summary>Applies layers to a tensor whose axis stands last, and puts it back.</summary>
    /// <param name="node">The node.</param>
    /// <param name="tensor">The tensor.</param>
    /// <param name="axis">An axis of a sample.</param>
    /// <param name="layers">Adds the layers; the result has the same axes, the last of any length.</param>
    public static Tensor Apply(OperatorNode node, Tensor tensor, int axis, Func<Tensor, Tensor> layers)
    {
        var rank = tensor.Shape.Rank;
        if (axis == rank - 1)
        {
            return layers(tensor);
        }

        int[] order = [.. Enumerable.Range(0, rank).Where(i => i != axis), axis];
        int[] back = [.. order.Select((_, i) => Array.IndexOf(order, i))];
        var made = layers(node.EmitInner(new Transpose($"{node.Name}_axis_last", order), tensor));
        return node.EmitInner(new Transpose($"{node.Name}_axis_back", back), made);
    }
}
