using System.Numerics;

namespace Hls4Net.Operators;

/// <summary>The intervals on the way through a <see cref="NormalizationLayer"/>; each follows from the types of those before it.</summary>
internal sealed class NormalizationRanges(NormalizationLayer layer)
{
    private readonly FixedInterval _inputs = new(ValueRange.Hull(layer.Input.Range), layer.Input.Type.Fraction);

    private readonly int _count = layer.Groups.Count;

    /// <summary>Elements as the accumulator takes them.</summary>
    public FixedInterval Values => _inputs.To(layer.Types["accum"]);

    /// <summary>Sums of any elements of a group, exact.</summary>
    public FixedInterval ExactSums => new(new ValueRange(
        BigInteger.Min(_inputs.Raw.Min, 0) * _count, BigInteger.Max(_inputs.Raw.Max, 0) * _count), _inputs.Fraction);

    /// <summary>What an accumulator meets at a step.</summary>
    public FixedInterval SumSteps => Steps(Values, layer.Types["accum"]);

    /// <summary>Finished sums in the accumulator.</summary>
    public FixedInterval Sums => Accumulated(Values, layer.Types["accum"]);

    /// <summary>Means before their conversion.</summary>
    public FixedInterval ExactMean => Sums * layer.Constant("reciprocal");

    /// <summary>Differences from the mean before their conversion.</summary>
    public FixedInterval ExactDifference => Values - ExactMean.To(layer.Types["mean"]);

    /// <summary>Differences from the mean.</summary>
    public FixedInterval Difference => ExactDifference.To(layer.Types["difference"]);

    /// <summary>Squares before their conversion.</summary>
    public FixedInterval ExactSquare
    {
        get
        {
            var largest = BigInteger.Max(BigInteger.Abs(Difference.Raw.Min), BigInteger.Abs(Difference.Raw.Max));
            return new(new ValueRange(0, largest * largest), 2 * Difference.Fraction);
        }
    }

    /// <summary>Sums of squares, exact.</summary>
    public FixedInterval ExactSquares => ExactSquare with { Raw = ExactSquare.Raw * _count };

    /// <summary>What the accumulator of squares meets at a step.</summary>
    public FixedInterval SquareSteps => Steps(ExactSquare.To(layer.Types["square"]), layer.Types["square"]);

    /// <summary>Variances before their conversion.</summary>
    public FixedInterval ExactVariance =>
        (Accumulated(ExactSquare.To(layer.Types["square"]), layer.Types["square"]) * layer.Constant("reciprocal")) + layer.Constant("epsilon");

    /// <summary>
    /// Products of differences and roots before their conversion. No element is farther from the mean than the root of their number
    /// times the deviation, whatever the data: where nothing overflows on the way, <c>q ≥ d²</c>, and so <c>d / √v ≤ √(1 / reciprocal)</c>,
    /// but for roundings.
    /// </summary>
    public FixedInterval ExactNormal
    {
        get
        {
            var root = layer.Root;
            var factors = ValueRange.Zero.Hull(ValueRange.Hull(root.Entries.Select(entry => ValueRange.Of(entry)))) << (root.MostPlaces - 1);
            var product = Difference * new FixedInterval(factors, root.ProductFraction);
            if (!LosesNothing)
            {
                return product;
            }

            // Rounding the variance can make it smaller by 1/32 of the smallest square that counts.
            var largest = Math.Sqrt(1 / (FixedPoint.ToDouble(layer.Tables["reciprocal"][0], layer.Types["reciprocal"].Fraction) * (31.0 / 32)));
            var bound = FixedValue.Of(largest * root.LargestExcess() * (1 + 1e-9)).ScaleByPowerOfTwo(product.Fraction).Floor() + 1;
            return product with { Raw = new ValueRange(BigInteger.Max(product.Raw.Min, -bound), BigInteger.Min(product.Raw.Max, bound)) };
        }
    }

    /// <summary>
    /// The part of <see cref="ExactNormal"/> that a type needs to hold: no number is farther from the mean of n numbers than √(n − 1)
    /// deviations, and what roundings add may saturate.
    /// </summary>
    public FixedInterval TypicalNormal
    {
        get
        {
            var exact = ExactNormal;
            var bound = FixedValue.Of(Math.Sqrt(Math.Max(1, _count - 1))).ScaleByPowerOfTwo(exact.Fraction).Floor();
            return !LosesNothing ? exact : exact with { Raw = new ValueRange(BigInteger.Max(exact.Raw.Min, -bound), BigInteger.Min(exact.Raw.Max, bound)) };
        }
    }

    /// <summary>Fraction bits of a variance fine enough that the smallest square counts, divided by their number.</summary>
    public int VarianceFraction => layer.Types["square"].Fraction + BitOperations.Log2((uint)_count) + 6;

    private bool LosesNothing =>
        layer.Types["square"] is var square && square.Fraction >= ExactSquare.Fraction && !ExactSquares.Raw.Overflows(ExactSquares.Fraction, square)
        && layer.Types["variance"] is var variance && variance.Fraction >= VarianceFraction && !ExactVariance.Raw.Overflows(ExactVariance.Fraction, variance)
        && layer.Tables["reciprocal"][0] > 0 && layer.Tables["epsilon"][0] >= 0;

    private FixedInterval Steps(FixedInterval values, FixedType type) =>
        Holds(values, type) ? Zero(values) + new FixedInterval(values.Raw * _count, values.Fraction).Hull(Zero(values)) : new FixedInterval(ValueRange.Of(type), type.Fraction) + values;

    private FixedInterval Accumulated(FixedInterval values, FixedType type) =>
        Holds(values, type) ? new(values.Raw * _count, values.Fraction) : new(ValueRange.Of(type), type.Fraction);

    private bool Holds(FixedInterval values, FixedType type) =>
        !new ValueRange(BigInteger.Min(values.Raw.Min, 0) * _count, BigInteger.Max(values.Raw.Max, 0) * _count).Overflows(values.Fraction, type);

    private static FixedInterval Zero(FixedInterval values) => values with { Raw = ValueRange.Zero };
}
