using Hls4Net.Import;
using Hls4Net.Operators;

namespace Hls4Net.Compiler.Import.Operators;

/// <summary>
/// Add, Sub, Mul, Div: with a constant a <see cref="BatchNormalization"/> (a shift or a scale), of two tensors a <see cref="Merge"/>;
/// data divides by the table of its reciprocals.
/// </summary>
internal static class Arithmetic
{
    public static IEnumerable<OnnxOperator> Operators =>
    [
        Binary("Add", "", Add, (a, b) => a + b, (a, b) => unchecked(a + b)),
        Binary("Sub", "", Subtract, (a, b) => a - b, (a, b) => unchecked(a - b)),
        Binary("Mul", "", Multiply, (a, b) => a * b, (a, b) => unchecked(a * b)),
        Binary("Div", "A constant divisor must not be zero.", Divide, (a, b) => a / b, (a, b) => b is 0 ? 0 : b is -1 ? unchecked(-a) : a / b),
    ];

    private static OnnxOperator Binary(
        string type, string limits, Action<OperatorNode> import, Func<double, double, double> reals, Func<long, long, long> integers) => new(type, 7)
        {
            Inputs = [new("A"), new("B")],
            Limits = limits,
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
            var divisor = node.Input(1);
            var inverse = node.EmitInner(new MathLayer($"{node.Name}_reciprocal", MathFunction.Reciprocal), divisor.Tensor!);
            Merging.Emit(node, node.Name, MergeOperation.Multiply, node.Input(0), new ImportedValue(inverse, divisor.Shape, divisor.BatchAxis));
            return;
        }

        var zero = Array.IndexOf(node.Weight(1).Reals, 0);
        if (zero >= 0)
        {
            throw node.Unsupported(FormattableString.Invariant($"the divisor is zero at index {zero}"));
        }

        var reciprocals = Array.ConvertAll(node.Weight(1).Reals, v => 1 / v);
        var shape = Broadcasting.Shape(node, node.Input(0).Shape, node.Input(1).Shape);
        if (shape.Aggregate(1L, (product, d) => product * d) != node.Input(0).Count)
        {
            var factors = new ConstantTensor(node.Weight(1).Origin, node.Weight(1).Shape, reciprocals);
            Merging.Emit(node, node.Name, MergeOperation.Multiply, node.Input(0), new ImportedValue(factors));
            return;
        }

        if (node.Input(0).IsInteger && node.Input(1).IsInteger)
        {
            DivideIntegers(node);
            return;
        }

        Affine(node, values => Array.ConvertAll(values, v => 1 / v), null);
    }

    /// <summary>A quotient of integers is truncated. A reciprocal rounded up keeps whole quotients whole.</summary>
    private static void DivideIntegers(OperatorNode node)
    {
        var (x, divisor) = (node.Data(0), node.Weight(1));
        var values = Array.ConvertAll(Broadcasting.Repeating(node, divisor, x.Shape), v => double.IsPow2(Math.Abs(v)) ? 1 / v : v > 0 ? Math.BitIncrement(1 / v) : Math.BitDecrement(1 / v));
        var scale = new WeightTensor("scale", new TensorShape(values.Length), values, divisor.Origin);
        node.Emit(new Quantize(node.Name, 0, null, null, Rounding.TruncateZero, scale), [x.Tensor!], x.Shape, x.BatchAxis);
    }

    /// <summary>Two tensors; or a constant that makes the data larger by broadcasting.</summary>
    private static bool Merged(OperatorNode node, MergeOperation operation)
    {
        var (a, b) = (node.Input(0), node.Input(1));
        var shape = Broadcasting.Shape(node, a.Shape, b.Shape);
        foreach (var (side, data) in ((int, ImportedValue)[])[(0, b), (1, a)])
        {
            if (node.Input(side).Constant is not null)
            {
                _ = node.Weight(side);
                if (shape.Aggregate(1L, (product, d) => product * d) == data.Count)
                {
                    return false;
                }
            }
        }

        Merging.Emit(node, node.Name, operation, a, b);
        return true;
    }

    /// <summary>Emits x · s + b, where s and b are made from the constant operand.</summary>
    private static void Affine(OperatorNode node, Func<double[], double[]>? scale, Func<double[], double[]>? bias)
    {
        var side = node.Input(0).Constant is null ? 1 : 0;
        var x = node.Input(1 - side);
        var constant = node.Weight(side);
        var shape = Broadcasting.Shape(node, x.Shape, constant.Shape);
        var values = Broadcasting.Repeating(node, constant, shape);
        node.Emit(
            new BatchNormalization(node.Name, Weight("scale", scale), Weight("bias", bias)),
            [x.Tensor!], shape, Broadcasting.BatchAxis(x, shape.Length));

        WeightTensor? Weight(string role, Func<double[], double[]>? make) =>
            make?.Invoke(values) is { } made ? new WeightTensor(role, new TensorShape(made.Length), made, constant.Origin) : null;
    }
}
