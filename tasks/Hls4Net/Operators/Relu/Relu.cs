using Hls4Net.Emulation;

namespace Hls4Net.Operators;

/// <summary>The larger of x and zero.</summary>
/// <param name="name">The user's name of the node.</param>
public sealed class Relu(string name) : ElementwiseLayer(name)
{
    /// <inheritdoc/>
    protected override int Period => 1;

    /// <inheritdoc/>
    protected override int ExactFraction => Input.Type.Fraction;

    /// <inheritdoc/>
    public override LaneKernel? CreateKernel(LanePlan plan) => ReluKernel.Create(this, plan);

    /// <inheritdoc/>
    protected override double Reference(double x, int element) => Math.Max(x, 0);

    /// <inheritdoc/>
    protected override FixedValue Apply(FixedValue x, int element) => FixedValue.Max(x, FixedValue.Zero);
}
