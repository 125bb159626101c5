using Hls4Net.Emulation;

namespace Hls4Net.Operators;

/// <summary>The identity: only converts to the result type.</summary>
/// <param name="name">The user's name of the node.</param>
public sealed class Linear(string name) : ElementwiseLayer(name)
{
    /// <inheritdoc/>
    protected override int Period => 1;

    /// <inheritdoc/>
    protected override int ExactFraction => Input.Type.Fraction;

    /// <inheritdoc/>
    public override LaneKernel? CreateKernel(LanePlan plan) => AffineKernel.Create(
        this, plan, ExactFraction, _ => new AffineStep(1, 1, 0));

    /// <inheritdoc/>
    protected override double Reference(double x, int element) => x;

    /// <inheritdoc/>
    protected override FixedValue Apply(FixedValue x, int element) => x;
}
