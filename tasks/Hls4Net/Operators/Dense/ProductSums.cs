namespace Hls4Net.Operators;

/// <summary>
/// Sums of products with constants: a <see cref="Dense"/> at one position, or one group of a <see cref="Convolution"/> at one position
/// of its window. All that proofs and kernels need to know of either.
/// </summary>
internal sealed record ProductSums
{
    /// <summary>Number of inputs.</summary>
    public required int NIn { get; init; }

    /// <summary>Number of sums.</summary>
    public required int NOut { get; init; }

    /// <summary>Interval of each input, over all positions, because they share one matrix and one accumulator type.</summary>
    public required IReadOnlyList<ValueRange> Inputs { get; init; }

    /// <summary>Type of the inputs.</summary>
    public required FixedType InputType { get; init; }

    /// <summary>The matrix, raw integers [NIn, NOut].</summary>
    public required long[] Weights { get; init; }

    /// <summary>Type of the matrix.</summary>
    public required FixedType WeightType { get; init; }

    /// <summary>The offsets, raw integers; null for none.</summary>
    public IReadOnlyList<long>? Bias { get; init; }

    /// <summary>Type of the offsets.</summary>
    public FixedType BiasType { get; init; }

    /// <summary>The order in which inputs enter a sum.</summary>
    public required IReadOnlyList<int> Order { get; init; }

    /// <summary>Fraction bits of a product.</summary>
    public int ProductFraction => InputType.Fraction + WeightType.Fraction;

    /// <summary>Interval around zero and all weights.</summary>
    public ValueRange WeightRange()
    {
        var (least, most) = (0L, 0L);
        foreach (var weight in Weights)
        {
            (least, most) = (Math.Min(least, weight), Math.Max(most, weight));
        }

        return new ValueRange(least, most);
    }

    /// <summary>The sums of a dense layer.</summary>
    public static ProductSums Of(Dense layer) => new()
    {
        NIn = layer.NIn,
        NOut = layer.NOut,
        Inputs = RepeatedRange.PerChannel(layer.Input.Range, layer.NIn),
        InputType = layer.Input.Type,
        Weights = layer.Weight.Integers,
        WeightType = layer.Weight.Type,
        Bias = layer.Bias?.Raw,
        BiasType = layer.Bias?.Type ?? default,
        Order = [.. layer.SummationOrder()],
    };

    /// <summary>The same sums with an even number of inputs per tap: an odd number gets one more, always zero.</summary>
    /// <param name="channels">Inputs per tap.</param>
    public ProductSums WithEvenTaps(int channels)
    {
        if (channels % 2 == 0)
        {
            return this;
        }

        var count = NIn / channels * (channels + 1);
        var weights = new long[count * NOut];
        var inputs = new ValueRange[count];
        for (var i = 0; i < NIn; i++)
        {
            var target = i + (i / channels);
            inputs[target] = Inputs[i];
            Weights.AsSpan(i * NOut, NOut).CopyTo(weights.AsSpan(target * NOut));
        }

        return this with { NIn = count, Inputs = inputs, Weights = weights, Order = [.. Enumerable.Range(0, count)] };
    }

    /// <summary>The sums of a convolution, group by group.</summary>
    public static IReadOnlyList<ProductSums> Of(Convolution layer)
    {
        var channels = RepeatedRange.PerChannel(layer.Input.Range, layer.Channels);
        if (layer.Grid.HasPadding)
        {
            channels = [.. channels.Select(range => range.Hull(ValueRange.Zero))];
        }

        int[] order = [.. layer.SummationOrder()];
        var outputs = layer.NOut / layer.Groups;
        return [.. Enumerable.Range(0, layer.Groups).Select(group => new ProductSums
        {
            NIn = layer.NIn,
            NOut = outputs,
            Inputs = [.. Enumerable.Range(0, layer.NIn).Select(i => channels[(group * layer.GroupChannels) + (i % layer.GroupChannels)])],
            InputType = layer.Input.Type,
            Weights = layer.Groups == 1 ? layer.Weight.Integers
                : [.. Enumerable.Range(0, layer.NIn * outputs).Select(k => layer.Weight.Integers[(k / outputs * layer.NOut) + (group * outputs) + (k % outputs)])],
            WeightType = layer.Weight.Type,
            Bias = layer.Bias is { } bias ? [.. bias.Raw.Skip(group * outputs).Take(outputs)] : null,
            BiasType = layer.Bias?.Type ?? default,
            Order = order,
        })];
    }
}
