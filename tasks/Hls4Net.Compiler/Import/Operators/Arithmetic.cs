using Hls4Net.Import;
using Hls4Net.Operators;

namespace Hls4Net.Compiler.Import.Operators;

/// <summary>
/// Add, Sub, Mul, Div: with a constant a <see cref="BatchNormalization"/> (a shift or a scale), of two tensors a <see cref="Merge"/>.
/// </summary>
internal static class Arithmetic
{
    public static IEnumerable<OnnxOperator> Operators =>
    [
        Binary("Add", "", Add, (a, b) => a + b, (a, b) => unchecked(a + b)),
        Binary("Sub", "", Subtract, (a, b) => a - b, (a, b) => unchecked(a - b)),
        Binary("Mul", "", Multiply, (a, b) => a * b, (a, b) => unchecked(a * b)),
        Binary("Div", "Divisor constant and not zero.", Divide, (a, b) => a / b, (a, b) => b is 0 ? 0 : b is -1 ? unchecked(-a) : a / b),
    ];

    private static OnnxOperator Binary(
        string type, string limits, Action<OperatorNode> import, Func<double, double, double> reals, Func<long, long, long> integers) => new(type, 7)
        {
            Inputs = [new("A"), new("B")],
            Limits = $"A constant may not make the data larger by broadcasting. {limits}".TrimEnd(),
            Import = import,
            Fold = node => Folding.Binary(node, reals, integers),
        };

    private static void Add(OperatorNode node)
    {
        if (!Merged(node, MergeOperation.Add))
        {
            Affine(node, null, values => values);
        }
    }

    private static void Subtract(OperatorNode node)
    {
        if (Merged(node, MergeOperation.Subtract))
        {
            return;
        }

        if (node.Input(1).Constant is not null)
        {
            Affine(node, null, values => Array.ConvertAll(values, v => -v));
        }
        else
        {
            // c − x = x · (−1) + c.
            Affine(node, _ => [-1], values => values);
        }
    }

    private static void Multiply(OperatorNode node)
    {
        if (!Merged(node, MergeOperation.Multiply))
        {
            Affine(node, values => values, null);
        }
    }

    private static void Divide(OperatorNode node)
    {
        if (node.Input(1).Constant is null)
        {
            throw node.Unsupported("division by data is not supported; only constants divide (hardware multiplies by their reciprocals)");
        }

        var zero = Array.IndexOf(node.Weight(1).Reals, 0);
        if (zero >= 0)
        {
            throw node.Unsupported(FormattableString.Invariant($"the divisor is zero at index {zero}"));
        }

        Affine(node, values => Array.ConvertAll(values, v => 1 / v), null);
    }

    private static bool Merged(OperatorNode node, MergeOperation operation)
    {
        var (a, b) = (node.Input(0), node.Input(1));
        if (a.Constant is not null || b.Constant is not null)
        {
            return false;
        }

        var shape = Broadcasting.Shape(node, a.Shape, b.Shape);
        var (left, right) = (Broadcasting.BatchAxis(a, shape.Length), Broadcasting.BatchAxis(b, shape.Length));
        if (left >= 0 && right >= 0 && left != right)
        {
            throw node.Unsupported("it would combine different samples of a batch");
        }

        var batch = Math.Max(left, right);
        if (batch >= 0 && shape[batch] != 1)
        {
            throw node.Unsupported("it would broadcast along the batch");
        }

        // Operands without a batch align with the others once its place is out of their shapes.
        node.Emit(new Merge(node.Name, operation), [Aligned(a), Aligned(b)], shape, batch);
        return true;

        Tensor Aligned(ImportedValue value)
        {
            int[] full = [.. Enumerable.Repeat(1, shape.Length - value.Rank), .. value.Shape];
            return node.Reshaped(value.Tensor!, ImportedValue.SampleShape(full, batch));
        }
    }

    /// <summary>Emits x · s + b, where s and b are made from the constant operand.</summary>
    private static void Affine(OperatorNode node, Func<double[], double[]>? scale, Func<double[], double[]>? bias)
    {
        var side = node.Input(0).Constant is null ? 1 : 0;
        var x = node.Input(1 - side);
        var constant = node.Weight(side);
        var shape = Broadcasting.Shape(node, x.Shape, constant.Shape);
        if (shape.Aggregate(1L, (product, d) => product * d) != x.Count)
        {
            throw node.Unsupported($"constant '{NameText.Show(constant.Origin)}' of shape [{string.Join(',', constant.Shape)}] would make data of shape [{string.Join(',', x.Shape)}] larger by broadcasting");
        }

        var values = Broadcasting.Repeating(node, constant, shape);
        node.Emit(
            new BatchNormalization(node.Name, Weight("scale", scale), Weight("bias", bias)),
            [x.Tensor!], shape, Broadcasting.BatchAxis(x, shape.Length));

        WeightTensor? Weight(string role, Func<double[], double[]>? make) =>
            make?.Invoke(values) is { } made ? new WeightTensor(role, new TensorShape(made.Length), made, constant.Origin) : null;
    }
}
