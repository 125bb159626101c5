using Hls4Net.Emulation;

namespace Hls4Net.Operators;

/// <summary>x where positive, <c>alpha[i % n] · x</c> elsewhere, with <c>n</c> trained slopes.</summary>
public sealed class PRelu : ElementwiseLayer
{
    /// <summary>A layer with trained slopes.</summary>
    /// <param name="name">The user's name of the node.</param>
    /// <param name="alpha">The slopes, named <c>alpha</c>; element i of the tensor uses slope <c>i % n</c>.</param>
    public PRelu(string name, WeightTensor alpha)
        : base(name) => SetWeight(alpha);

    /// <summary>The slopes of the negative side; their type has the role <c>param</c>.</summary>
    public WeightTensor Alpha => Weights["alpha"];

    /// <inheritdoc/>
    protected override int ExactFraction => Input.Type.Fraction + Math.Max(0, Alpha.Type.Fraction);

    /// <inheritdoc/>
    public override IReadOnlyList<TensorShape> InferShapes()
    {
        var shapes = base.InferShapes();
        ShapeRule.RequireRepeating(this, Alpha, Input.Shape);
        return shapes;
    }

    /// <inheritdoc/>
    protected override int Period => Alpha.Shape.Count;

    /// <inheritdoc/>
    public override LaneKernel? CreateKernel(LanePlan plan) => AffineKernel.Create(
        this, plan, ExactFraction, element => new AffineStep(Factor(FixedValue.One), Factor(Slope(element)), 0), period: Period);

    /// <inheritdoc/>
    protected override double Reference(double x, int element) =>
        x > 0 ? x : Alpha.TrainedOf(element) * x;

    /// <inheritdoc/>
    protected override FixedValue Apply(FixedValue x, int element) =>
        x.Sign > 0 ? x : Slope(element) * x;

    /// <inheritdoc/>
    protected override void FitConstants(PrecisionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.FitWeights(this, Alpha, "param", PrecisionContext.SpareBits(Output, Alpha.Values));
    }

    private FixedValue Slope(int element) => Alpha.ExactOf(element);
}
