using Hls4Net.Import;
using Hls4Net.Operators;

namespace Hls4Net.Compiler.Import.Operators;

/// <summary>Softmax. Up to version 11 it flattens everything from the axis on; from 13 on it works along one axis.</summary>
internal static class SoftmaxOperator
{
    public static IEnumerable<OnnxOperator> Operators =>
    [
        new("Softmax", 1)
        {
            Attributes = [OnnxAttribute.Int("axis", 1)],
            Limits = "Not over the batch.",
            Import = node => Import(node, flatten: true),
        },
        new("Softmax", 13)
        {
            Attributes = [OnnxAttribute.Int("axis", -1)],
            Limits = "Over the last axis, or one with only dimensions of 1 behind it; not over the batch.",
            Import = node => Import(node, flatten: false),
        },
    ];

    private static void Import(OperatorNode node, bool flatten)
    {
        var x = node.Data(0);
        var axis = node.Axis(node.Int("axis"), Math.Max(x.Rank, 1));
        if (x.BatchAxis == axis || (flatten && x.BatchAxis > axis))
        {
            throw node.Unsupported(FormattableString.Invariant($"axis {axis} runs over the batch, which would mix samples; set axis to that of the classes"));
        }

        var behind = x.Shape.Skip(axis + 1).Aggregate(1, (product, d) => product * d);
        if (!flatten && behind != 1)
        {
            throw node.Unsupported(FormattableString.Invariant($"axis {axis} of shape [{string.Join(',', x.Shape)}] is not the last one; export the model with the classes last"));
        }

        var length = x.Rank == 0 ? 1 : flatten ? x.Shape[axis] * behind : x.Shape[axis];
        var input = x.Tensor!.Shape[^1] == length ? x.Tensor : node.Reshaped(x.Tensor, new TensorShape(x.Count / length, length));
        node.Emit(new Softmax(node.Name), [input], x.Shape, x.BatchAxis);
    }
}
