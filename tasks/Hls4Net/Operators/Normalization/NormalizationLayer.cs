using Hls4Net.Emulation;

namespace Hls4Net.Operators;

/// <summary>
/// Numbers that share a mean and a variance lose the one and are divided by the root of the other; then each is scaled and shifted:
/// <c>y = (x − mean) / √(variance + epsilon) · scale + bias</c>. Input any shape, output the same shape.
/// </summary>
/// <remarks>
/// Over the n numbers of a group, ascending: <c>s = A(s + A(x))</c>, <c>mean = M(s · reciprocal)</c>, <c>d = D(A(x) − mean)</c>,
/// <c>q = Q(q + Q(d · d))</c>, <c>v = V(q · reciprocal + epsilon)</c>, <c>z = Z(d · root)</c> with the root of <see cref="InverseRoot"/>,
/// <c>y = R(z · scale + bias)</c>. Types: A <c>accum</c>, M <c>mean</c>, D <c>difference</c>, Q <c>square</c>, V <c>variance</c>,
/// Z <c>normal</c>. An explicit accumulator is also M, D, Q and V, as in hls4ml.
/// </remarks>
public abstract partial class NormalizationLayer : Layer
{
    /// <summary>A layer with trained weights.</summary>
    /// <param name="name">The user's name of the node.</param>
    /// <param name="count">Number of factors and of offsets: element i has those of <c>i % count</c>.</param>
    /// <param name="scale">The factors, named <c>scale</c>; null for ones.</param>
    /// <param name="bias">The offsets, named <c>bias</c>; null for zeros.</param>
    /// <param name="epsilon">Added to the variance; not negative.</param>
    private protected NormalizationLayer(string name, int count, WeightTensor? scale, WeightTensor? bias, double epsilon)
        : base(name)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        ArgumentOutOfRangeException.ThrowIfNegative(epsilon);
        SetWeight(scale ?? new WeightTensor("scale", new TensorShape(count), [.. Enumerable.Repeat(1.0, count)], "scale"));
        SetWeight(bias ?? new WeightTensor("bias", new TensorShape(count), new double[count], "bias"));
        Epsilon = epsilon;
    }

    /// <summary>Added to the variance.</summary>
    public double Epsilon { get; }

    /// <summary>The factors; element i has that of <c>i % Scale.Shape.Count</c>.</summary>
    public WeightTensor Scale => Weights["scale"];

    /// <summary>The offsets, as <see cref="Scale"/>.</summary>
    public WeightTensor Bias => Weights["bias"];

    /// <summary>How the elements divide into groups.</summary>
    public abstract NormalizationGroups Groups { get; }

    /// <inheritdoc/>
    public override IEnumerable<(string Name, object? Value)> Parameters => [("epsilon", Epsilon), ("groups", Groups)];

    /// <summary>The table of roots; valid once the layer has types.</summary>
    public InverseRoot Root => new(Types["variance"], Types["table"], Tables["table"]);

    /// <inheritdoc/>
    public override IReadOnlyList<TensorShape> InferShapes()
    {
        ShapeRule.RequireInputs(this, 1);
        ShapeRule.RequireRepeating(this, Scale, Input.Shape);
        ShapeRule.RequireRepeating(this, Bias, Input.Shape);
        return [Input.Shape];
    }

    /// <inheritdoc/>
    public override void EvaluateReference(ReferenceContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var x = context.Input(0);
        var y = context.Output(0);
        var (scale, bias) = (Scale.Trained, Bias.Trained);
        foreach (var group in Groups.All())
        {
            var (mean, variance) = (0.0, 0.0);
            foreach (var i in group)
            {
                mean += x[i] / group.Length;
            }

            foreach (var i in group)
            {
                variance += (x[i] - mean) * (x[i] - mean) / group.Length;
            }

            foreach (var i in group)
            {
                y[i] = ((x[i] - mean) / Math.Sqrt(variance + Epsilon) * scale[i % scale.Length]) + bias[i % bias.Length];
            }
        }
    }

    /// <inheritdoc/>
    public override void Evaluate(EvaluationContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var x = context.Input(0);
        var y = context.Output(0);
        var (reciprocal, root) = (Constant("reciprocal"), Root);
        foreach (var group in Groups.All())
        {
            var values = new FixedValue[group.Length];
            var sum = FixedValue.Zero.To(Types["accum"]);
            for (var k = 0; k < values.Length; k++)
            {
                values[k] = FixedValue.Of(x[group[k]], Input.Type).To(Types["accum"]);
                sum = (sum + values[k]).To(Types["accum"]);
            }

            var mean = (sum * reciprocal).To(Types["mean"]);
            var squares = FixedValue.Zero.To(Types["square"]);
            for (var k = 0; k < values.Length; k++)
            {
                values[k] = (values[k] - mean).To(Types["difference"]);
                squares = (squares + (values[k] * values[k]).To(Types["square"])).To(Types["square"]);
            }

            var variance = ((squares * reciprocal) + Constant("epsilon")).To(Types["variance"]);
            var factor = new FixedValue(root.Of(variance.Raw), root.ProductFraction);
            for (var k = 0; k < values.Length; k++)
            {
                var i = group[k];
                var scaled = (values[k] * factor).To(Types["normal"]) * Scale.ExactOf(i);
                y[i] = (scaled + Bias.ExactOf(i)).To(Output.Type).Raw;
            }
        }
    }

    /// <inheritdoc/>
    public override LaneKernel? CreateKernel(LanePlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return NormalizationKernel.Create(this, plan);
    }

    /// <summary>A constant that hardware holds.</summary>
    internal FixedValue Constant(string role) => FixedValue.Of(Tables[role][0], Types[role]);
}
