using Hls4Net.Import;
using Hls4Net.Operators;

namespace Hls4Net.Compiler.Import.Operators;

/// <summary>Round, Floor and Ceil: on data a <see cref="Quantize"/> whose step is one.</summary>
internal static class Roundings
{
    public static IEnumerable<OnnxOperator> Operators =>
    [
        Declare("Round", 11, Rounding.RoundConvergent, value => Math.Round(value, MidpointRounding.ToEven)),
        Declare("Floor", 6, Rounding.Truncate, Math.Floor),
        new("Ceil", 6) { Import = Ceil, Fold = Fold(Math.Ceiling) },
    ];

    private static OnnxOperator Declare(string type, int since, Rounding rounding, Func<double, double> function) => new(type, since)
    {
        Import = node => Activations.Emit(node, new Quantize(node.Name, 0, null, null, rounding)),
        Fold = Fold(function),
    };

    /// <summary>⌈x⌉ = −⌊−x⌋.</summary>
    private static void Ceil(OperatorNode node)
    {
        var floor = node.EmitInner(new Quantize($"{node.Name}_floor", 0, null, null, Rounding.Truncate, Minus(node)), node.Data(0).Tensor!);
        node.Alias(new ImportedValue(node.EmitInner(new BatchNormalization(node.Name, Minus(node), null), node.OutputName(0), floor), node.Data(0).Shape, node.Data(0).BatchAxis));
    }

    private static WeightTensor Minus(OperatorNode node) => new("scale", new TensorShape(1), [-1], node.Name);

    private static Func<OperatorNode, ConstantTensor> Fold(Func<double, double> function) => node => node.Constant(0).IsInteger
        ? new ConstantTensor(node.OutputName(0), node.Constant(0).Shape, node.Constant(0).Integers)
        : Folding.Unary(node, function);
}
