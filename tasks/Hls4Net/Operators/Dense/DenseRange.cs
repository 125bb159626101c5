using System.Numerics;

namespace Hls4Net.Operators;

/// <summary>What the sums of a <see cref="Dense"/> can reach, from its actual raw weights and the intervals of its inputs.</summary>
/// <param name="Fraction">Fraction bits of the units below.</param>
/// <param name="Partial">Everything an accumulator can hold on the way: bias, single products, sums of any of them in any order.</param>
/// <param name="Outputs">The finished sum of each output.</param>
internal sealed record DenseRange(int Fraction, ValueRange Partial, IReadOnlyList<ValueRange> Outputs)
{
    /// <summary>With an accumulator that loses nothing.</summary>
    public static DenseRange Exact(Dense layer)
    {
        var productFraction = layer.Input.Type.Fraction + layer.Weight.Type.Fraction;
        var fraction = Math.Max(productFraction, layer.Bias?.Type.Fraction ?? int.MinValue);
        return Of(layer, new FixedType(1, 1 - fraction), saturating: false);
    }

    /// <summary>With an accumulator that rounds each product to its fraction bits but has room for everything.</summary>
    public static DenseRange Unbounded(Dense layer, FixedType accumulator) => Of(layer, accumulator, saturating: false);

    /// <summary>With an explicit accumulator: rounded to its fraction bits, and where it overflows, as it does that.</summary>
    public static DenseRange Within(Dense layer, FixedType accumulator)
    {
        var unbounded = Unbounded(layer, accumulator);
        if (ValueRange.Of(accumulator).Contains(unbounded.Partial))
        {
            return unbounded;
        }

        return accumulator switch
        {
            { Overflow: Overflow.Saturate or Overflow.SaturateSymmetric } => Of(layer, accumulator, saturating: true),

            // Modulo 2^W the steps do not matter, only the finished sum.
            { Overflow: Overflow.Wrap, SaturationBits: 0 } => unbounded with
            {
                Outputs = [.. unbounded.Outputs.Select(sum => sum.Convert(accumulator.Fraction, accumulator))],
            },
            _ => unbounded with { Outputs = [.. unbounded.Outputs.Select(_ => ValueRange.Of(accumulator))] },
        };
    }

    /// <summary>Chooses the narrowest arithmetic that holds everything: a million weights take milliseconds instead of a second.</summary>
    private static DenseRange Of(Dense layer, FixedType unit, bool saturating)
    {
        var inputs = InputRanges(layer);
        var productFraction = layer.Input.Type.Fraction + layer.Weight.Type.Fraction;
        var appended = unit.Fraction - productFraction;
        var bias = BiasIn(layer, unit, saturating);
        var productBits = ValueRange.Hull(inputs).SignedBits + layer.Weight.Type.Width + 1;
        var bits = 2 + BitOperations.Log2((uint)layer.NIn) + Math.Max(
            productBits + Math.Max(0, appended), Math.Max(ValueRange.Hull(bias).SignedBits, saturating ? unit.Width : 0));
        var sum = new DenseSum(layer, inputs, bias, saturating ? unit.ReachableRange : null, unit);
        if (bits <= 64)
        {
            // 64 bits hold every product before and after rounding: no overflow to consider here.
            var wide = new FixedType(64, 64 - unit.Fraction, Rounding: unit.Rounding);
            return appended == 0 ? sum.Run<long>(product => product)
                : sum.Run<long>(product => FixedPoint.Convert(product, productFraction, wide));
        }

        return bits <= 128 && appended >= 0 ? sum.Run<Int128>(product => product << appended)
            : sum.Run<BigInteger>(product => FixedPoint.Quantise(product, productFraction, unit));
    }

    /// <summary>The interval of each input; over all positions, because they share one matrix and one accumulator type.</summary>
    private static ValueRange[] InputRanges(Dense layer)
    {
        var ranges = layer.Input.Range.Take(layer.NIn).ToArray();
        for (var k = layer.NIn; k < layer.Input.Range.Count; k++)
        {
            ranges[k % layer.NIn] = ranges[k % layer.NIn].Hull(layer.Input.Range[k]);
        }

        return ranges;
    }

    private static ValueRange[] BiasIn(Dense layer, FixedType unit, bool saturating) => layer.Bias is not { } bias
        ? new ValueRange[layer.NOut]
        : [.. bias.Raw.Select(raw => ValueRange.Of(saturating
            ? FixedPoint.Convert((BigInteger)raw, bias.Type.Fraction, unit)
            : FixedPoint.Quantise(raw, bias.Type.Fraction, unit)))];
}
