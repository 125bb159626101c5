using Hls4Net.Operators;

namespace Hls4Net.Compiler.Passes;

/// <summary>
/// The scale of quantised integers in front of a softmax becomes part of the exponential's table, which then holds an entry for every
/// difference of integers: exact, and without a multiplier. A shift changes no probability.
/// </summary>
public sealed class FoldScaleIntoSoftmax : OptimizerPass
{
    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Roots => [nameof(Softmax)];

    /// <inheritdoc/>
    public override bool Match(Layer node) =>
        node is Softmax { Implementation: SoftmaxImplementation.Stable } && Fusion.OnlyProducer<BatchNormalization>(node) is { } norm
        && Scales.IsInteger(norm.Input) && Scales.Uniform(norm.Scale, 1) is > 0 && Scales.Uniform(norm.Bias, 0) is not null
        && !Fusion.IsSet(norm, "result") && !Fusion.IsSet(norm, "scale") && !Fusion.IsSet(node, "exp_table") && node.Settings.DefaultPrecision.IsAuto && !norm.Settings.Trace;

    /// <inheritdoc/>
    public override bool Transform(ModelGraph model, Layer node)
    {
        var norm = (BatchNormalization)node.Input.Producer!;
        ((Softmax)node).Scale *= Scales.Uniform(norm.Scale, 1)!.Value;
        node.Absorb(norm);
        model.Bypass(norm);
        return true;
    }
}
