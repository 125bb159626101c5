using Hls4Net.Operators;

namespace Hls4Net.Compiler.Passes;

/// <summary>
/// A quantiser behind a layer that only moves values quantises them before: as often or less, and narrower values move. There it can
/// become the type of what computes them.
/// </summary>
public sealed class QuantizeBeforeMoving : OptimizerPass
{
    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Roots => [nameof(Quantize)];

    /// <inheritdoc/>
    public override bool Match(Layer node) =>
        node is Quantize quantizer && Fusion.OnlyProducer<Layer>(node) is { } before && !Fusion.IsSet(before, "result") && !before.Settings.Trace
        && before is Reshape or Resize && before.Input.Consumers.Count == 1
        && Scales.Uniform(quantizer.Scale, 1) is not null && Scales.Uniform(quantizer.Bias, 0) is not null;

    /// <inheritdoc/>
    public override bool Transform(ModelGraph model, Layer node)
    {
        var before = node.Input.Producer!;
        var (source, made) = (before.Input, before.Output);
        model.ReplaceUses(node.Output, made);
        model.SetInputs(node, [source]);
        model.SetInputs(before, [node.Output]);
        return true;
    }
}
