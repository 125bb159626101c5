using Hls4Net.Import;
using Hls4Net.Operators;

namespace Hls4Net.Compiler.Import.Operators;

/// <summary>Normalizations whose statistics are those of the sample itself.</summary>
internal static class GroupStatistics
{
    private static readonly OnnxAttribute s_epsilon = OnnxAttribute.Float("epsilon", 1e-5);
    private static readonly OnnxAttribute s_precision = OnnxAttribute.Int("stash_type", 1).WithoutEffect("fixed-point types take the place of the floating-point type it names");
    private static readonly OnnxInput[] s_inputs = [new("X"), new("Scale", Constant: true), new("B", Constant: true, Optional: true)];

    public static IEnumerable<OnnxOperator> Operators =>
    [
        new("LayerNormalization", 1)
        {
            Inputs = s_inputs,
            Attributes = [OnnxAttribute.Int("axis", -1), s_epsilon, s_precision],
            Limits = "Not over the batch.",
            Import = LayerNorm,
        },
        new("InstanceNormalization", 6)
        {
            Inputs = [new("input"), new("scale", Constant: true), new("B", Constant: true)],
            Attributes = [s_epsilon],
            Limits = "One or two dimensions besides batch and channels.",
            Import = node => Groups(node, node.Data(0).Shape[1], perChannel: true),
        },
        GroupNorm(18, perChannel: false),
        GroupNorm(21, perChannel: true),
    ];

    private static OnnxOperator GroupNorm(int since, bool perChannel) => new("GroupNormalization", since)
    {
        Inputs = [new("X"), new("scale", Constant: true), new("bias", Constant: true)],
        Attributes = [OnnxAttribute.Int("num_groups").MustBeGiven(), s_epsilon, s_precision],
        Limits = "One or two dimensions besides batch and channels.",
        Import = node => Groups(node, node.Int("num_groups"), perChannel),
    };

    private static void LayerNorm(OperatorNode node)
    {
        var x = node.Data(0);
        var axis = node.Axis(node.Int("axis"), x.Rank);
        if (x.BatchAxis >= axis)
        {
            throw node.Unsupported(FormattableString.Invariant($"axis {axis} makes the batch part of what is normalized; samples cannot be mixed"));
        }

        int[] shape = [.. x.Shape.Skip(axis)];
        var length = shape.Aggregate(1, (product, d) => product * d);
        var layer = new LayerNormalization(node.Name, length, Expanded(node, 1, "scale", shape), node.Optional(2) is null ? null : Expanded(node, 2, "bias", shape), Epsilon(node));
        node.Emit(layer, [SampleAxes.Tensor(node, x)], x.Shape, x.BatchAxis);
        if (node.IsNeeded(1) || node.IsNeeded(2))
        {
            Statistics(node, x, axis);
        }
    }

    /// <summary>Mean and 1 / deviation as outputs: rarely asked for, and so made of plain layers.</summary>
    private static void Statistics(OperatorNode node, ImportedValue x, int axis)
    {
        int[] shape = [.. x.Shape.Select((d, i) => i < axis ? d : 1)];
        int[] reduced = [.. Enumerable.Range(axis, x.Rank - axis).Select(i => SampleAxes.Of(node, x, i))];
        Tensor Mean(string name, Tensor of)
        {
            var (pixels, window) = Reductions.Pixels(node, name, of, reduced);
            return node.Reshaped(node.EmitInner(new Pooling(name, PoolingOperation.Average, window), pixels), ImportedValue.SampleShape(shape, x.BatchAxis));
        }

        var data = SampleAxes.Tensor(node, x);
        var mean = Mean($"{node.Name}_mean", data);
        node.Emit(new Reshape($"{node.Name}_mean_output", mean.Shape), [mean], shape, x.BatchAxis, 1);
        if (node.IsNeeded(2))
        {
            var difference = node.EmitInner(new Merge($"{node.Name}_difference", MergeOperation.Subtract), data, mean);
            var variance = Mean($"{node.Name}_variance", node.EmitInner(new Merge($"{node.Name}_square", MergeOperation.Multiply), difference, difference));
            var epsilon = new WeightTensor("bias", new TensorShape(1), [Epsilon(node)], node.Name);
            var deviation = node.EmitInner(
                new MathLayer($"{node.Name}_deviation", MathFunction.Sqrt), node.EmitInner(new BatchNormalization($"{node.Name}_epsilon", null, epsilon), variance));
            node.Emit(new MathLayer($"{node.Name}_inverse", MathFunction.Reciprocal), [deviation], shape, x.BatchAxis, 2);
        }
    }

    private static void Groups(OperatorNode node, long groups, bool perChannel)
    {
        var x = node.Data(0);
        _ = ChannelsLast.Dimensions(node, x);
        var channels = x.Shape[1];
        if (groups < 1 || channels % groups != 0)
        {
            throw node.Mismatch(FormattableString.Invariant($"{channels} channels do not divide into {groups} groups"));
        }

        var count = perChannel ? channels : (int)groups;
        WeightTensor Weight(int input, string role) => node.Weight(input).Count == count
            ? new WeightTensor(role, new TensorShape(channels), [.. Enumerable.Range(0, channels).Select(c => node.Weight(input).Reals[c * count / channels])], node.Weight(input).Origin)
            : throw node.Mismatch(FormattableString.Invariant($"{node.Declaration.Inputs[input].Name} has {node.Weight(input).Count} values instead of {count}"));
        var layer = new GroupNormalization(node.Name, (int)groups, channels, Weight(1, "scale"), Weight(2, "bias"), Epsilon(node));
        ChannelsLast.Emit(node, layer, ChannelsLast.Of(node, x));
    }

    private static WeightTensor Expanded(OperatorNode node, int input, string role, int[] shape)
    {
        var weight = node.Weight(input);
        if (!Broadcasting.Shape(node, weight.Shape, shape).SequenceEqual(shape))
        {
            throw node.Mismatch($"{node.Declaration.Inputs[input].Name} of shape [{string.Join(',', weight.Shape)}] does not broadcast to [{string.Join(',', shape)}]");
        }

        var values = Broadcasting.Expand(node, weight, shape).Reals;
        return new WeightTensor(role, new TensorShape(values.Length), values, weight.Origin);
    }

    private static double Epsilon(OperatorNode node) => node.Float("epsilon") is >= 0 and < double.PositiveInfinity and var epsilon ? epsilon
        : throw node.Unsupported(FormattableString.Invariant($"epsilon = {node.Float("epsilon")} is not supported; it must be a number not below zero"));
}
