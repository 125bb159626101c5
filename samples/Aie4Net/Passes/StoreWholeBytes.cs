using Aie4Net.Network;
using Hls4Net;
using Hls4Net.Operators;

namespace Aie4Net.Passes;

/// <summary>
/// After types are chosen: widens results whose type the compiler chose to the 8 or 16 bits that tiles write, at the upper end, so that no
/// number changes. Layer and ReLU are one step: the type of the ReLU's result counts, unless the model quantises in between.
/// </summary>
public sealed class StoreWholeBytes : Pass
{
    /// <inheritdoc/>
    public override void Run(ModelGraph model, PassContext context)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(context);
        var stages = (DenseChain.Find(model, context.Diagnostics) ?? throw new DiagnosticException(context.Diagnostics.Items)).Stages;
        for (var i = 0; i < stages.Count; i++)
        {
            var (stage, next) = (stages[i], i + 1 < stages.Count ? stages[i + 1] : null);
            context.Node = stage.Layer;
            SetType(stage.Output, stage.Activation is { } relu && stage.Layer.Output.TrainedType is { } between
                ? Merge(stage.Layer, between, relu, context.Diagnostics) : Chosen(stage, next, context.Diagnostics));
        }
    }

    /// <summary>The model quantises before the ReLU: one step does the same where the type behind it changes nothing.</summary>
    private static FixedType Merge(Layer layer, FixedType between, Layer relu, DiagnosticBag diagnostics)
    {
        var after = relu.Output.Type;
        if (after.Fraction != between.Fraction || after.MaxRaw < between.MaxRaw)
        {
            diagnostics.Report(AieDiagnostics.TwoSteps, layer.Name, layer.Name, between, after);
        }

        return between;
    }

    private static FixedType Chosen(DenseStage stage, DenseStage? next, DiagnosticBag diagnostics)
    {
        var (own, sums) = (stage.Output.Type, stage.Layer.Output.Type);
        var wanted = (stage.Activation as Layer ?? stage.Layer).Settings.For("result");
        if (stage.Activation is not null && stage.Layer.Settings.For("result") is { IsAuto: false } ignored && ignored != wanted)
        {
            diagnostics.Report(
                AieDiagnostics.WithoutEffect, stage.Layer.Name, "ResultPrecision", stage.Layer.Name, $"its ReLU, '{stage.Activation.Name}', has the result");
        }

        var bits = own.Width <= 8 && next?.WeightInteger is not { Bits: 16 } ? 8 : 16;
        if (!wanted.IsAuto || stage.Output.TrainedType is not null || own.Width > bits)
        {
            return own;
        }

        // An unsigned number of all the bits stays what it is; any other has room for a sign.
        return own with
        {
            Width = bits, Integer = bits - own.Fraction, Signed = own.Signed || own.Width < bits, Overflow = Overflow.Saturate, SaturationBits = 0,
            Rounding = own.Fraction < sums.Fraction ? own.Rounding : sums.Rounding,
        };
    }

    /// <summary>A reshaped tensor is the same numbers.</summary>
    private static void SetType(Tensor tensor, FixedType type)
    {
        tensor.Type = type;
        foreach (var reshape in tensor.Consumers.OfType<Reshape>())
        {
            SetType(reshape.Output, type);
        }
    }
}
