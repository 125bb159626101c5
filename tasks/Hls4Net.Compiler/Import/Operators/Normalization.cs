using Hls4Net.Import;
using Hls4Net.Operators;

namespace Hls4Net.Compiler.Import.Operators;

/// <summary>BatchNormalization with its statistics folded into one factor and one offset per channel.</summary>
internal static class Normalization
{
    private static readonly OnnxAttribute Epsilon = OnnxAttribute.Float("epsilon", 1e-5);
    private static readonly OnnxAttribute Momentum = OnnxAttribute.Float("momentum", 0.9).WithoutEffect("only training uses it");

    public static IEnumerable<OnnxOperator> Operators =>
    [
        Declare(7, Epsilon, Momentum, OnnxAttribute.Int("spatial", 1).Only("statistics per activation were removed from ONNX in version 9")),
        Declare(9, Epsilon, Momentum),
        Declare(14, Epsilon, Momentum, OnnxAttribute.Int("training_mode", 0).Only("statistics of the batch do not exist in hardware; export for inference (model.eval())")),
    ];

    private static OnnxOperator Declare(int since, params OnnxAttribute[] attributes) => new("BatchNormalization", since)
    {
        Attributes = attributes,
        Inputs = [new("X"), new("scale", Constant: true), new("B", Constant: true), new("input_mean", Constant: true), new("input_var", Constant: true)],
        Limits = "At least two dimensions; the channel is the second.",
        Import = Import,
    };

    private static void Import(OperatorNode node)
    {
        var x = node.Data(0);
        if (x.Rank < 2 || x.BatchAxis > 0)
        {
            throw node.Unsupported($"data of shape [{string.Join(',', x.Shape)}] has no channel in the second dimension");
        }

        var channels = x.Shape[1];
        double[] Values(int input) => node.Weight(input).Count == channels ? node.Constant(input).Reals
            : throw node.Mismatch(FormattableString.Invariant($"{node.Declaration.Inputs[input].Name} has {node.Constant(input).Count} values for {channels} channels"));

        var (gamma, beta, mean, variance) = (Values(1), Values(2), Values(3), Values(4));
        var epsilon = node.Float("epsilon");
        var (scale, bias) = (new double[channels], new double[channels]);
        for (var c = 0; c < channels; c++)
        {
            if (!(variance[c] + epsilon > 0))
            {
                throw node.Unsupported(FormattableString.Invariant($"variance plus epsilon is {variance[c] + epsilon} at index {c}; it must be positive"));
            }

            scale[c] = gamma[c] / Math.Sqrt(variance[c] + epsilon);
            bias[c] = beta[c] - (mean[c] * scale[c]);
        }

        WeightTensor Weight(string role, double[] values, int input)
        {
            int[] shape = [channels, .. Enumerable.Repeat(1, x.Rank - 2)];
            var repeating = Broadcasting.Repeating(node, new ConstantTensor(node.Constant(input).Origin, shape, values), x.Shape);
            return new WeightTensor(role, new TensorShape(repeating.Length), repeating, node.Constant(input).Origin);
        }

        node.Emit(new BatchNormalization(node.Name, Weight("scale", scale, 1), Weight("bias", bias, 2)), [x.Tensor!], x.Shape, x.BatchAxis);
    }
}
