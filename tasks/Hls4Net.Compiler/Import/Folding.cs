using Hls4Net.Import;

namespace Hls4Net.Compiler.Import;

/// <summary>Computes nodes whose inputs are constant.</summary>
internal static class Folding
{
    /// <summary>Two constants, element by element with broadcasting; integers stay integers.</summary>
    public static ConstantTensor Binary(OperatorNode node, Func<double, double, double> reals, Func<long, long, long> integers) =>
        Binary(node, node.Constant(0), node.Constant(1), reals, integers);

    /// <summary>Two given constants, likewise.</summary>
    public static ConstantTensor Binary(
        OperatorNode node, ConstantTensor a, ConstantTensor b, Func<double, double, double> reals, Func<long, long, long> integers)
    {
        var shape = Broadcasting.Shape(node, a.Shape, b.Shape);
        Broadcasting.Count(node, shape, a.Count + b.Count);
        (a, b) = (Broadcasting.Expand(node, a, shape), Broadcasting.Expand(node, b, shape));
        return a.IsInteger && b.IsInteger
            ? new ConstantTensor(node.OutputName(0), shape, [.. a.Integers.Zip(b.Integers, integers)])
            : new ConstantTensor(node.OutputName(0), shape, [.. a.Reals.Zip(b.Reals, reals)]);
    }

    /// <summary>One constant, element by element, as real numbers.</summary>
    public static ConstantTensor Unary(OperatorNode node, Func<double, double> function) =>
        new(node.OutputName(0), node.Constant(0).Shape, Array.ConvertAll(node.Constant(0).Reals, v => function(v)));
}
