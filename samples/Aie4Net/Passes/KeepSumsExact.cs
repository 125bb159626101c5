using Aie4Net.Network;
using Hls4Net;
using Hls4Net.Operators;

namespace Aie4Net.Passes;

/// <summary>
/// Before types are chosen: refuses what is no chain of dense layers, and lets sums be as wide as they are. A precision for the whole
/// model or layer means its data and weights; a tile's accumulator is not the user's to choose.
/// </summary>
public sealed class KeepSumsExact : Pass
{
    /// <inheritdoc/>
    public override void Run(ModelGraph model, PassContext context)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(context);
        if (DenseChain.Find(model, context.Diagnostics) is null)
        {
            context.Diagnostics.ThrowIfErrors();
        }

        foreach (var layer in model.Layers.OfType<Dense>())
        {
            context.Node = layer;
            ReportUnused(layer, context.Diagnostics);
            layer.Settings = layer.Settings with
            {
                Precision = new Dictionary<string, Precision>(layer.Settings.Precision, StringComparer.Ordinal) { ["accum"] = Precision.Auto },
            };
        }
    }

    private static void ReportUnused(Dense layer, DiagnosticBag diagnostics)
    {
        if (layer.Settings.Precision.TryGetValue("accum", out var sums) && !sums.IsAuto && sums != layer.Settings.For("result"))
        {
            Report("AccumPrecision", "tiles add in 32 bits, and in 64 where data and weights have 16");
        }

        if (layer.Settings.ReuseFactor > 1)
        {
            Report("ReuseFactor", "CasLength and CasNum say how many tiles share the work");
        }

        void Report(string setting, string reason) => diagnostics.Report(AieDiagnostics.WithoutEffect, layer.Name, setting, layer.Name, reason);
    }
}
