using Hls4Net.Operators;

namespace Hls4Net.Compiler.Passes;

/// <summary>
/// A scale and a shift right before a staircase move its thresholds: <c>x·s + b ≥ t ⇔ x ≥ (t − b) / s</c>. Where s is negative the
/// comparison turns round: what was above is below, and the staircase counts down from its top.
/// </summary>
public sealed class MergeIntoThresholds : OptimizerPass
{
    // What a constant reaches always or never.
    private const double Never = 1e30;

    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Roots => [nameof(MultiThreshold)];

    /// <inheritdoc/>
    public override bool Match(Layer node) =>
        node is MultiThreshold staircase && Fusion.OnlyProducer<BatchNormalization>(node) is { } norm && !Fusion.IsSet(norm, "result") && !norm.Settings.Trace
        && staircase.Step.Values.All(step => step > 0) && Length(staircase, norm) > 0;

    /// <inheritdoc/>
    public override bool Transform(ModelGraph model, Layer node)
    {
        var (staircase, norm) = ((MultiThreshold)node, (BatchNormalization)node.Input.Producer!);
        var (length, steps) = (Length(staircase, norm), staircase.Steps);
        var (scale, shift) = (Fusion.Along(norm.Scale, length, 1)!, Fusion.Along(norm.Bias, length, 0)!);
        var (step, first) = (Fusion.Along(staircase.Step, length, 1)!, Fusion.Along(staircase.Base, length, 0)!);
        var thresholds = new double[length * steps];
        for (var i = 0; i < thresholds.Length; i++)
        {
            var row = i / steps;
            var trained = staircase.Threshold.Values[(row % staircase.Rows * steps) + (i % steps)];
            thresholds[i] = scale[row] != 0 ? (trained - shift[row]) / scale[row] : shift[row] >= trained ? -Never : Never;
        }

        // #{x ≤ t} = all − #{x > t}.
        for (var row = 0; row < length; row++)
        {
            (first[row], step[row]) = scale[row] < 0 ? (first[row] + (step[row] * steps), -step[row]) : (first[row], step[row]);
        }

        var made = model.Replace(node, new MultiThreshold(
            node.Name,
            new WeightTensor("threshold", new TensorShape(length, steps), thresholds, staircase.Threshold.Origin),
            new WeightTensor("step", new TensorShape(length), step, staircase.Step.Origin),
            new WeightTensor("base", new TensorShape(length), first, staircase.Base.Origin)) { Settings = node.Settings });
        made.Absorb(norm);
        model.Bypass(norm);
        return true;
    }

    /// <summary>The longest of the operands, where all others repeat within it; 0 where they do not.</summary>
    private static int Length(MultiThreshold staircase, BatchNormalization norm)
    {
        int[] counts = [staircase.Rows, staircase.Step.Values.Count, staircase.Base.Values.Count, norm.Scale?.Values.Count ?? 1, norm.Bias?.Values.Count ?? 1];
        return Array.TrueForAll(counts, count => counts.Max() % count == 0) ? counts.Max() : 0;
    }
}
