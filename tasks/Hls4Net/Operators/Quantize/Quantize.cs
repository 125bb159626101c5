using Hls4Net.Emulation;

namespace Hls4Net.Operators;

/// <summary>
/// A quantiser: <c>y = 2^e · limit(round((x · scale[i % n] + bias[i % m]) · 2^−e))</c>, with integer limits. Without scale and bias it
/// is a conversion into a fixed-point type and nothing else.
/// </summary>
/// <remarks>
/// The hardware multiplies by an integer, adds one, shifts, and limits: the constants are chosen so that every value that can
/// arrive gives the result of the formula above (<see cref="QuantizeConstants"/>); <see cref="IsProven"/> tells whether they do.
/// </remarks>
public sealed class Quantize : ElementwiseLayer
{
    /// <summary>A quantiser.</summary>
    /// <param name="name">The user's name of the node.</param>
    /// <param name="exponent">e: results are multiples of <c>2^e</c>.</param>
    /// <param name="low">Smallest integer; null for no limit.</param>
    /// <param name="high">Largest integer; null for no limit.</param>
    /// <param name="rounding">How it rounds.</param>
    /// <param name="scale">Factors, named <c>scale</c>; their count divides that of the tensor; null for one.</param>
    /// <param name="bias">Offsets, named <c>bias</c>, likewise; null for zero.</param>
    public Quantize(string name, int exponent, long? low, long? high, Rounding rounding, WeightTensor? scale = null, WeightTensor? bias = null)
        : base(name)
    {
        (Exponent, Low, High, Rounding, HardwareRounding) = (exponent, low, high, rounding, rounding);
        if (scale is not null)
        {
            SetWeight(scale);
        }

        if (bias is not null)
        {
            SetWeight(bias);
        }
    }

    /// <summary>Results are multiples of two to this power.</summary>
    public int Exponent { get; }

    /// <summary>Smallest result in units of the step; null for no limit.</summary>
    public long? Low { get; }

    /// <summary>Largest result in units of the step; null for no limit.</summary>
    public long? High { get; }

    /// <summary>How the exact number becomes a multiple of the step.</summary>
    public Rounding Rounding { get; }

    /// <summary>The factors; null means one.</summary>
    public WeightTensor? Scale => Weights.GetValueOrDefault("scale");

    /// <summary>The offsets; null means zero.</summary>
    public WeightTensor? Bias => Weights.GetValueOrDefault("bias");

    /// <summary>Whether it is a conversion into a type and nothing else.</summary>
    public bool IsConversion => Scale is null && Bias is null;

    /// <summary>Whether the constants give the trained result for every value that can arrive. Set by precision inference.</summary>
    public bool IsProven { get; internal set; } = true;

    /// <summary>How hardware rounds: by truncation where the constants hold what rounding adds. Set by precision inference.</summary>
    internal Rounding HardwareRounding { get; set; }

    /// <summary>The type of the results where the limits tell it: saturating, and with the quantiser's own rounding. Null without limits.</summary>
    public FixedType? Type => Low is { } low && High is { } high ? Limited(new ValueRange(low, high), Rounding) : null;

    /// <summary>Whether saturation in <see cref="Type"/> does all that the limits do.</summary>
    public bool TypeIsLimit => Type is { } type && type.ReachableRange == new ValueRange(Low!.Value, High!.Value);

    /// <summary>The narrowest type of a limit that hardware has to compare with; null where there is none, or where saturation in the result type does it.</summary>
    /// <param name="limit"><see cref="Low"/> or <see cref="High"/>.</param>
    public FixedType? LimitOf(long? limit)
    {
        var saturates = Output.Type.Overflow is Overflow.Saturate or Overflow.SaturateSymmetric && Output.Type.Fraction == -Exponent
            && (limit == Low ? Output.Type.ReachableRange.Min == Low : Output.Type.ReachableRange.Max == High);
        return limit is { } value && !saturates ? ValueRange.Of(value).ToType(-Exponent) : null;
    }

    /// <inheritdoc/>
    public override IEnumerable<(string Name, object? Value)> Parameters =>
        [("exponent", Exponent), ("low", Low), ("high", High), ("rounding", Rounding)];

    /// <inheritdoc/>
    protected override int ExactFraction => Math.Max(-Exponent, Math.Max(
        Input.Type.Fraction + (Scale?.Type.Fraction ?? 0), Bias?.Type.Fraction ?? int.MinValue));

    /// <inheritdoc/>
    protected override int Period => QuantizeConstants.PeriodOf(this);

    /// <inheritdoc/>
    public override IReadOnlyList<TensorShape> InferShapes()
    {
        var shapes = base.InferShapes();
        ShapeRule.RequireRepeating(this, Scale, Input.Shape);
        ShapeRule.RequireRepeating(this, Bias, Input.Shape);
        return shapes;
    }

    /// <inheritdoc/>
    public override LaneKernel? CreateKernel(LanePlan plan) => AffineKernel.Create(
        this,
        plan,
        ExactFraction,
        element => new AffineStep(Factor(ScaleOf(element)), Factor(ScaleOf(element)), Exact(BiasOf(element))),
        (Low is { } low ? Exact(InSteps(low)) : null, High is { } high ? Exact(InSteps(high)) : null),
        Period);

    /// <inheritdoc/>
    protected override double Reference(double x, int element)
    {
        var value = Math.ScaleB((x * (Scale?.TrainedOf(element) ?? 1)) + (Bias?.TrainedOf(element) ?? 0), -Exponent);
        value = FixedPoint.Round(value, Rounding);
        value = value < Low ? Low.Value : value > High ? High.Value : value;
        return Math.ScaleB(value, Exponent);
    }

    /// <inheritdoc/>
    protected override FixedValue Apply(FixedValue x, int element)
    {
        var value = (x * ScaleOf(element)) + BiasOf(element);
        value = Low is { } low ? FixedValue.Max(value, InSteps(low)) : value;
        return High is { } high ? FixedValue.Min(value, InSteps(high)) : value;
    }

    /// <inheritdoc/>
    protected override void FitConstants(PrecisionContext context)
    {
        if (!IsConversion)
        {
            QuantizeConstants.Fit(this);
        }
    }

    /// <inheritdoc/>
    protected override void FitOutput(PrecisionContext context, IReadOnlyList<ValueRange> exact)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (!Settings.For("result").IsAuto)
        {
            base.FitOutput(context, exact);
            return;
        }

        var rounding = HardwareRounding;
        var unlimited = ValueRange.Hull(exact);
        var wide = new FixedType(1, 1 + Exponent, Rounding: rounding);
        var reached = new ValueRange(FixedPoint.Quantise(unlimited.Min, ExactFraction, wide), FixedPoint.Quantise(unlimited.Max, ExactFraction, wide));
        PrecisionContext.SetResult(this, exact, ExactFraction, Limited(
            new ValueRange(Low ?? System.Numerics.BigInteger.Min(0, reached.Min), High ?? System.Numerics.BigInteger.Max(0, reached.Max)), rounding));
    }

    private FixedType Limited(ValueRange limits, Rounding rounding)
    {
        var type = limits.ToType(-Exponent) with { Rounding = rounding, Overflow = Overflow.Saturate };
        return type.Signed && limits.Min == -limits.Max ? type with { Overflow = Overflow.SaturateSymmetric } : type;
    }

    private FixedValue InSteps(long steps) => new FixedValue(steps, 0).ScaleByPowerOfTwo(Exponent);

    private FixedValue ScaleOf(int element) => Scale?.ExactOf(element) ?? FixedValue.One;

    private FixedValue BiasOf(int element) => Bias?.ExactOf(element) ?? FixedValue.Zero;
}
