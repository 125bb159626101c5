using Hls4Net.Import;
using Hls4Net.Operators;

namespace Hls4Net.Compiler.Import.Operators;

/// <summary>Products of two tensors of data (or of data and a stack of constant matrices), summed over common axes.</summary>
internal static class Contractions
{
    public static IEnumerable<OnnxOperator> Operators =>
    [
        new("Einsum", 12)
        {
            Inputs = [new("Inputs")],
            Variadic = true,
            Attributes = [OnnxAttribute.Text("equation").MustBeGiven()],
            Limits = "One or two operands; no label twice in an operand; the batch is not summed.",
            Import = Einsum,
        },
    ];

    /// <summary>Adds the layer of a product whose axes are labelled; the axes of the batch may be labelled or not.</summary>
    /// <param name="node">The node.</param>
    /// <param name="name">Name of the layer.</param>
    /// <param name="a">First operand.</param>
    /// <param name="left">A label per ONNX axis of it.</param>
    /// <param name="b">Second operand.</param>
    /// <param name="right">A label per ONNX axis of it.</param>
    /// <param name="result">The labels of the output's axes.</param>
    /// <param name="shape">ONNX shape of the output; axes of length 1 more than there are labels are allowed.</param>
    /// <param name="batchAxis">Which axis of it is the batch.</param>
    public static void Emit(
        OperatorNode node, string name, ImportedValue a, int[] left, ImportedValue b, int[] right, int[] result, int[] shape, int batchAxis)
    {
        // An axis of length 1 beside a longer one of the same label repeats; an axis of the batch is no axis of a sample.
        var lengths = new Dictionary<int, int>();
        foreach (var (label, length) in left.Zip(a.Shape).Concat(right.Zip(b.Shape)))
        {
            lengths[label] = Math.Max(length, lengths.GetValueOrDefault(label, 1));
        }

        var batches = new[] { BatchLabel(a, left), BatchLabel(b, right) }.Where(label => label >= 0).ToHashSet();
        foreach (var label in batches)
        {
            if (!result.Contains(label) || lengths[label] != 1)
            {
                throw node.Unsupported("it would sum over the batch, or repeat it");
            }
        }

        var (x, xLabels) = Operand(a, left, 0);
        var (y, yLabels) = Operand(b, right, 1);
        int[] kept = [.. result.Where(label => xLabels.Contains(label) || yLabels.Contains(label))];
        node.Emit(new Einsum(name, xLabels, yLabels, kept), [x, y], shape, batchAxis);

        (Tensor, int[]) Operand(ImportedValue value, int[] labels, int index)
        {
            int[] axes = [.. Enumerable.Range(0, labels.Length).Where(axis => !batches.Contains(labels[axis]) && value.Shape[axis] == lengths[labels[axis]])];
            var sample = new TensorShape([.. axes.Select(axis => value.Shape[axis])]);
            var tensor = value.Constant is { } constant
                ? Constants.Data(node, constant, sample.Dimensions, -1, FormattableString.Invariant($"{name}_constant_{index}"))
                : node.Reshaped(value.Tensor!, sample);
            return (tensor, [.. axes.Select(axis => labels[axis])]);
        }
    }

    private static int BatchLabel(ImportedValue value, int[] labels) => value.BatchAxis < 0 ? -1 : labels[value.BatchAxis];

    /// <summary>A stack of matrix products: data by data, or data and a stack of constants.</summary>
    public static void MatMul(OperatorNode node, ImportedValue a, ImportedValue b)
    {
        if (a.Rank == 0 || b.Rank == 0)
        {
            throw node.Mismatch("a matrix product with a scalar is not defined");
        }

        // A vector counts as one row on the left and as one column on the right, and that axis is dropped again.
        var rank = Math.Max(Math.Max(a.Rank, b.Rank), 2);
        int[] left = [.. Enumerable.Range(rank - a.Rank, a.Rank)], right = [.. Enumerable.Range(rank - b.Rank, b.Rank)];
        var (row, sum, column) = (rank, rank + 1, rank + 2);
        left[^1] = sum;
        right[b.Rank == 1 ? ^1 : ^2] = sum;
        var stack = Broadcasting.Shape(node, [.. a.Shape.SkipLast(2)], [.. b.Shape.SkipLast(2)]);
        List<int> result = [.. Enumerable.Range(0, rank - 2)];
        List<int> shape = [.. stack];
        if (a.Rank > 1)
        {
            left[^2] = row;
            result.Add(row);
            shape.Add(a.Shape[^2]);
        }

        if (b.Rank > 1)
        {
            right[^1] = column;
            result.Add(column);
            shape.Add(b.Shape[^1]);
        }

        if (a.Shape[^1] != b.Shape[b.Rank == 1 ? ^1 : ^2])
        {
            throw node.Mismatch($"matrices of shapes [{string.Join(',', a.Shape)}] and [{string.Join(',', b.Shape)}] cannot be multiplied");
        }

        var labels = new[] { BatchLabel(a, left), BatchLabel(b, right) }.Max();
        Emit(node, node.Name, a, left, b, right, [.. result], [.. shape], result.IndexOf(labels));
    }

    private static void Einsum(OperatorNode node)
    {
        var equation = new EinsumEquation(node, node.Text("equation"), [.. Enumerable.Range(0, node.InputCount).Select(node.Input)]);
        if (node.InputCount == 1)
        {
            Single(node, node.Data(0), equation);
            return;
        }

        var (a, b) = (node.Input(0), node.Input(1));
        var (left, right) = (equation.Operands[0], equation.Operands[1]);
        int[] shape = [.. equation.Result.Select(label => Math.Max(Length(a, left, label), Length(b, right, label)))];
        var batch = Array.IndexOf(equation.Result, Math.Max(BatchLabel(a, left), BatchLabel(b, right)));
        Emit(node, node.Name, a, left, b, right, equation.Result, shape, batch);

        static int Length(ImportedValue value, int[] labels, int label) => Array.IndexOf(labels, label) is >= 0 and var axis ? value.Shape[axis] : 1;
    }

    /// <summary>One operand: its axes in another order, some of them summed.</summary>
    private static void Single(OperatorNode node, ImportedValue x, EinsumEquation equation)
    {
        var labels = equation.Operands[0];
        int[] order = [.. equation.Result.Select(label => Array.IndexOf(labels, label))];
        int[] summed = [.. Enumerable.Range(0, x.Rank).Except(order)];
        int[] shape = [.. order.Select(axis => x.Shape[axis])];
        var batch = Array.IndexOf(order, x.BatchAxis);
        int[] kept = [.. order.Where(axis => axis != x.BatchAxis).Select(axis => SampleAxes.Of(node, x, axis))];
        int[] gone = [.. summed.Select(axis => SampleAxes.Of(node, x, axis))];
        var tensor = SampleAxes.Tensor(node, x);
        if (gone.Length == 0)
        {
            node.Emit(new Transpose(node.Name, kept), [tensor], shape, batch);
            return;
        }

        var turned = node.EmitInner(new Transpose($"{node.Name}_turned", [.. kept, .. gone]), tensor);
        var (pixels, window) = Reductions.Pixels(node, node.Name, turned, [.. Enumerable.Range(kept.Length, gone.Length)]);
        node.Emit(new Pooling(node.Name, PoolingOperation.Sum, window), [pixels], shape, batch);
    }
}
