using System.Numerics;
using Hls4Net.Emulation;

namespace Hls4Net.Operators;

/// <summary>
/// A function applied to every element on its own: <c>y = R(f(x))</c>. Input any shape, output the same shape.
/// A subclass says what <c>f</c> is, in double and exactly.
/// </summary>
/// <param name="name">The user's name of the node.</param>
public abstract class ElementwiseLayer(string name) : Layer(name)
{
    /// <summary>Fraction bits that hold every value of <c>f</c> exactly; valid once the constants have types.</summary>
    protected abstract int ExactFraction { get; }

    /// <summary>Elements after which the function repeats; all of them unless a subclass knows better: 1 where every element has the same.</summary>
    protected virtual int Period => Input.Shape.Count;

    /// <inheritdoc/>
    public override IReadOnlyList<TensorShape> InferShapes()
    {
        ShapeRule.RequireInputs(this, 1);
        return [Input.Shape];
    }

    /// <inheritdoc/>
    public sealed override void EvaluateReference(ReferenceContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var x = context.Input(0);
        var y = context.Output(0);
        for (var i = 0; i < y.Length; i++)
        {
            y[i] = Reference(x[i], i);
        }
    }

    /// <inheritdoc/>
    public sealed override void InferPrecision(PrecisionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        FitConstants(context);
        var (count, period) = (Input.Range.Count, Period);
        if (Input.Range is RepeatedRange { Pattern.Count: var repeated })
        {
            period = CommonPeriod.Of(period, repeated);
        }

        var range = new ValueRange[Input.Range is RepeatedRange && count % period == 0 ? period : count];
        for (var i = 0; i < range.Length; i++)
        {
            range[i] = RangeOf(Input.Range[i], i);
        }

        FitOutput(context, range.Length == count ? range : new RepeatedRange(range, count / range.Length));
    }

    /// <summary>Chooses the type of the output; by the rule of all layers unless a subclass brings its own type.</summary>
    /// <param name="context">The shared rules.</param>
    /// <param name="exact">The interval of each element before the conversion, in units of <c>2^−ExactFraction</c>.</param>
    protected virtual void FitOutput(PrecisionContext context, IReadOnlyList<ValueRange> exact)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.FitResult(this, exact, ExactFraction);
    }

    /// <inheritdoc/>
    public sealed override void Evaluate(EvaluationContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var x = context.Input(0);
        var y = context.Output(0);
        for (var i = 0; i < y.Length; i++)
        {
            y[i] = Apply(FixedValue.Of(x[i], Input.Type), i).To(Output.Type).Raw;
        }
    }

    /// <summary>The function in double precision, with the constants as trained.</summary>
    /// <param name="x">The value of the element.</param>
    /// <param name="element">Its position in the tensor, C order.</param>
    protected abstract double Reference(double x, int element);

    /// <summary>The function as hardware computes it, exact before the conversion to the result type.</summary>
    /// <param name="x">The value of the element.</param>
    /// <param name="element">Its position in the tensor, C order.</param>
    protected abstract FixedValue Apply(FixedValue x, int element);

    /// <summary>Gives weights, parameters and tables their types; nothing to do for a function without constants.</summary>
    protected virtual void FitConstants(PrecisionContext context)
    {
    }

    /// <summary>
    /// The interval of <see cref="Apply"/>, in units of <c>2^−ExactFraction</c>. This one serves functions that are monotone on
    /// either side of zero: their extremes are at the ends and at zero.
    /// </summary>
    /// <param name="x">The interval of the element, in raw units of the input's type.</param>
    /// <param name="element">Its position in the tensor, C order.</param>
    protected virtual ValueRange RangeOf(ValueRange x, int element)
    {
        var range = Point(x.Min).Hull(Point(x.Max));
        return x.Contains(0) ? range.Hull(Point(0)) : range;

        ValueRange Point(BigInteger raw)
        {
            return ValueRange.Of(Exact(Apply(FixedValue.Of(raw, Input.Type), element)));
        }
    }

    /// <summary>The scalar parameter of a role, as hardware holds it.</summary>
    protected FixedValue Parameter(string role) => FixedValue.Of(Tables[role][0], Types[role]);

    /// <summary>A value that <see cref="ExactFraction"/> bits hold, in those units.</summary>
    private protected BigInteger Exact(FixedValue value) => value.ScaleByPowerOfTwo(ExactFraction).Floor();

    /// <summary>A factor of raw inputs that makes products in units of <c>2^−ExactFraction</c>.</summary>
    private protected BigInteger Factor(FixedValue factor) => factor.ScaleByPowerOfTwo(ExactFraction - Input.Type.Fraction).Floor();
}
