using System.Numerics;
using Hls4Net.Emulation;

namespace Hls4Net.Operators;

/// <summary>
/// How sums of products may be computed: whether their accumulator is exact, so that any order and any grouping of the products
/// gives its bits and one conversion at the end suffices.
/// </summary>
internal sealed record DenseArithmetic
{
    public DenseArithmetic(ProductSums sums, FixedType accumulator, FixedType result)
    {
        Sums = sums;
        Accumulator = accumulator;
        Result = result;
        Appended = Accumulator.Fraction - sums.ProductFraction;
        Bias = sums.Bias is { } bias
            ? Converted(bias, sums.BiasType)
            : new BigInteger[sums.NOut];

        var unbounded = DenseRange.Unbounded(sums, Accumulator);
        var possible = ValueRange.Of(Accumulator);
        Holds = (Accumulator is { Overflow: Overflow.SaturateSymmetric, Signed: true } ? possible.AtLeast(-possible.Max) : possible)
            .Contains(unbounded.Partial);
        Modular = Accumulator is { Overflow: Overflow.Wrap, SaturationBits: 0 };

        // A bias that does not fit wraps, and its sums lie elsewhere than the unbounded ones.
        Sum = Holds ? ValueRange.Hull(unbounded.Outputs)
            : ValueRange.Hull(unbounded.Outputs) + ValueRange.Hull(Bias.Select(ValueRange.Of)).Hull(ValueRange.Zero) - BiasBeforeOverflow();
    }

    public ProductSums Sums { get; }

    public FixedType Accumulator { get; }

    /// <summary>What the finished sums are converted into.</summary>
    public FixedType Result { get; private init; }

    /// <summary>Fraction bits of the accumulator beyond those of a product; negative where products are rounded.</summary>
    public int Appended { get; }

    /// <summary>Whether the accumulator has room for everything on the way.</summary>
    public bool Holds { get; }

    /// <summary>Whether it wraps: then it needs room only modulo its width.</summary>
    public bool Modular { get; }

    /// <summary>Whether the finished sum, converted once, gives the layer's bits.</summary>
    public bool IsExact => Appended >= 0 && (Holds || Modular);

    /// <summary>The offsets in units of the accumulator.</summary>
    public IReadOnlyList<BigInteger> Bias { get; }

    /// <summary>Interval around every finished sum, bias included, before it wraps; units of the accumulator.</summary>
    public ValueRange Sum { get; }

    /// <summary>Interval around every value that the result is converted from.</summary>
    public ValueRange Finished => Holds ? Sum : ValueRange.Of(Accumulator);

    /// <summary>The same arithmetic on <see cref="ProductSums.WithEvenTaps"/>.</summary>
    public DenseArithmetic WithEvenTaps(int channels) => channels % 2 == 0 ? this : new(Sums.WithEvenTaps(channels), Accumulator, Result);

    /// <summary>
    /// The same sums with a ReLU behind them: its zero is the lower limit of their conversion. Null where that is not so: the result
    /// overflows otherwise than into its limits, or the ReLU's type does not hold every positive result as it is.
    /// </summary>
    /// <param name="relu">The ReLU.</param>
    public DenseArithmetic? Rectified(Relu relu)
    {
        var (type, width) = (relu.Output.Type, Result.Width - (Result.Signed ? 1 : 0));
        var isHeld = type.Fraction == Result.Fraction && ValueRange.Of(type).Contains(LanePlan.RangeOf(relu.Input).AtLeast(0));
        return width > 0 && isHeld && new QuantizerPlan(Finished, Accumulator.Fraction, Result).Step <= OverflowStep.Clamp
            ? this with { Result = new FixedType(width, width - Result.Fraction, Signed: false, Result.Rounding, Overflow.Saturate) } : null;
    }

    /// <summary>The lane that the conversions at the end need.</summary>
    public Lane FinishLane()
    {
        var result = VectorQuantizer.LaneOf(Finished, Accumulator.Fraction, Result);
        var wrap = Holds ? Lane.Int16 : VectorQuantizer.LaneOf(Sum, Accumulator.Fraction, Accumulator);
        var sum = LanePlan.LaneOf(Sum.Hull(ValueRange.Hull(Bias.Select(ValueRange.Of))));
        return (Lane)Math.Max((int)sum, Math.Max((int)result, (int)wrap));
    }

    /// <summary>The offsets cut in two: the bits above <paramref name="lowBits"/>, and those below.</summary>
    /// <param name="lowBits">Bits of the lower part.</param>
    /// <param name="added">Added to every upper part.</param>
    public (int[] Highs, int[] Lows) BiasParts(int lowBits, int added)
    {
        var (highs, lows) = (new int[Bias.Count], new int[Bias.Count]);
        for (var j = 0; j < highs.Length; j++)
        {
            var high = Bias[j] >> lowBits;
            highs[j] = (int)high + added;
            lows[j] = (int)(Bias[j] - (high << lowBits));
        }

        return (highs, lows);
    }

    private BigInteger[] Converted(IReadOnlyList<long> bias, FixedType type)
    {
        var converted = new BigInteger[bias.Count];
        for (var j = 0; j < converted.Length; j++)
        {
            converted[j] = FixedPoint.Convert((BigInteger)bias[j], type.Fraction, Accumulator);
        }

        return converted;
    }

    private ValueRange BiasBeforeOverflow() => Sums.Bias is not { } bias ? ValueRange.Zero
        : ValueRange.Hull(bias.Select(raw => ValueRange.Of(FixedPoint.Quantise(raw, Sums.BiasType.Fraction, Accumulator)))).Hull(ValueRange.Zero);
}
