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
        && Fusion.MayChange(dense, "bias")
        && Fusion.Along(shift.Bias, dense.NOut, 0) is not null;

    /// <inheritdoc/>
    public override bool Transform(ModelGraph model, Layer node)
    {
        var shift = (BatchNormalization)node;
        var dense = (Dense)shift.Input.Producer!;
        var values = Fusion.Along(shift.Bias, dense.NOut, 0)!;
        for (var j = 0; j < values.Length; j++)
        {
            values[j] += dense.Bias?.Values[j] ?? 0;
        }

        dense.SetWeight(new WeightTensor("bias", new TensorShape(dense.NOut), values, dense.Bias?.Origin ?? shift.Bias!.Origin));
        dense.Settings = Fusion.Merge(dense, shift, biasOf: shift);
        dense.Absorb(shift);
        model.Bypass(shift);
        return true;
    }
}
