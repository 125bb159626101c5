using Hls4Net.Import;

namespace Hls4Net.Compiler.Import.Operators;

/// <summary>
/// Operators that exporters use to compute shapes and to prepare weights. Shapes are known, so all of it is done here and
/// nothing of it reaches hardware.
/// </summary>
internal static class ShapeArithmetic
{
    public static IEnumerable<OnnxOperator> Operators =>
    [
        Shape(1),
        Shape(15, OnnxAttribute.Int("start", 0), OnnxAttribute.Int("end", long.MaxValue)),
        new("Size", 1)
        {
            Import = node => node.Alias(new ImportedValue(new ConstantTensor(node.OutputName(0), [], [(long)node.Data(0).Count]))),
            Fold = node => new ConstantTensor(node.OutputName(0), [], [(long)node.Constant(0).Count]),
        },
        Unary("Neg", v => -v),
        Unary("Sqrt", Math.Sqrt),
        Unary("Reciprocal", v => 1 / v),
        Unary("Exp", Math.Exp),
        Unary("Abs", Math.Abs),
        new("Pow", 7)
        {
            Inputs = [new("X", Constant: true), new("Y", Constant: true)],
            Fold = node => Folding.Binary(node, Math.Pow, (a, b) => (long)Math.Clamp(Math.Pow(a, b), -9e18, 9e18)),
        },
    ];

    private static OnnxOperator Shape(int since, params OnnxAttribute[] attributes) => new("Shape", since)
    {
        Attributes = attributes,
        Import = node => node.Alias(new ImportedValue(ShapeOf(node))),
        Fold = ShapeOf,
    };

    private static OnnxOperator Unary(string type, Func<double, double> function) => new(type, 6)
    {
        Inputs = [new("X", Constant: true)],
        Fold = node => node.Constant(0).IsInteger
            ? new ConstantTensor(node.OutputName(0), node.Constant(0).Shape, Array.ConvertAll(node.Constant(0).Integers, v => (long)Math.Clamp(function(v), -9e18, 9e18)))
            : Folding.Unary(node, function),
    };

    private static ConstantTensor ShapeOf(OperatorNode node)
    {
        var shape = node.Input(0).Shape;
        int Edge(string name) => (int)Math.Clamp(node.Int(name) < 0 ? node.Int(name) + shape.Count : node.Int(name), 0, shape.Count);
        var (start, end) = node.Has("start") ? (Edge("start"), Edge("end")) : (0, shape.Count);
        long[] dimensions = [.. shape.Take(end).Skip(start).Select(d => (long)d)];
        return new ConstantTensor(node.OutputName(0), [dimensions.Length], dimensions);
    }
}
