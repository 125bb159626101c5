using System.Globalization;
using Hls4Net.Compiler.Passes;
using Hls4Net.Operators;

namespace Hls4Net.Compiler.Report;

/// <summary>Why multipliers are shared as they are: strategy, reuse factor and positions at once of a layer's products.</summary>
internal sealed class ProductReasons(Conversion conversion, SettingSource source)
{
    private bool IsStream => conversion.IOType == "io_stream";

    /// <summary>The decisions about a layer's products: what, its value, why.</summary>
    public IEnumerable<(string Subject, string Value, string Reason)> Of(Layer layer)
    {
        if (layer is IWeightedSums { Products: not ProductForm.Multiply and var form })
        {
            yield return ("products", form.ToString(), OfForm(form));
        }

        foreach (var product in layer.MatrixProducts)
        {
            var prefix = product is RecurrentProduct { Prefix.Length: > 0 } ? "recurrent " : "";
            yield return (prefix + "strategy", product.Strategy.ToString(), OfStrategy(layer, product));
            yield return (prefix + "reuse factor", Number(product.ReuseFactor), OfReuse(layer, product));
        }

        if (layer is Einsum contraction)
        {
            var reason = layer.Settings.ReuseFactor is { } asked ? Set(layer, asked) + (asked == contraction.ReuseFactor ? "" : ", moved to the nearest that cuts the result evenly")
                : contraction.ReuseFactor == 1 ? "nothing was set: every multiplier is used once" : "the smallest that the tool can unroll";
            yield return ("reuse factor", Number(contraction.ReuseFactor), reason);
        }

        if (layer is Convolution convolution)
        {
            yield return ("positions at once", Number(convolution.ParallelizationFactor), OfPositions(convolution));
        }
    }

    private static string OfForm(ProductForm form) => form switch
    {
        ProductForm.Compare => "inputs and weights are -1 and 1: disagreements are counted, nothing is multiplied",
        ProductForm.Negate => "weights are -1, 0 and 1: the input is added, left out or subtracted",
        _ => "weights of both signs share a multiplier: magnitudes are multiplied, then added or subtracted",
    };

    private string OfStrategy(Layer layer, IMatrixProduct product) =>
        conversion.Diagnostics.Any(problem => problem.Node == layer.Name && problem.Descriptor == LegalityDiagnostics.MovedToResource)
            ? "nothing was set, and all products at once exceed what the tool unrolls"
        : layer.Settings.Strategy is { } asked
            ? $"set: {asked} ({source.Of(layer, level => level.Strategy is not null, conversion.Request.Strategy)})"
                + (asked == product.Strategy ? "" : ", which is the same circuit where there is one step")
        : product.Strategy == Strategy.Latency ? "nothing was set: everything at once" : "nothing was set: shares multipliers for the reuse factor";

    private string OfReuse(Layer layer, IMatrixProduct product)
    {
        var legal = LegalReuseFactors.Of(product.NIn, product.NOut);
        var neighbours = string.Join(", ", new[] { legal.LastOrDefault(factor => factor < product.ReuseFactor), legal.FirstOrDefault(factor => factor > product.ReuseFactor) }
            .Where(factor => factor > 0)
            .Select(factor => FormattableString.Invariant($"{factor} ({((long)product.NIn * product.NOut + factor - 1) / factor} multipliers, {(long)product.Positions / (IsStream ? 1 : product.ParallelPositions) * factor} cycles)")));
        var budgets = conversion.Request.Budgets;
        var isRecurrent = product is RecurrentProduct { Prefix.Length: > 0 };
        var reason = (isRecurrent ? layer.Settings.RecurrentReuseFactor ?? layer.Settings.ReuseFactor : layer.Settings.ReuseFactor) is { } asked
                ? Set(layer, asked, isRecurrent) + (asked == product.ReuseFactor ? "" : ", moved to the nearest that cuts the matrix evenly")
            : budgets.TargetInterval is { } interval ? FormattableString.Invariant($"chosen for TargetInterval={interval}")
            : budgets.TargetDsp is { } dsp ? FormattableString.Invariant($"chosen for TargetDsp={dsp}")
            : product.ReuseFactor == 1 ? "nothing was set: every multiplier is used once"
            : "the smallest that the tool can unroll";
        return neighbours.Length == 0 ? reason : $"{reason}; next legal: {neighbours}";
    }

    private string OfPositions(Convolution layer) => IsStream ? "in a stream pixels arrive one by one"
        : layer.Settings.ParallelizationFactor is { } asked
            ? FormattableString.Invariant($"set: {asked} ({source.Of(layer, level => level.ParallelizationFactor is not null, "")})")
                + (asked == layer.ParallelizationFactor ? "" : FormattableString.Invariant($", moved to the nearest divisor of the {layer.Positions} positions"))
        : FormattableString.Invariant($"nothing was set: the {layer.Positions} positions follow each other");

    private string Set(Layer layer, int asked, bool isRecurrent = false) => FormattableString.Invariant(
        $"set: {asked} ({source.Of(layer, level => level.ReuseFactor is not null || (isRecurrent && level.RecurrentReuseFactor is not null), conversion.Request.ReuseFactor)})");

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
