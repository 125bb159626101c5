using Hls4Net.Import;
using Hls4Net.Operators;

namespace Hls4Net.Compiler.Import.Operators;

/// <summary>Softmax and its logarithm. Up to version 11 they flatten everything from the axis on; from 13 on they work along one axis.</summary>
internal static class SoftmaxOperator
{
    public static IEnumerable<OnnxOperator> Operators =>
    [
        Declare("Softmax", 1, 1, Softmax),
        Declare("Softmax", 13, -1, Softmax),
        Declare("LogSoftmax", 1, 1, LogSoftmax),
        Declare("LogSoftmax", 13, -1, LogSoftmax),
    ];

    private static OnnxOperator Declare(string type, int since, int axis, Func<OperatorNode, string, Tensor, Tensor> layers) => new(type, since)
    {
        Attributes = [OnnxAttribute.Int("axis", axis)],
        Limits = "Not over the batch.",
        Import = node => Import(node, flatten: since < 13, layers),
    };

    private static void Import(OperatorNode node, bool flatten, Func<OperatorNode, string, Tensor, Tensor> layers)
    {
        var x = node.Data(0);
        var axis = node.Axis(node.Int("axis"), Math.Max(x.Rank, 1));
        if (x.BatchAxis == axis || (flatten && x.BatchAxis > axis))
        {
            throw node.Unsupported(FormattableString.Invariant($"axis {axis} runs over the batch, which would mix samples; set axis to that of the classes"));
        }

        Emit(node, x, axis, flatten, layers);
    }

    /// <summary>The softmax of data along one axis, or its logarithm, as the output of a node.</summary>
    public static void Emit(OperatorNode node, ImportedValue x, int axis, bool isLogarithm) => Emit(node, x, axis, flatten: false, isLogarithm ? LogSoftmax : Softmax);

    private static void Emit(OperatorNode node, ImportedValue x, int axis, bool flatten, Func<OperatorNode, string, Tensor, Tensor> layers)
    {
        var behind = x.Shape.Skip(axis + 1).Aggregate(1, (product, d) => product * d);
        var length = x.Rank == 0 ? 1 : flatten ? x.Shape[axis] * behind : x.Shape[axis];
        var isLast = flatten || behind == 1;
        var made = isLast
            ? layers(node, node.OutputName(0), x.Tensor!.Shape[^1] == length ? x.Tensor : node.Reshaped(x.Tensor, new TensorShape(x.Count / length, length)))
            : AxisLast.Apply(node, SampleAxes.Tensor(node, x), SampleAxes.Of(node, x, axis), turned => layers(node, node.OutputName(0), turned));
        var view = node.Reshaped(made, ImportedValue.SampleShape(x.Shape, x.BatchAxis));
        if (view != made && isLast)
        {
            // What others read carries the user's name.
            ModelGraph.ExchangeNames(view, made);
        }

        node.Alias(new ImportedValue(view, x.Shape, x.BatchAxis));
    }

    private static Tensor Softmax(OperatorNode node, string output, Tensor x) => node.EmitInner(new Softmax(node.Name), output, x);

    /// <summary>(x − max) − log Σ e^(x − max): a logarithm of probabilities would lose the small ones.</summary>
    private static Tensor LogSoftmax(OperatorNode node, string output, Tensor x)
    {
        TensorShape one = new([.. x.Shape.Dimensions.SkipLast(1), 1]);
        var largest = Pool("max", PoolingOperation.Max, x);

        // Interval arithmetic does not see that x - max is never positive and that the largest term of the sum is 1.
        var below = node.EmitInner(new Clip($"{node.Name}_below", null, 0), node.EmitInner(new Merge($"{node.Name}_minus_max", MergeOperation.Subtract), x, largest));
        var sum = Pool("sum", PoolingOperation.Sum, node.EmitInner(new MathLayer($"{node.Name}_exp", MathFunction.Exp), below));
        var logarithm = node.EmitInner(
            new MathLayer($"{node.Name}_log", MathFunction.Log), node.EmitInner(new Clip($"{node.Name}_at_least_one", 1, null), sum));
        return node.EmitInner(new Merge(node.Name, MergeOperation.Subtract), output, below, logarithm);

        Tensor Pool(string role, PoolingOperation operation, Tensor of)
        {
            var name = $"{node.Name}_{role}";
            var (pixels, window) = Reductions.Pixels(node, name, of, [of.Shape.Rank - 1]);
            return node.Reshaped(node.EmitInner(new Pooling(name, operation, window), pixels), one);
        }
    }
}
