using Hls4Net.Import;
using Hls4Net.Operators;

namespace Hls4Net.Compiler.Import.Operators;

/// <summary>Elementary functions and the activations made of them.</summary>
internal static class Maths
{
    public static IEnumerable<OnnxOperator> Operators =>
    [
        Table("Exp", MathFunction.Exp, Math.Exp),
        Table("Log", MathFunction.Log, Math.Log),
        Table("Sqrt", MathFunction.Sqrt, Math.Sqrt),
        Table("Reciprocal", MathFunction.Reciprocal, v => 1 / v),
        Table("Erf", MathFunction.Erf, MathLayer.Erf),
        new("Neg", 6) { Import = node => Activations.Emit(node, new BatchNormalization(node.Name, Scalar(node, "scale", -1), null)), Fold = node => Fold(node, v => -v) },
        new("Abs", 6) { Import = node => Activations.Emit(node, new LeakyRelu(node.Name, -1)), Fold = node => Fold(node, Math.Abs) },
        new("Pow", 7)
        {
            Inputs = [new("X"), new("Y", Constant: true)],
            Limits = "One exponent for all elements.",
            Import = Power,
            Fold = node => Folding.Binary(node, Math.Pow, (a, b) => (long)Math.Clamp(Math.Pow(a, b), -9e18, 9e18)),
        },
        new("Gelu", 20)
        {
            Attributes = [OnnxAttribute.Text("approximate", "none")],
            Import = node => Activations.Emit(node, new RampLayer(node.Name, node.Text("approximate") switch
            {
                "none" => RampFunction.Gelu,
                "tanh" => RampFunction.GeluTanh,
                var other => throw node.Unsupported($"approximate '{NameText.Show(other)}' is not supported; none and tanh are"),
            })),
        },
        new("Gelu", 1) { Domain = "com.microsoft", Import = node => Activations.Emit(node, new RampLayer(node.Name, RampFunction.Gelu)) },
        new("Mish", 18) { Import = node => Activations.Emit(node, new RampLayer(node.Name, RampFunction.Mish)) },
        new("HardSwish", 14) { Import = node => HardSwish(node, node.Data(0)) },
        new("ThresholdedRelu", 10)
        {
            Attributes = [OnnxAttribute.Float("alpha", 1)],
            Import = node => Activations.Emit(node, new ThresholdedRelu(node.Name, Activations.Finite(node, "alpha"))),
        },
    ];

    private static OnnxOperator Table(string type, MathFunction function, Func<double, double> fold) => new(type, 6)
    {
        Import = node => Activations.Emit(node, new MathLayer(node.Name, function)),
        Fold = node => Fold(node, fold),
    };

    private static ConstantTensor Fold(OperatorNode node, Func<double, double> function) => node.Constant(0).IsInteger
        ? new ConstantTensor(node.OutputName(0), node.Constant(0).Shape, Array.ConvertAll(node.Constant(0).Integers, v => (long)Math.Clamp(function(v), -9e18, 9e18)))
        : Folding.Unary(node, function);

    private static WeightTensor Scalar(OperatorNode node, string role, double value) => new(role, new TensorShape(1), [value], node.Name);

    private static void Power(OperatorNode node)
    {
        if (node.Weight(1) is not { Count: 1 } constant || constant.Shape.Count > node.Data(0).Rank)
        {
            throw node.Unsupported($"exponents of shape [{string.Join(',', node.Constant(1).Shape)}] are not supported; one number is");
        }

        switch (constant.Reals[0])
        {
            case 1:
                node.Alias(node.Data(0));
                break;
            case 2:
                Merging.Emit(node, node.Name, MergeOperation.Multiply, node.Data(0), node.Data(0));
                break;
            case 0.5:
                Activations.Emit(node, new MathLayer(node.Name, MathFunction.Sqrt));
                break;
            case -1:
                Activations.Emit(node, new MathLayer(node.Name, MathFunction.Reciprocal));
                break;
            case var exponent:
                Activations.Emit(node, new MathLayer(node.Name, MathFunction.Pow, exponent));
                break;
        }
    }

    /// <summary>x · clamp(x / 6 + 1/2, 0, 1).</summary>
    public static void HardSwish(OperatorNode node, ImportedValue x)
    {
        var gate = node.EmitInner(new HardSigmoid($"{node.Name}_gate", 1 / 6.0, 0.5), x.Tensor!);
        Merging.Emit(node, node.Name, MergeOperation.Multiply, x, new ImportedValue(gate, x.Shape, x.BatchAxis));
    }
}
