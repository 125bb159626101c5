using Hls4Net.Operators;

namespace Hls4Net.Compiler.Passes;

/// <summary>
/// A quantiser without limits that finds only whole numbers (a cast between integers, a rounding of sums of integers) has nothing to
/// do: what is left of it is its scale.
/// </summary>
public sealed class RemoveIdleQuantizer : OptimizerPass
{
    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Roots => [nameof(Quantize)];

    /// <inheritdoc/>
    public override bool Match(Layer node) =>
        node is Quantize { Low: null, High: null, Exponent: <= 0 } quantizer && !Fusion.IsSet(node, "result")
        && AreWhole(quantizer.Scale) && AreWhole(quantizer.Bias) && IsWhole(node.Input, 0);

    /// <inheritdoc/>
    public override bool Transform(ModelGraph model, Layer node)
    {
        // A normalisation without constants is removed by the rule for those.
        var quantizer = (Quantize)node;
        model.Replace(node, new BatchNormalization(node.Name, quantizer.Scale, quantizer.Bias) { Settings = node.Settings });
        return true;
    }

    private static bool IsWhole(Tensor tensor, int depth) => depth < 32 && tensor.Producer switch
    {
        Quantize { Exponent: >= 0 } or MultiThreshold => true,
        IWeightedSums { Weight: var weight, Bias: var bias } => AreWhole(weight) && AreWhole(bias) && IsWhole(tensor.Producer.Input, depth + 1),
        BatchNormalization norm => AreWhole(norm.Scale) && AreWhole(norm.Bias) && IsWhole(norm.Input, depth + 1),
        Reshape or Transpose or Relu or Pooling { Operation: not PoolingOperation.Average } => IsWhole(tensor.Producer.Input, depth + 1),
        Merge { Operation: not MergeOperation.Average } merge => merge.Inputs.All(input => IsWhole(input, depth + 1)),
        _ => false,
    };

    private static bool AreWhole(WeightTensor? weight) => weight is null || weight.Values.All(value => value == Math.Round(value));
}
