using Hls4Net.Emulation;

namespace Hls4Net.Operators;

/// <summary><c>alpha · x + beta</c> limited to [0, 1].</summary>
/// <param name="name">The user's name of the node.</param>
/// <param name="alpha">Slope.</param>
/// <param name="beta">Value at zero.</param>
public sealed class HardSigmoid(string name, double alpha = 0.2, double beta = 0.5) : ElementwiseLayer(name)
{
    /// <summary>Slope, as trained; its type has the role <c>slope</c>.</summary>
    public double Alpha { get; } = alpha;

    /// <summary>Value at zero, as trained; its type has the role <c>shift</c>.</summary>
    public double Beta { get; } = beta;

    /// <inheritdoc/>
    public override IEnumerable<(string Name, object? Value)> Parameters => [("alpha", Alpha), ("beta", Beta)];

    /// <summary>The slope as hardware holds it, in raw units of <c>Types["slope"]</c>.</summary>
    public long SlopeRaw => Tables["slope"][0];

    /// <summary>The value at zero as hardware holds it, in raw units of <c>Types["shift"]</c>.</summary>
    public long ShiftRaw => Tables["shift"][0];

    /// <inheritdoc/>
    protected override int Period => 1;

    /// <inheritdoc/>
    protected override int ExactFraction =>
        Math.Max(0, Math.Max(Input.Type.Fraction + Types["slope"].Fraction, Types["shift"].Fraction));

    /// <inheritdoc/>
    public override LaneKernel? CreateKernel(LanePlan plan) => AffineKernel.Create(
        this,
        plan,
        ExactFraction,
        _ => new AffineStep(Factor(Parameter("slope")), Factor(Parameter("slope")), Exact(Parameter("shift"))),
        (0, Exact(FixedValue.One)));

    /// <inheritdoc/>
    protected override double Reference(double x, int element) => Math.Clamp((Alpha * x) + Beta, 0, 1);

    /// <inheritdoc/>
    protected override FixedValue Apply(FixedValue x, int element) => FixedValue.Max(
        FixedValue.Zero, FixedValue.Min(FixedValue.One, (Parameter("slope") * x) + Parameter("shift")));

    /// <inheritdoc/>
    protected override void FitConstants(PrecisionContext context)
    {
        // Under an explicit model default the constants keep the types they always had, where those hold them: two bits hold quarters.
        context.FitParameter(this, "slope", Alpha, Alpha is >= 0 and < 1 ? new FixedType(16, 0, Signed: false) : null);
        context.FitParameter(this, "shift", Beta, Beta is 0 or 0.25 or 0.5 or 0.75 ? new FixedType(2, 0, Signed: false) : null);
    }
}
