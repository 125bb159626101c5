using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hls4Net.Operators;

/// <summary>What sums of products can reach, from the actual raw weights and the intervals of the inputs.</summary>
/// <param name="Fraction">Fraction bits of the units below.</param>
/// <param name="Partial">Everything an accumulator can hold on the way: bias, single products, sums of any of them in any order.</param>
/// <param name="Outputs">The finished sum of each output.</param>
internal sealed record DenseRange(int Fraction, ValueRange Partial, IReadOnlyList<ValueRange> Outputs)
{
    /// <summary>With an accumulator that loses nothing.</summary>
    public static DenseRange Exact(params IReadOnlyList<ProductSums> groups)
    {
        var fraction = int.MinValue;
        foreach (var sums in groups)
        {
            fraction = Math.Max(fraction, Math.Max(sums.ProductFraction, sums.Bias is null ? int.MinValue : sums.BiasType.Fraction));
        }

        return Join(groups, sums => Of(sums, new FixedType(1, 1 - fraction), saturating: false));
    }

    /// <summary>With an accumulator that rounds each product to its fraction bits but has room for everything.</summary>
    public static DenseRange Unbounded(ProductSums sums, FixedType accumulator) => Of(sums, accumulator, saturating: false);

    /// <summary>With an explicit accumulator: rounded to its fraction bits, and where it overflows, as it does that.</summary>
    public static DenseRange Within(IReadOnlyList<ProductSums> groups, FixedType accumulator) => Join(groups, sums => Within(sums, accumulator));

    /// <summary>As <see cref="Within(IReadOnlyList{ProductSums}, FixedType)"/>, of one group.</summary>
    public static DenseRange Within(ProductSums sums, FixedType accumulator)
    {
        var unbounded = Unbounded(sums, accumulator);
        if (accumulator.ReachableRange.Contains(unbounded.Partial))
        {
            return unbounded;
        }

        return accumulator switch
        {
            { Overflow: Overflow.Saturate or Overflow.SaturateSymmetric } => Of(sums, accumulator, saturating: true),

            // Modulo 2^W the steps do not matter, only the finished sum.
            { Overflow: Overflow.Wrap, SaturationBits: 0 } => unbounded with
            {
                Outputs = [.. unbounded.Outputs.Select(sum => sum.Convert(accumulator.Fraction, accumulator))],
            },
            _ => unbounded with { Outputs = [.. unbounded.Outputs.Select(_ => ValueRange.Of(accumulator))] },
        };
    }

    private static DenseRange Join(IReadOnlyList<ProductSums> groups, Func<ProductSums, DenseRange> of)
    {
        var ranges = groups.Select(of).ToArray();
        return ranges.Length == 1 ? ranges[0]
            : new(ranges[0].Fraction, ValueRange.Hull(ranges.Select(range => range.Partial)), [.. ranges.SelectMany(range => range.Outputs)]);
    }

    /// <summary>Chooses the narrowest arithmetic that holds everything: a million weights take milliseconds instead of a second.</summary>
    private static DenseRange Of(ProductSums sums, FixedType unit, bool saturating)
    {
        var appended = unit.Fraction - sums.ProductFraction;
        var bias = BiasIn(sums, unit, saturating);
        var productBits = ValueRange.Hull(sums.Inputs).SignedBits + sums.WeightType.Width + 1;
        var bits = 1 + (int)new BigInteger(sums.NIn).GetBitLength() + Math.Max(
            productBits + Math.Max(0, appended), Math.Max(ValueRange.Hull(bias).SignedBits, saturating ? unit.Width : 0));
        var sum = new DenseSum(sums, bias, saturating ? unit.ReachableRange : null, unit);
        if (bits <= 64)
        {
            // 64 bits hold every product before and after rounding: no overflow to consider here.
            var wide = new FixedType(64, 64 - unit.Fraction, Rounding: unit.Rounding);
            return appended == 0 ? sum.RunExact()
                : sum.Run<long>(product => FixedPoint.Convert(product, sums.ProductFraction, wide));
        }

        return bits <= 128 && appended >= 0 ? RunAppended(sum, appended)
            : sum.Run<BigInteger>(product => FixedPoint.Quantise(product, sums.ProductFraction, unit));
    }

    // Apart, because what names Int128 is compiled when it first runs: only models that need it should wait.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static DenseRange RunAppended(DenseSum sum, int bits) => sum.Run<Int128>(product => product << bits);

    private static ValueRange[] BiasIn(ProductSums sums, FixedType unit, bool saturating) => sums.Bias is not { } bias
        ? new ValueRange[sums.NOut]
        : Array.ConvertAll([.. bias], raw => ValueRange.Of(saturating
            ? FixedPoint.Convert((BigInteger)raw, sums.BiasType.Fraction, unit)
            : FixedPoint.Quantise(raw, sums.BiasType.Fraction, unit)));
}
