using System.Numerics;
using Aie4Net.Arithmetic;
using Hls4Net;

namespace Aie4Net.Network;

/// <summary>Whether tiles can compute a layer with the types that it has: all problems of one layer at once.</summary>
public static class StageRules
{
    /// <summary>Reports what they cannot.</summary>
    public static void Check(DenseStage stage, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(stage);
        ArgumentNullException.ThrowIfNull(diagnostics);
        var name = stage.Layer.Name;
        CheckResult(stage, diagnostics);
        if (stage.InputInteger is not { } data || stage.WeightInteger is not { } weights)
        {
            foreach (var (what, type) in new[] { ("input", stage.Input.Type), ("weight", stage.Layer.Weight.Type) }.Where(one => TileInteger.Holding(one.Item2) is null))
            {
                diagnostics.Report(AieDiagnostics.Width, name, what, name, type, "store 8 or 16 bits");
            }

            return;
        }

        if (data.Bits < weights.Bits)
        {
            diagnostics.Report(AieDiagnostics.Pair, name, name, data, weights);
        }

        if (stage.Shift < 0 || stage.Shift >= stage.AccumulatorBits)
        {
            var most = stage.AccumulatorBits - 1;
            diagnostics.Report(
                AieDiagnostics.Shift, name, name, stage.SumFraction, stage.Output.Type.Fraction, most,
                FormattableString.Invariant($"{stage.SumFraction - most} to {stage.SumFraction}"));
        }

        CheckSums(stage, diagnostics);
    }

    private static void CheckResult(DenseStage stage, DiagnosticBag diagnostics)
    {
        var (name, type) = (stage.Layer.Name, stage.Output.Type);
        if (stage.OutputInteger is null)
        {
            diagnostics.Report(AieDiagnostics.Width, name, "result", name, type, "write all of 8 or 16 bits");
        }

        if (TileModes.Of(type.Rounding) is null)
        {
            diagnostics.Report(AieDiagnostics.Mode, name, name, type, "no rounding of theirs is toward zero");
        }

        if (TileModes.Of(type) is null)
        {
            diagnostics.Report(AieDiagnostics.Mode, name, name, type, $"no saturation of theirs is {type.Overflow}");
        }

        if (stage.Activation is not null && type is { Signed: false, Overflow: Overflow.Wrap })
        {
            diagnostics.Report(AieDiagnostics.Mode, name, name, type, "a negative sum would wrap before the ReLU");
        }
    }

    private static void CheckSums(DenseStage stage, DiagnosticBag diagnostics)
    {
        var (name, bias) = (stage.Layer.Name, stage.Bias);
        var largest = bias.Select(BigInteger.Abs).DefaultIfEmpty().Max();
        if (largest > int.MaxValue)
        {
            diagnostics.Report(AieDiagnostics.Bias, name, name, largest);
        }

        // By the whole range of the input's type: what is proven of a layer's result need not hold where its own sums wrap.
        var reach = BigInteger.Max(BigInteger.Abs(stage.Input.Type.MinRaw), stage.Input.Type.MaxRaw);
        var (weights, columns) = (stage.Layer.Weight.Raw, stage.Layer.NOut);
        var sum = Enumerable.Range(0, columns).Max(j => (reach * Enumerable.Range(0, stage.Layer.NIn).Sum(i => Math.Abs(weights[(i * columns) + j])))
            + (bias.Count > 0 ? BigInteger.Abs(bias[j]) << stage.BiasShift : 0));
        if (stage.AccumulatorBits == 32 && sum > int.MaxValue)
        {
            diagnostics.Report(AieDiagnostics.MayWrap, name, name, (double)sum);
        }
    }
}
