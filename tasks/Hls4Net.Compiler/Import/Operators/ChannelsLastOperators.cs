using Hls4Net.Import;
using Hls4Net.Operators;

namespace Hls4Net.Compiler.Import.Operators;

/// <summary>The operators of QONNX on images whose channels are last: each is the plain operator between two transpositions, which passes take away again.</summary>
internal static class ChannelsLastOperators
{
    private const string Domain = "qonnx.custom_op.channels_last";

    public static IEnumerable<OnnxOperator> Operators =>
    [
        Declare(Convolutions.Operators.Last(o => o.Type == "Conv"), "W"),
        Declare(Poolings.Operators.Last(o => o.Type == "MaxPool")),
        Declare(Normalization.Operators.Last(o => o.Type == "BatchNormalization")),
    ];

    private static OnnxOperator Declare(OnnxOperator plain, string weight = "") => new(plain.Type, 1)
    {
        Domain = Domain,
        Inputs = plain.Inputs,
        Attributes = plain.Attributes,
        Limits = $"As {plain.Type}.",
        Import = node =>
        {
            ImportedValue?[] inputs = [.. plain.Inputs.Select((input, i) => i == 0 ? First(node, node.Data(0)) : input.Name == weight ? First(node, node.Weight(i)) : node.Optional(i))];
            node.Alias(Last(node, node.As(plain, inputs, $"{node.Name}_channels_first")));
        },
    };

    private static int[] ToFirst(int rank) => [0, rank - 1, .. Enumerable.Range(1, rank - 2)];

    private static ImportedValue First(OperatorNode node, ImportedValue x) => Turned(node, x, ToFirst(x.Rank), $"{node.Name}_first");

    private static ImportedValue Last(OperatorNode node, ImportedValue x) =>
        Turned(node, x, [0, .. Enumerable.Range(2, x.Rank - 2), 1], node.OutputName(0));

    private static ImportedValue Turned(OperatorNode node, ImportedValue x, int[] order, string name)
    {
        if (x.Rank < 3 || x.BatchAxis > 0)
        {
            return x.Rank < 3 ? x : throw node.Unsupported("the first dimension must be the batch");
        }

        int[] shape = [.. order.Select(axis => x.Shape[axis])];
        var sample = node.Reshaped(x.Tensor!, new TensorShape([.. x.Shape.Skip(1)]));
        var turned = node.EmitInner(new Transpose(name, [.. order.Skip(1).Select(axis => axis - 1)]), name, sample);
        return new ImportedValue(node.Reshaped(turned, ImportedValue.SampleShape(shape, x.BatchAxis)), shape, x.BatchAxis);
    }

    /// <summary>[outputs, …, channels] to [outputs, channels, …].</summary>
    private static ImportedValue First(OperatorNode node, ConstantTensor weight)
    {
        if (weight.Shape.Count < 3)
        {
            throw node.Mismatch($"a kernel of shape [{string.Join(',', weight.Shape)}] is none");
        }

        var (outputs, channels) = (weight.Shape[0], weight.Shape[^1]);
        var taps = weight.Count / outputs / channels;
        var places = new int[weight.Count];
        for (var i = 0; i < places.Length; i++)
        {
            var (output, channel, tap) = (i / taps / channels, i / taps % channels, i % taps);
            places[i] = (((output * taps) + tap) * channels) + channel;
        }

        return new ImportedValue(weight.Picked([outputs, channels, .. weight.Shape.Skip(1).SkipLast(1)], places));
    }
}
