using Hls4Net.Emulation;

namespace Hls4Net.Operators;

/// <summary>x limited to an interval; ReLU6 is a clip to [0, 6]. Crossed bounds give the maximum everywhere, as ONNX defines.</summary>
/// <remarks>The bounds are kept exactly, in types <c>min</c> and <c>max</c> of their own: only the result conversion loses bits.</remarks>
public sealed class Clip : ElementwiseLayer
{
    /// <summary>A clip; a bound that is null (or infinite) is open.</summary>
    /// <param name="name">The user's name of the node.</param>
    /// <param name="minimum">Lower bound.</param>
    /// <param name="maximum">Upper bound.</param>
    public Clip(string name, double? minimum, double? maximum)
        : base(name)
    {
        Maximum = maximum is { } high && double.IsFinite(high) ? high : null;
        Minimum = minimum is { } low && double.IsFinite(low) ? Math.Min(low, Maximum ?? low) : null;
    }

    /// <summary>Lower bound; null when open.</summary>
    public double? Minimum { get; }

    /// <summary>Upper bound; null when open.</summary>
    public double? Maximum { get; }

    /// <inheritdoc/>
    public override IEnumerable<(string Name, object? Value)> Parameters => [("minimum", Minimum), ("maximum", Maximum)];

    /// <inheritdoc/>
    protected override int Period => 1;

    /// <inheritdoc/>
    protected override int ExactFraction => Math.Max(Input.Type.Fraction, Math.Max(
        Minimum is null ? int.MinValue : Types["min"].Fraction, Maximum is null ? int.MinValue : Types["max"].Fraction));

    /// <inheritdoc/>
    public override LaneKernel? CreateKernel(LanePlan plan) => AffineKernel.Create(
        this,
        plan,
        ExactFraction,
        _ => new AffineStep(Factor(FixedValue.One), Factor(FixedValue.One), 0),
        (Minimum is null ? null : Exact(Parameter("min")), Maximum is null ? null : Exact(Parameter("max"))));

    /// <inheritdoc/>
    protected override double Reference(double x, int element) =>
        x < Minimum ? Minimum.Value : x > Maximum ? Maximum.Value : x;

    /// <inheritdoc/>
    protected override FixedValue Apply(FixedValue x, int element)
    {
        if (Minimum is not null && x < Parameter("min"))
        {
            return Parameter("min");
        }

        return Maximum is not null && x > Parameter("max") ? Parameter("max") : x;
    }

    /// <inheritdoc/>
    protected override void FitConstants(PrecisionContext context)
    {
        if (Minimum is { } minimum)
        {
            PrecisionContext.KeepExact(this, "min", minimum);
        }

        if (Maximum is { } maximum)
        {
            PrecisionContext.KeepExact(this, "max", maximum);
        }
    }
}
