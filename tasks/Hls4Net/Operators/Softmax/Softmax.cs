using Hls4Net.Emulation;

namespace Hls4Net.Operators;

/// <summary><c>e^x[i] / Σ e^x[j]</c> along the last axis. Input any shape, output the same shape.</summary>
/// <remarks>
/// Stable: <c>m = max x</c>, <c>δ[i] = inp_norm(m − x[i])</c>, <c>e[i] = accum(exp_table[δ[i]])</c>, <c>s = inv_inp(Σ e)</c> as a balanced
/// tree in <c>accum</c>, <c>y[i] = R(e[i] · inv_table[s])</c>. Latency: the same with x in place of δ. Legacy:
/// <c>e = table(e + (i = j ? 1 : exp_table[x[j] − x[i]]))</c> over all j, <c>y[i] = R(inv_table[e])</c>.
/// </remarks>
/// <param name="name">The user's name of the node.</param>
/// <param name="axis">Axis of the sample's shape; negative counts from the end. Must be the last.</param>
public sealed partial class Softmax(string name, int axis = -1) : Layer(name)
{
    /// <summary>The axis as given.</summary>
    public int Axis { get; } = axis;

    /// <inheritdoc/>
    public override IEnumerable<(string Name, object? Value)> Parameters => Scale == 1 ? [("axis", Axis), ("implementation", Implementation)] : [("axis", Axis), ("implementation", Implementation), ("scale", Scale)];

    /// <summary>What a unit of the input counts in the exponent, <c>e^(Scale · x)</c>: the step of quantised integers. Part of the exponential's table.</summary>
    public double Scale { get; set; } = 1;

    /// <summary>Length of one vector that sums to one.</summary>
    public int Length => Input.Shape[^1];

    /// <summary>Number of vectors.</summary>
    public int Positions => Input.Shape.Count / Length;

    /// <summary>The implementation the user chose; stable by default.</summary>
    /// <exception cref="DiagnosticException">There is none of that name.</exception>
    public SoftmaxImplementation Implementation =>
        Settings.Implementation is not { } text ? SoftmaxImplementation.Stable
        : Enum.TryParse<SoftmaxImplementation>(text, ignoreCase: true, out var parsed) && Enum.IsDefined(parsed) && !char.IsAsciiDigit(text[0]) ? parsed
        : throw new DiagnosticException(
            OperatorDiagnostics.UnknownImplementation, Name, text, "Softmax", "stable, latency, argmax, legacy, skip");

    /// <summary>How a difference (stable) or a value (latency) addresses <c>Tables["exp_table"]</c>; set by precision inference.</summary>
    public LookupIndex ExpIndex { get; set; }

    /// <summary>How a sum addresses <c>Tables["inv_table"]</c>; set by precision inference.</summary>
    public LookupIndex InvIndex { get; set; }

    /// <inheritdoc/>
    public override IReadOnlyList<TensorShape> InferShapes()
    {
        ShapeRule.RequireInputs(this, 1);
        var rank = Input.Shape.Rank;
        if (rank == 0 || (Axis < 0 ? Axis + rank : Axis) != rank - 1)
        {
            throw new DiagnosticException(OperatorDiagnostics.SoftmaxAxis, Name, Axis, Input.Shape);
        }

        return [Input.Shape];
    }

    /// <inheritdoc/>
    public override void EvaluateReference(ReferenceContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        for (var position = 0; position < Positions; position++)
        {
            var x = context.Input(0).Slice(position * Length, Length);
            var y = context.Output(0).Slice(position * Length, Length);
            var maximum = x[0];
            foreach (var value in x)
            {
                maximum = Math.Max(maximum, value);
            }

            double sum = 0;
            for (var i = 0; i < Length; i++)
            {
                sum += y[i] = Math.Exp(Scale * (x[i] - maximum));
            }

            for (var i = 0; i < Length; i++)
            {
                y[i] /= sum;
            }
        }
    }

    /// <inheritdoc/>
    public override void Evaluate(EvaluationContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        for (var position = 0; position < Positions; position++)
        {
            var x = new FixedValue[Length];
            for (var i = 0; i < Length; i++)
            {
                x[i] = FixedValue.Of(context.Input(0)[(position * Length) + i], Input.Type);
            }

            FixedValue[] y = Implementation switch
            {
                SoftmaxImplementation.Skip => x,
                SoftmaxImplementation.Argmax => Argmax(x),
                SoftmaxImplementation.Legacy => InvertSums(x),
                _ => Normalize(x),
            };
            for (var i = 0; i < Length; i++)
            {
                context.Output(0)[(position * Length) + i] = y[i].To(Output.Type).Raw;
            }
        }
    }

    /// <inheritdoc/>
    public override LaneKernel? CreateKernel(LanePlan plan) => Implementation switch
    {
        SoftmaxImplementation.Skip => AffineKernel.Create(this, plan, Input.Type.Fraction, _ => new AffineStep(1, 1, 0)),
        SoftmaxImplementation.Argmax => ArgmaxKernel.Create(this, plan),
        SoftmaxImplementation.Legacy => null,
        _ => Types["accum"].FitsInt64 ? SoftmaxKernel.Create(this, plan) : null,
    };

    private static FixedValue[] Argmax(FixedValue[] x)
    {
        var y = new FixedValue[x.Length];
        var maximum = x.Aggregate(FixedValue.Max);
        y[Array.FindIndex(x, value => value == maximum)] = FixedValue.One;
        return y;
    }

    /// <summary>e = A(Exp[…]); y = e · Inv[D(Σ e)], exact before the result conversion.</summary>
    private FixedValue[] Normalize(FixedValue[] x)
    {
        if (Implementation == SoftmaxImplementation.Stable)
        {
            var maximum = x.Aggregate(FixedValue.Max);
            x = Array.ConvertAll(x, value => (maximum - value).To(Types["inp_norm"]));
        }

        var e = Array.ConvertAll(x, value => Entry("exp_table", ExpIndex, value).To(Types["accum"]));
        var sum = BalancedTree.Reduce(e, (a, b) => (a + b).To(Types["accum"])).To(Types["inv_inp"]);
        var inverse = Entry("inv_table", InvIndex, sum);
        return Array.ConvertAll(e, value => value * inverse);
    }

    private FixedValue Entry(string role, LookupIndex index, FixedValue value) =>
        FixedValue.Of(Tables[role][index.Of(value.Raw, value.Fraction)], Types[role]);
}
