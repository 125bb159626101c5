using Hls4Net.Emulation;

namespace Hls4Net.Operators;

/// <summary>The same elements in C order under another shape: an alias, no arithmetic, the type stays.</summary>
/// <param name="name">The user's name of the node.</param>
/// <param name="shape">The new shape of one sample; as many elements as the input.</param>
public sealed class Reshape(string name, TensorShape shape) : Layer(name)
{
    /// <inheritdoc/>
    public override IReadOnlyList<TensorShape> InferShapes()
    {
        ShapeRule.RequireInputs(this, 1);
        return Input.Shape.Count == shape.Count ? [shape]
            : throw ShapeRule.Misfit(this, $"Reshape of {Input.Shape} to {shape} changes the number of elements.");
    }

    /// <inheritdoc/>
    public override void InferPrecision(PrecisionContext context)
    {
        Output.Type = Input.Type;
        Output.Range = Input.Range;
    }

    /// <inheritdoc/>
    public override void EvaluateReference(ReferenceContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.Input(0).CopyTo(context.Output(0));
    }

    /// <inheritdoc/>
    public override void Evaluate(EvaluationContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.Input(0).CopyTo(context.Output(0));
    }

    /// <inheritdoc/>
    public override LaneKernel? CreateKernel(LanePlan plan) => LaneKernel.Alias;
}
