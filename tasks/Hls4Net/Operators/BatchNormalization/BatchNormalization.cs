using Hls4Net.Emulation;

namespace Hls4Net.Operators;

/// <summary>
/// <c>x · scale[i % n] + bias[i % m]</c>, exact before the result conversion. A normalisation with folded statistics; without
/// scale a pure shift (<c>Add</c> of a constant), without bias a pure scaling.
/// </summary>
public sealed class BatchNormalization : ElementwiseLayer
{
    /// <summary>A layer with trained factors and offsets; either may be absent.</summary>
    /// <param name="name">The user's name of the node.</param>
    /// <param name="scale">Factors, named <c>scale</c>; their count divides that of the tensor.</param>
    /// <param name="bias">Offsets, named <c>bias</c>; their count divides that of the tensor.</param>
    public BatchNormalization(string name, WeightTensor? scale, WeightTensor? bias)
        : base(name)
    {
        if (scale is not null)
        {
            SetWeight(scale);
        }

        if (bias is not null)
        {
            SetWeight(bias);
        }
    }

    /// <summary>The factors; null means one.</summary>
    public WeightTensor? Scale => Weights.GetValueOrDefault("scale");

    /// <summary>The offsets; null means zero.</summary>
    public WeightTensor? Bias => Weights.GetValueOrDefault("bias");

    /// <inheritdoc/>
    protected override int ExactFraction => Math.Max(ProductFraction, Bias?.Type.Fraction ?? int.MinValue);

    /// <inheritdoc/>
    protected override int Period => CommonPeriod.Of(Scale?.Shape.Count ?? 1, Bias?.Shape.Count ?? 1);

    private int ProductFraction => Input.Type.Fraction + (Scale?.Type.Fraction ?? 0);

    /// <inheritdoc/>
    public override IReadOnlyList<TensorShape> InferShapes()
    {
        var shapes = base.InferShapes();
        ShapeRule.RequireRepeating(this, Scale, Input.Shape);
        ShapeRule.RequireRepeating(this, Bias, Input.Shape);
        return shapes;
    }

    /// <inheritdoc/>
    public override LaneKernel? CreateKernel(LanePlan plan) => AffineKernel.Create(this, plan, ExactFraction, element =>
    {
        var scale = Factor(ScaleOf(element));
        return new AffineStep(scale, scale, Exact(BiasOf(element)));
    }, period: Period);

    /// <inheritdoc/>
    protected override double Reference(double x, int element) => (x * (Scale?.TrainedOf(element) ?? 1)) + (Bias?.TrainedOf(element) ?? 0);

    /// <inheritdoc/>
    protected override FixedValue Apply(FixedValue x, int element) => (x * ScaleOf(element)) + BiasOf(element);

    /// <inheritdoc/>
    protected override void FitConstants(PrecisionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (Scale is { } scale)
        {
            context.FitWeights(this, scale, "scale", PrecisionContext.SpareBits(Output, scale.Values));
        }

        if (Bias is { } bias)
        {
            context.FitBias(this, bias, "bias", ProductFraction);
        }
    }

    /// <inheritdoc/>
    /// <remarks>Of integers that a model's own quantisers make, each step stays visible: two bits more than they have.</remarks>
    protected override void FitOutput(PrecisionContext context, IReadOnlyList<ValueRange> exact)
    {
        if (HoldsIntegers(Input) && Settings.For("result") is { IsAuto: true } request)
        {
            var bits = ValueRange.Hull(Input.Range).SignedBits + 2;
            Settings = Settings.With("result", request with { AutoWidth = Math.Max(request.AutoWidth, bits) });
        }

        base.FitOutput(context, exact);
    }

    private static bool HoldsIntegers(Tensor tensor) => tensor.Producer switch
    {
        Quantize or IWeightedSums { Weight.IsQuantized: true } => true,
        Reshape or Transpose => HoldsIntegers(tensor.Producer.Input),
        _ => false,
    };

    private FixedValue ScaleOf(int element) => Scale?.ExactOf(element) ?? FixedValue.One;

    private FixedValue BiasOf(int element) => Bias?.ExactOf(element) ?? FixedValue.Zero;
}
