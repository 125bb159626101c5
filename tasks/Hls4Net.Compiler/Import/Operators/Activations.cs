using Hls4Net.Import;
using Hls4Net.Operators;

namespace Hls4Net.Compiler.Import.Operators;

/// <summary>Activations that work on each element by itself.</summary>
internal static class Activations
{
    public static IEnumerable<OnnxOperator> Operators =>
    [
        Plain("Relu", name => new Relu(name), x => Math.Max(x, 0)),
        Plain("Sigmoid", name => new Sigmoid(name), x => 1 / (1 + Math.Exp(-x))),
        Plain("Tanh", name => new Tanh(name), Math.Tanh),
        Plain("Softplus", name => new Softplus(name), x => Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x)))),
        Plain("Softsign", name => new Softsign(name), x => x / (1 + Math.Abs(x))),
        new("LeakyRelu", 6)
        {
            Attributes = [OnnxAttribute.Float("alpha", 0.01)],
            Import = node => Emit(node, new LeakyRelu(node.Name, Finite(node, "alpha"))),
        },
        new("Elu", 6)
        {
            Attributes = [OnnxAttribute.Float("alpha", 1)],
            Import = node => Emit(node, new Elu(node.Name, Finite(node, "alpha"))),
        },
        new("Selu", 6)
        {
            Attributes = [OnnxAttribute.Float("alpha", Selu.DefaultAlpha), OnnxAttribute.Float("gamma", Selu.DefaultGamma)],
            Import = node => Emit(node, new Selu(node.Name, Finite(node, "alpha"), Finite(node, "gamma"))),
        },
        new("HardSigmoid", 6)
        {
            Attributes = [OnnxAttribute.Float("alpha", 0.2), OnnxAttribute.Float("beta", 0.5)],
            Import = node => Emit(node, new HardSigmoid(node.Name, Finite(node, "alpha"), Finite(node, "beta"))),
        },
        new("PRelu", 7)
        {
            Inputs = [new("X"), new("slope", Constant: true)],
            Limits = "The slope broadcasts to the data.",
            Import = ImportPRelu,
        },
        new("Clip", 6)
        {
            Attributes = [OnnxAttribute.Float("min", float.MinValue), OnnxAttribute.Float("max", float.MaxValue)],
            Import = node => Clip(node, node.Float("min"), node.Float("max")),
        },
        new("Clip", 11)
        {
            Inputs = [new("input"), new("min", Constant: true, Optional: true), new("max", Constant: true, Optional: true)],
            Import = node => Clip(node, Bound(node, 1), Bound(node, 2)),
            Fold = node => Folding.Unary(node, v => Math.Min(Math.Max(v, Bound(node, 1) ?? v), Bound(node, 2) ?? double.PositiveInfinity)),
        },
    ];

    private static OnnxOperator Plain(string type, Func<string, Layer> make, Func<double, double> fold) => new(type, 1)
    {
        Import = node => Emit(node, make(node.Name)),
        Fold = node => Folding.Unary(node, fold),
    };

    /// <summary>Adds a layer whose output has the shape of its only input.</summary>
    public static void Emit(OperatorNode node, Layer layer, Tensor? data = null)
    {
        var x = node.Data(0);
        node.Emit(layer, [data ?? x.Tensor!], x.Shape, x.BatchAxis);
    }

    /// <summary>An attribute that must be a finite number.</summary>
    public static double Finite(OperatorNode node, string attribute) => double.IsFinite(node.Float(attribute))
        ? node.Float(attribute)
        : throw node.Unsupported($"attribute '{attribute}' is infinite");

    private static void ImportPRelu(OperatorNode node)
    {
        var x = node.Data(0);
        var slope = node.Weight(1);
        if (!Broadcasting.Shape(node, x.Shape, slope.Shape).SequenceEqual(x.Shape))
        {
            throw node.Mismatch($"slope of shape [{string.Join(',', slope.Shape)}] does not broadcast to data of shape [{string.Join(',', x.Shape)}]");
        }

        var values = Broadcasting.Repeating(node, slope, x.Shape);
        Emit(node, new PRelu(node.Name, new WeightTensor("alpha", new TensorShape(values.Length), values, slope.Origin)));
    }

    private static double? Bound(OperatorNode node, int input) => node.Optional(input) is null ? null
        : node.Constant(input) is not { Count: 1 } bound ? throw node.Mismatch($"bound '{node.Declaration.Inputs[input].Name}' must be one number")
        : double.IsNaN(bound.Reals[0]) ? throw node.Unsupported($"bound '{node.Declaration.Inputs[input].Name}' is not a number")
        : bound.Reals[0];

    /// <summary>The largest finite binary32 numbers are how older exporters write "no bound".</summary>
    private static void Clip(OperatorNode node, double? low, double? high)
    {
        low = low <= float.MinValue ? null : low;
        high = high >= float.MaxValue ? null : high;
        if (low is null && high is null)
        {
            node.Alias(node.Data(0));
        }
        else if (low >= float.MaxValue || high <= float.MinValue)
        {
            throw node.Unsupported("its bounds leave no number");
        }
        else
        {
            Emit(node, new Clip(node.Name, low, high));
        }
    }
}
