using Aie4Net.Network;
using Hls4Net;
using Hls4Net.Operators;

namespace Aie4Net.Passes;

/// <summary>
/// After types are chosen: widens results whose type the compiler chose to the 8 or 16 bits that tiles write, at the upper end, so that no
/// number changes; a ReLU rounds as its layer does, because both are one step.
/// </summary>
public sealed class StoreWholeBytes : Pass
{
    /// <inheritdoc/>
    public override void Run(ModelGraph model, PassContext context)
    {
        ArgumentNullException.ThrowIfNull(model);
        var stages = DenseChain.Of(model).Stages;
        for (var i = 0; i < stages.Count; i++)
        {
            var stage = stages[i];
            var chosen = (stage.Activation as Layer ?? stage.Layer).Settings.For("result");
            if (!chosen.IsAuto)
            {
                continue;
            }

            var own = stage.Output.Type;
            var bits = own.Width <= 8 && (i + 1 == stages.Count || stages[i + 1].WeightInteger is not { Bits: 16 }) ? 8 : 16;
            if (own.Width > bits)
            {
                continue;
            }

            // An unsigned number of all the bits stays what it is; any other has room for a sign.
            var signed = own.Signed || own.Width < bits;
            SetType(stage.Output, own with
            {
                Width = bits, Integer = bits - own.Fraction, Signed = signed, Overflow = Overflow.Saturate, SaturationBits = 0,
                Rounding = own.Fraction < stage.Layer.Output.Type.Fraction ? own.Rounding : stage.Layer.Output.Type.Rounding,
            });
        }
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
