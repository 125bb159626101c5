namespace Hls4Net.Operators;

/// <summary>Types and ranges of layers that add up inputs times constants.</summary>
internal static class WeightedSumsPrecision
{
    /// <summary>Fits matrix, offsets, accumulator and result of a layer.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="context">The rules that all layers share.</param>
    /// <param name="products">Its sums, once matrix and offsets have their types: one entry per group of outputs.</param>
    public static void Infer<TLayer>(TLayer layer, PrecisionContext context, Func<IReadOnlyList<ProductSums>> products)
        where TLayer : Layer, IWeightedSums
    {
        context.FitWeights(layer, layer.Weight, "weight");
        if (layer.Bias is { } bias)
        {
            context.FitBias(layer, bias, "bias", layer.Settings.For("accum").Explicit?.Fraction ?? (layer.Input.Type.Fraction + layer.Weight.Type.Fraction));
        }

        var groups = products();
        var sums = DenseRange.Exact(groups);
        var accumulator = context.FitExactType(layer, "accum", sums.Partial, sums.Fraction);
        layer.Types["accum"] = accumulator;
        if (accumulator.Fraction != sums.Fraction || !accumulator.ReachableRange.Contains(sums.Partial))
        {
            sums = DenseRange.Within(groups, accumulator);
        }

        context.FitResult(layer, new RepeatedRange(sums.Outputs, layer.Positions), sums.Fraction);
    }
}
