using Hls4Net.Import;
using Hls4Net.Operators;

namespace Hls4Net.Compiler.Import.Operators;

/// <summary>MultiThreshold of FINN: how many thresholds of its channel each value reaches, scaled and shifted.</summary>
internal static class Thresholds
{
    /// <summary>Adds the layers of a node.</summary>
    public static void Import(OperatorNode node)
    {
        var (x, thresholds) = (node.Data(0), node.Weight(1));
        var isLast = node.Text("data_layout") is "NHWC" or "NWC" || x.Rank < 2;
        var (channels, inner) = x.Rank < 2 ? (x.Count, 1) : isLast ? (x.Shape[^1], 1) : (x.Shape[1], x.Shape.Skip(2).Aggregate(1, (product, d) => product * d));
        if (thresholds.Shape.Count != 2 || (thresholds.Shape[0] != 1 && thresholds.Shape[0] != channels))
        {
            throw node.Mismatch($"thresholds of shape [{string.Join(',', thresholds.Shape)}] do not suit {channels} channels");
        }

        if (x.BatchAxis > 0)
        {
            throw node.Unsupported("the first dimension must be the batch");
        }

        var (rows, count) = (thresholds.Shape[0] == 1 ? 1 : channels * inner, thresholds.Shape[1]);
        double[] values = [.. Enumerable.Range(0, rows * count).Select(i => thresholds.Reals[(i / count / inner * count) + (i % count)])];
        var (scale, bias) = (node.Float("out_scale"), node.Float("out_bias"));
        var isWhole = scale == Math.Round(scale) && bias == Math.Round(bias) && scale is > 0 and < 1 << 16 && Math.Abs(bias) < 1 << 16;
        var layer = new MultiThreshold(
            isWhole ? node.Name : $"{node.Name}_count",
            new WeightTensor("threshold", new TensorShape(rows, count), values, thresholds.Origin),
            new WeightTensor("step", new TensorShape(1), [isWhole ? scale : 1], "out_scale"),
            new WeightTensor("base", new TensorShape(1), [isWhole ? bias : 0], "out_bias"));
        if (isWhole)
        {
            Activations.Emit(node, layer);
            return;
        }

        var counts = node.EmitInner(layer, x.Tensor!);
        Activations.Emit(node, new BatchNormalization(node.Name, new WeightTensor("scale", new TensorShape(1), [scale], "out_scale"), bias == 0 ? null : new WeightTensor("bias", new TensorShape(1), [bias], "out_bias")), counts);
    }
}
