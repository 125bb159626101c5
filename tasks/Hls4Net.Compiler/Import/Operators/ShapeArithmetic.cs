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
    ];

    private static OnnxOperator Shape(int since, params OnnxAttribute[] attributes) => new("Shape", since)
    {
        Attributes = attributes,
        Import = node => node.Alias(new ImportedValue(ShapeOf(node))),
        Fold = ShapeOf,
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
