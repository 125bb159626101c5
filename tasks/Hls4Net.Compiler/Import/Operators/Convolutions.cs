using Hls4Net.Import;
using Hls4Net.Operators;

namespace Hls4Net.Compiler.Import.Operators;

/// <summary>Conv and ConvTranspose with constant weights.</summary>
internal static class Convolutions
{
    public static IEnumerable<OnnxOperator> Operators =>
    [
        new("Conv", 1)
        {
            Inputs = [new("X"), new("W", Constant: true), new("B", Constant: true, Optional: true)],
            Attributes = Attributes(),
            Limits = "One or two dimensions.",
            Import = Convolve,
        },
        new("ConvTranspose", 1)
        {
            Inputs = [new("X"), new("W", Constant: true), new("B", Constant: true, Optional: true)],
            Attributes = Attributes(OnnxAttribute.Ints("output_padding"), OnnxAttribute.Ints("output_shape")),
            Limits = "One or two dimensions.",
            Import = ConvolveTransposed,
        },
    ];

    private static OnnxAttribute[] Attributes(params OnnxAttribute[] more) =>
    [
        WindowAttributes.AutoPad, OnnxAttribute.Ints("dilations"), OnnxAttribute.Int("group", 1), OnnxAttribute.Ints("kernel_shape"),
        OnnxAttribute.Ints("pads"), OnnxAttribute.Ints("strides"), .. more,
    ];

    private static void Convolve(OperatorNode node)
    {
        var (x, weight) = (node.Data(0), node.Weight(1));
        var (image, kernel) = Sizes(node, x, weight);
        var (outputs, groups) = (weight.Shape[0], Groups(node));
        if (outputs % groups != 0 || weight.Shape[1] * groups != x.Shape[1])
        {
            throw Misfit(node, x, weight, groups);
        }

        var attributes = WindowAttributes.Of(node, image, kernel);
        var window = SlidingWindow.Of(attributes.Kernel, attributes.Strides, attributes.Dilations, attributes.Pads);

        // [outputs, channels / groups, taps] to [taps, channels / groups, outputs].
        var (channels, taps) = (weight.Shape[1], kernel.Aggregate(1, (product, d) => product * d));
        var places = new int[weight.Count];
        for (var output = 0; output < outputs; output++)
        {
            for (var channel = 0; channel < channels; channel++)
            {
                for (var tap = 0; tap < taps; tap++)
                {
                    places[(((tap * channels) + channel) * outputs) + output] = (((output * channels) + channel) * taps) + tap;
                }
            }
        }

        var tensor = Weight(weight.Picked([.. kernel, channels, outputs], places));
        ChannelsLast.Emit(node, new Convolution(node.Name, tensor, Bias(node, outputs), window, groups), ChannelsLast.Of(node, x));
    }

    private static void ConvolveTransposed(OperatorNode node)
    {
        var (x, weight) = (node.Data(0), node.Weight(1));
        var (image, kernel) = Sizes(node, x, weight);
        var groups = Groups(node);
        var (outputs, channels) = (weight.Shape[1] * groups, x.Shape[1] / groups);
        if (weight.Shape[0] != x.Shape[1] || channels * groups != x.Shape[1])
        {
            throw Misfit(node, x, weight, groups);
        }

        var attributes = WindowAttributes.Of(node, image, kernel);
        var added = WindowAttributes.Numbers(node, "output_padding", image.Length, 0, 0);
        var pads = TransposedPads(node, attributes, image, added);
        var window = SlidingWindow.Transposed(attributes.Kernel, attributes.Strides, attributes.Dilations, pads, added);

        // [channels, outputs / groups, taps] to [taps in reverse, channels / groups, outputs].
        var (perGroup, taps) = (weight.Shape[1], kernel.Aggregate(1, (product, d) => product * d));
        var places = new int[weight.Count];
        for (var channel = 0; channel < x.Shape[1]; channel++)
        {
            for (var output = 0; output < perGroup; output++)
            {
                for (var tap = 0; tap < taps; tap++)
                {
                    var place = ((taps - 1 - tap) * channels) + (channel % channels);
                    places[(place * outputs) + (channel / channels * perGroup) + output] = (((channel * perGroup) + output) * taps) + tap;
                }
            }
        }

        var tensor = Weight(weight.Picked([.. kernel, channels, outputs], places));
        ChannelsLast.Emit(node, new ConvolutionTranspose(node.Name, tensor, Bias(node, outputs), window, groups), ChannelsLast.Of(node, x));
    }

    /// <summary>What is cropped from the output: given, or what makes the output as large as asked for.</summary>
    private static int[] TransposedPads(OperatorNode node, WindowAttributes attributes, int[] image, int[] added)
    {
        var (rank, mode) = (image.Length, node.Text("auto_pad"));
        if (mode == "VALID" || (mode == "NOTSET" && node.Ints("output_shape") is null))
        {
            return attributes.Pads;
        }

        // Older files name the batch and the channels of the output, too.
        var asked = node.Ints("output_shape") is { } given ? [.. given.TakeLast(rank).Select(d => (int)Math.Clamp(d, 1, 1 << 24))]
            : (int[])[.. image.Select((d, axis) => d * attributes.Strides[axis])];
        if (asked.Length != rank)
        {
            throw node.Mismatch($"output_shape [{string.Join(',', asked)}] does not suit {rank} dimensions");
        }

        var pads = new int[2 * rank];
        for (var axis = 0; axis < rank; axis++)
        {
            var total = (attributes.Strides[axis] * (image[axis] - 1)) + added[axis] + attributes.Span(axis) - asked[axis];

            // What an output has beyond the kernels' reach is zeros at its end.
            pads[axis] = total < 0 ? 0 : mode == "SAME_UPPER" ? total >> 1 : total - (total >> 1);
            pads[axis + rank] = total - pads[axis];
        }

        return pads;
    }

    private static (int[] Image, int[] Kernel) Sizes(OperatorNode node, ImportedValue x, ConstantTensor weight)
    {
        var dimensions = ChannelsLast.Dimensions(node, x);
        return weight.Shape.Count == dimensions + 2 ? ([.. x.Shape.Skip(2)], [.. weight.Shape.Skip(2)]) : throw Misfit(node, x, weight, 1);
    }

    private static int Groups(OperatorNode node) => node.Int("group") is >= 1 and <= int.MaxValue and var groups ? (int)groups
        : throw node.Unsupported(FormattableString.Invariant($"group = {node.Int("group")} is not supported"));

    private static WeightTensor Weight(ConstantTensor values) =>
        new("weight", new TensorShape([.. values.Shape]), values.Reals, values.Origin) { Steps = values.Steps };

    private static WeightTensor? Bias(OperatorNode node, int outputs) => node.Optional(2) is null ? null
        : node.Weight(2) is { } bias && bias.Count == outputs ? new WeightTensor("bias", new TensorShape(outputs), bias.Reals, bias.Origin)
        : throw node.Mismatch(FormattableString.Invariant($"B has {node.Weight(2).Count} values for {outputs} outputs"));

    private static DiagnosticException Misfit(OperatorNode node, ImportedValue x, ConstantTensor weight, int groups) => node.Mismatch(
        FormattableString.Invariant($"weights of shape [{string.Join(',', weight.Shape)}] in {groups} groups do not suit data of shape [{string.Join(',', x.Shape)}]"));
}
