namespace Hls4Net.Operators;

/// <summary>Types and ranges of layers that add up inputs times constants.</summary>
internal static class WeightedSumsPrecision
{
    // Offsets in binary32 whose magnitudes differ by a few powers of two.
    private const int WidestBias = 40;

    private const int PartBits = 12;

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
            FitBias(layer, bias, context);
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

    private static void FitBias(Layer layer, WeightTensor bias, PrecisionContext context)
    {
        var product = layer.Input.Type.Fraction + layer.Weights["weight"].Type.Fraction;
        var isExact = layer.Weights["weight"].IsQuantized && layer.Settings.For("accum").IsAuto;
        if (isExact && layer.Settings.For("bias").IsAuto && (layer.Output.KeepsExact || layer.Output.TrainedType is not null))
        {
            bias.Quantize(TypeFit.OfConstants(bias.Values, WidestBias));
            return;
        }

        // Integers leave no fraction bits for offsets in floating point beside them.
        context.FitBias(layer, bias, "bias", layer.Settings.For("accum").Explicit?.Fraction ?? (isExact ? product + PartBits : product));
    }
}
