using Hls4Net.Import;
using Hls4Net.Operators;

namespace Hls4Net.Compiler.Import.Operators;

/// <summary>ArgMax, and TopK of the first: the class of a classifier.</summary>
internal static class Choosing
{
    public static IEnumerable<OnnxOperator> Operators =>
    [
        new("ArgMax", 1)
        {
            Attributes = [OnnxAttribute.Int("axis", 0), OnnxAttribute.Int("keepdims", 1)],
            Limits = "Not over the batch.",
            Import = node => ArgMax(node, takesLast: false),
        },
        new("ArgMax", 12)
        {
            Attributes = [OnnxAttribute.Int("axis", 0), OnnxAttribute.Int("keepdims", 1), OnnxAttribute.Int("select_last_index", 0)],
            Limits = "Not over the batch.",
            Import = node => ArgMax(node, node.Int("select_last_index") != 0),
        },
        new("TopK", 1)
        {
            Attributes = [OnnxAttribute.Int("axis", -1), OnnxAttribute.Int("k").MustBeGiven()],
            Limits = "k = 1; not over the batch.",
            Import = node => TopK(node, node.Int("k")),
        },
        new("TopK", 10)
        {
            Inputs = [new("X"), new("K", Constant: true)],
            Attributes = [OnnxAttribute.Int("axis", -1)],
            Limits = "K = 1; not over the batch.",
            Import = node => TopK(node, Count(node)),
        },
        new("TopK", 11)
        {
            Inputs = [new("X"), new("K", Constant: true)],
            Attributes =
            [
                OnnxAttribute.Int("axis", -1), OnnxAttribute.Int("largest", 1).Only("only the largest is found"),
                OnnxAttribute.Int("sorted", 1).WithoutEffect("one value is always sorted"),
            ],
            Limits = "K = 1; not over the batch.",
            Import = node => TopK(node, Count(node)),
        },
    ];

    private static long Count(OperatorNode node) => node.Integers(1) is [var k] ? k : throw node.Mismatch("K must be one number");

    private static void ArgMax(OperatorNode node, bool takesLast)
    {
        var x = node.Data(0);
        var axis = node.Axis(node.Int("axis"), x.Rank);
        int[] shape = [.. x.Shape.Select((d, i) => i == axis ? 1 : d)];
        var batch = x.BatchAxis;
        if (node.Int("keepdims") == 0)
        {
            shape = [.. shape.Where((_, i) => i != axis)];
            batch = batch > axis ? batch - 1 : batch;
        }

        Emit(node, x, axis, shape, batch, 0, new ArgMax(node.Name, takesLast));
    }

    private static void TopK(OperatorNode node, long count)
    {
        if (count != 1)
        {
            throw node.Unsupported(FormattableString.Invariant($"k = {count} is not supported; 1 is"));
        }

        var x = node.Data(0);
        var axis = node.Axis(node.Int("axis"), x.Rank);
        int[] shape = [.. x.Shape.Select((d, i) => i == axis ? 1 : d)];
        var (pixels, window) = Reductions.Pixels(node, $"{node.Name}_value", SampleAxes.Tensor(node, x), [SampleAxes.Of(node, x, axis)]);
        node.Emit(new Pooling($"{node.Name}_value", PoolingOperation.Max, window), [pixels], shape, x.BatchAxis);
        if (node.OutputCount > 1)
        {
            Emit(node, x, axis, shape, x.BatchAxis, 1, new ArgMax(node.Name));
        }
    }

    private static void Emit(OperatorNode node, ImportedValue x, int axis, int[] shape, int batch, int output, ArgMax layer)
    {
        // The chosen axis last; what is left is in order whatever stood behind it.
        var (tensor, sample) = (SampleAxes.Tensor(node, x), SampleAxes.Of(node, x, axis));
        int[] order = [.. Enumerable.Range(0, tensor.Shape.Rank).Where(i => i != sample), sample];
        var turned = sample == order.Length - 1 ? tensor : node.EmitInner(new Transpose($"{node.Name}_axis_last", order), tensor);
        node.Emit(layer, [turned], shape, batch, output);
    }
}
