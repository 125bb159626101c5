using Hls4Net.Emulation;

namespace Hls4Net.Operators;

/// <summary>A model input; its output tensor's type is the type of the hardware port.</summary>
/// <param name="name">Name of the graph input.</param>
/// <param name="shape">Shape of one sample.</param>
public sealed class Input(string name, TensorShape shape) : Layer(name)
{
    /// <inheritdoc/>
    public override IReadOnlyList<TensorShape> InferShapes() => [shape];

    /// <inheritdoc/>
    public override void InferPrecision(PrecisionContext context) => throw new NotImplementedException();

    /// <inheritdoc/>
    public override void EvaluateReference(ReferenceContext context)
    {
        // The emulator writes the sample straight into the output tensor.
    }

    /// <inheritdoc/>
    public override void Evaluate(EvaluationContext context)
    {
        // As above.
    }
}
