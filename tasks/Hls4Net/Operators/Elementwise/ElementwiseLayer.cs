using Hls4Net.Emulation;

namespace Hls4Net.Operators;

/// <summary>
/// A function applied to every element on its own: <c>y = R(f(x))</c>. Input any shape, output the same shape.
/// A subclass says what <c>f</c> is, in double and exactly.
/// </summary>
/// <param name="name">The user's name of the node.</param>
public abstract class ElementwiseLayer(string name) : Layer(name)
{
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
    public override void InferPrecision(PrecisionContext context) => throw new NotImplementedException();

    /// <inheritdoc/>
    public override void Evaluate(EvaluationContext context) => throw new NotImplementedException();

    /// <summary>The function in double precision, with the constants as trained.</summary>
    /// <param name="x">The value of the element.</param>
    /// <param name="element">Its position in the tensor, C order.</param>
    protected abstract double Reference(double x, int element);
}
