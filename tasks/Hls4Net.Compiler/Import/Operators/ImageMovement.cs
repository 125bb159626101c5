using Hls4Net.Import;
using Hls4Net.Operators;

namespace Hls4Net.Compiler.Import.Operators;

/// <summary>Pad, DepthToSpace and SpaceToDepth.</summary>
internal static class ImageMovement
{
    private const string OnlyConstant = "hardware pads with a constant; edge, reflect and wrap need the border twice: pad in the model's own layers with zeros instead";

    public static IEnumerable<OnnxOperator> Operators =>
    [
        new("Pad", 2)
        {
            Attributes =
            [
                OnnxAttribute.Text("mode", "constant").Only(OnlyConstant), OnnxAttribute.Ints("pads").MustBeGiven(), OnnxAttribute.Float("value", 0),
            ],
            Limits = "Not along the batch.",
            Import = node => Pad(node, node.Ints("pads")!, null, node.Float("value")),
        },
        Pad(11, new OnnxInput("constant_value", Constant: true, Optional: true)),
        Pad(18, new OnnxInput("constant_value", Constant: true, Optional: true), new OnnxInput("axes", Constant: true, Optional: true)),
        new("DepthToSpace", 1)
        {
            Attributes = [OnnxAttribute.Int("blocksize").MustBeGiven()],
            Limits = "Four dimensions.",
            Import = node => ChannelsLast.Emit(node, new DepthToSpace(node.Name, BlockSize(node), channelFirst: false), Image(node)),
        },
        new("DepthToSpace", 11)
        {
            Attributes = [OnnxAttribute.Int("blocksize").MustBeGiven(), OnnxAttribute.Text("mode", "DCR")],
            Limits = "Four dimensions.",
            Import = node => ChannelsLast.Emit(node, new DepthToSpace(node.Name, BlockSize(node), IsChannelFirst(node)), Image(node)),
        },
        new("SpaceToDepth", 1)
        {
            Attributes = [OnnxAttribute.Int("blocksize").MustBeGiven()],
            Limits = "Four dimensions.",
            Import = node => ChannelsLast.Emit(node, new SpaceToDepth(node.Name, BlockSize(node)), Image(node)),
        },
    ];

    private static OnnxOperator Pad(int since, params OnnxInput[] more) => new("Pad", since)
    {
        Inputs = [new("data"), new("pads", Constant: true), .. more],
        Attributes = [OnnxAttribute.Text("mode", "constant").Only(OnlyConstant)],
        Limits = "Not along the batch.",
        Import = node => Pad(node, node.Integers(1), Movement.Given(node, 3), node.Optional(2) is null ? 0 : Value(node)),
    };

    private static double Value(OperatorNode node) => node.Weight(2) is { Count: 1 } value ? value.Reals[0]
        : throw node.Mismatch("constant_value must be one number");

    private static void Pad(OperatorNode node, long[] pads, long[]? axes, double value)
    {
        var x = node.Data(0);
        axes ??= [.. Enumerable.Range(0, x.Rank).Select(i => (long)i)];
        if (pads.Length != 2 * axes.Length || Array.Exists(pads, pad => Math.Abs(pad) > Broadcasting.LargestGrowth) || !double.IsFinite(value))
        {
            throw node.Unsupported($"pads [{string.Join(',', pads.Take(40))}] with {value.ToString(System.Globalization.CultureInfo.InvariantCulture)} do not suit {axes.Length} dimensions");
        }

        var (before, after) = (new int[x.Rank], new int[x.Rank]);
        for (var i = 0; i < axes.Length; i++)
        {
            var axis = node.Axis(axes[i], x.Rank);
            (before[axis], after[axis]) = ((int)pads[i], (int)pads[i + axes.Length]);
            if (axis == x.BatchAxis && (pads[i] != 0 || pads[i + axes.Length] != 0))
            {
                throw node.Unsupported(FormattableString.Invariant($"axis {axis} is the batch; it cannot be padded"));
            }
        }

        int[] shape = [.. x.Shape.Select((d, axis) => d + before[axis] + after[axis])];
        Broadcasting.Count(node, shape, x.Count);
        if (before.Concat(after).All(pad => pad == 0))
        {
            Views.Emit(node, x, shape, x.BatchAxis);
            return;
        }

        var padding = new ZeroPadding(node.Name, SampleAxes.Without(x, before), SampleAxes.Without(x, after), value);
        node.Emit(padding, [SampleAxes.Tensor(node, x)], shape, x.BatchAxis);
    }

    private static Tensor Image(OperatorNode node) => ChannelsLast.Dimensions(node, node.Data(0)) == 2
        ? ChannelsLast.Of(node, node.Data(0)) : throw node.Unsupported("it needs four dimensions");

    private static int BlockSize(OperatorNode node) => node.Int("blocksize") is > 0 and < 1 << 15 and var size ? (int)size
        : throw node.Unsupported(FormattableString.Invariant($"blocksize {node.Int("blocksize")} is not supported"));

    private static bool IsChannelFirst(OperatorNode node) => node.Text("mode") switch
    {
        "DCR" => false,
        "CRD" => true,
        var other => throw node.Unsupported($"mode '{NameText.Show(other)}' is not supported; DCR and CRD are"),
    };
}
