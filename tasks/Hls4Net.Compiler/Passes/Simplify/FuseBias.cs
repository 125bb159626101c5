using Hls4Net.Operators;

namespace Hls4Net.Compiler.Passes;

/// <summary>
/// A shift right after a <see cref="Dense"/> becomes its bias: exporters split a dense layer into a product and an addition.
/// The sum is the same number; it is rounded once instead of twice.
/// </summary>
public sealed class FuseBias : OptimizerPass
{
    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Roots => [nameof(BatchNormalization)];

    /// <inheritdoc/>
    public override bool Match(Layer node) =>
        node is BatchNormalization { Scale: null, Bias: not null } shift
        && Fusion.OnlyProducer<Dense>(node) is { } dense
        && !(Fusion.IsSet(dense, "result") && Fusion.IsSet(shift, "result") && dense.Settings.For("result") != shift.Settings.For("result"))
        && Fusion.Along(shift.Bias, dense.NOut, 0) is not null
        && Fusion.MayBecome(dense, "bias", () => Sum(dense, shift));

    /// <inheritdoc/>
    public override bool Transform(ModelGraph model, Layer node)
    {
        var shift = (BatchNormalization)node;
        var dense = (Dense)shift.Input.Producer!;
        dense.SetWeight(new WeightTensor("bias", new TensorShape(dense.NOut), Sum(dense, shift), dense.Bias?.Origin ?? shift.Bias!.Origin));
        dense.Settings = Fusion.Merge(dense, shift, biasOf: shift);
        dense.Absorb(shift);
        model.Bypass(shift);
        return true;
    }

    private static double[] Sum(Dense dense, BatchNormalization shift) =>
        [.. Fusion.Along(shift.Bias, dense.NOut, 0)!.Select((value, j) => value + (dense.Bias?.Values[j] ?? 0))];
}
