using Hls4Net.Import;
using Hls4Net.Operators;

namespace Hls4Net.Compiler.Import.Operators;

/// <summary>Two tensors joined element by element: shapes aligned, broadcasting written out where an index formula cannot express it.</summary>
internal static class Merging
{
    /// <summary>Adds a layer that makes output 0 of the node from two values; constants become layers of their own.</summary>
    public static void Emit(OperatorNode node, string name, MergeOperation operation, ImportedValue a, ImportedValue b)
    {
        var (inputs, shape, batch) = Operands(node, name, a, b);
        node.Emit(new Merge(name, operation), inputs, shape, batch);
    }

    /// <summary>Adds such a layer in the middle of a node.</summary>
    public static ImportedValue Inner(OperatorNode node, string name, MergeOperation operation, ImportedValue a, ImportedValue b)
    {
        var (inputs, shape, batch) = Operands(node, name, a, b);
        var made = node.EmitInner(new Merge(name, operation), inputs);
        return new ImportedValue(node.Reshaped(made, ImportedValue.SampleShape(shape, batch)), shape, batch);
    }

    private static (Tensor[] Inputs, int[] Shape, int BatchAxis) Operands(OperatorNode node, string name, ImportedValue a, ImportedValue b)
    {
        var shape = Broadcasting.Shape(node, a.Shape, b.Shape);
        Broadcasting.Count(node, shape, 1L << 26);
        var (left, right) = (Broadcasting.BatchAxis(a, shape.Length), Broadcasting.BatchAxis(b, shape.Length));
        if (left >= 0 && right >= 0 && left != right)
        {
            throw node.Unsupported("it would combine different samples of a batch");
        }

        var batch = Math.Max(left, right);
        return batch >= 0 && shape[batch] != 1
            ? throw node.Unsupported("it would broadcast along the batch")
            : ([Aligned(node, name, a, shape, batch, 0), Aligned(node, name, b, shape, batch, 1)], shape, batch);
    }

    /// <summary>Operands without a batch align with the others once its place is out of their shapes.</summary>
    private static Tensor Aligned(OperatorNode node, string name, ImportedValue value, int[] shape, int batch, int index)
    {
        int[] full = [.. Enumerable.Repeat(1, shape.Length - value.Rank), .. value.Shape];
        var (sample, result) = (ImportedValue.SampleShape(full, batch), ImportedValue.SampleShape(shape, batch));
        var tensor = value.Constant is { } constant
            ? Constants.Data(node, constant, full, batch, FormattableString.Invariant($"{name}_constant_{index}"))
            : node.Reshaped(value.Tensor!, sample);
        return BroadcastIndex.Find(sample, result) is not null ? tensor : node.EmitInner(
            new Gather(
                FormattableString.Invariant($"{name}_expand_{index}"),
                [.. sample.Dimensions.Select((d, axis) => d == result[axis] ? null : (IReadOnlyList<int>)new int[result[axis]])]),
            tensor);
    }
}
