using Hls4Net.Emulation;

namespace Hls4Net.Operators;

/// <summary>x where positive, <c>alpha · x</c> elsewhere.</summary>
/// <param name="name">The user's name of the node.</param>
/// <param name="alpha">Slope of the negative side, as trained.</param>
public sealed class LeakyRelu(string name, double alpha) : ElementwiseLayer(name)
{
    /// <summary>Slope of the negative side, as trained.</summary>
    public double Alpha { get; } = alpha;

    /// <inheritdoc/>
    public override IEnumerable<(string Name, object? Value)> Parameters => [("alpha", Alpha)];

    /// <summary>The slope as hardware holds it, in raw units of <c>Types["param"]</c>.</summary>
    public long AlphaRaw => Tables["param"][0];

    /// <inheritdoc/>
    protected override int Period => 1;

    /// <inheritdoc/>
    protected override int ExactFraction => Input.Type.Fraction + Math.Max(0, Types["param"].Fraction);

    /// <inheritdoc/>
    public override LaneKernel? CreateKernel(LanePlan plan) => AffineKernel.Create(
        this, plan, ExactFraction, _ => new AffineStep(Factor(FixedValue.One), Factor(Parameter("param")), 0));

    /// <inheritdoc/>
    protected override double Reference(double x, int element) => x > 0 ? x : Alpha * x;

    /// <inheritdoc/>
    protected override FixedValue Apply(FixedValue x, int element) => x.Sign > 0 ? x : Parameter("param") * x;

    /// <inheritdoc/>
    protected override void FitConstants(PrecisionContext context) => context.FitParameter(this, "param", Alpha);
}
