using Hls4Net.Import;
using Hls4Net.Operators;

namespace Hls4Net.Compiler.Import.Operators;

/// <summary>Concat, of data and of constants.</summary>
internal static class Joining
{
    public static IEnumerable<OnnxOperator> Operators =>
    [
        new("Concat", 4)
        {
            Inputs = [new("inputs")],
            Variadic = true,
            Attributes = [OnnxAttribute.Int("axis").MustBeGiven()],
            Limits = "Not along the batch.",
            Import = Concat,
            Fold = FoldedMovement.Concat,
        },
    ];

    private static void Concat(OperatorNode node)
    {
        ImportedValue[] parts = [.. Enumerable.Range(0, node.InputCount).Select(node.Input)];
        var data = Array.Find(parts, part => part.Tensor is not null)!;
        var axis = node.Axis(node.Int("axis"), data.Rank);
        foreach (var part in parts)
        {
            if (part.Rank != data.Rank || Enumerable.Range(0, data.Rank).Any(i => i != axis && part.Shape[i] != data.Shape[i]))
            {
                throw node.Mismatch($"[{string.Join(',', part.Shape)}] and [{string.Join(',', data.Shape)}] cannot be joined along axis {axis}");
            }

            if (part.Tensor is not null && part.BatchAxis != data.BatchAxis)
            {
                throw node.Unsupported("some of its inputs have a batch and others have none, or have it elsewhere");
            }
        }

        // Nothing joined to something is what it was.
        parts = [.. parts.Where(part => part.Shape[axis] > 0)];
        int[] shape = [.. data.Shape.Select((d, i) => i == axis ? parts.Sum(part => part.Shape[i]) : d)];
        var sampleAxis = SampleAxes.Of(node, data, axis);
        Tensor[] tensors = [.. parts.Select((part, i) => part.Tensor is not null ? SampleAxes.Tensor(node, part) : Constants.Data(node, part.Constant!, part.Shape, data.BatchAxis, $"{node.Name}_{i}"))];
        if (tensors.Length == 1)
        {
            Views.Emit(node, new ImportedValue(tensors[0], shape, data.BatchAxis), shape, data.BatchAxis);
        }
        else
        {
            node.Emit(new Concatenate(node.Name, sampleAxis), tensors, shape, data.BatchAxis);
        }
    }
}
