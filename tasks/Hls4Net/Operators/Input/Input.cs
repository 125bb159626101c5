using Hls4Net.Emulation;

namespace Hls4Net.Operators;

/// <summary>A model input; its output tensor's type is the type of the hardware port.</summary>
/// <param name="name">Name of the graph input.</param>
/// <param name="shape">Shape of one sample.</param>
public sealed class Input(string name, TensorShape shape) : Layer(name)
{
    private static readonly FixedType s_default = new(16, 6);

    /// <summary>Shape of one sample; after a change <see cref="ModelGraph.SetInputs"/> (with no inputs) makes the port follow.</summary>
    public TensorShape Shape { get; set; } = shape;

    /// <inheritdoc/>
    public override IReadOnlyList<TensorShape> InferShapes() => [Shape];

    /// <summary>The explicit type (role <c>result</c>), else <c>fixed&lt;16,6&gt;</c>. Everything the type can hold is taken as possible.</summary>
    public override void InferPrecision(PrecisionContext context)
    {
        Output.Type = Settings.For("result").Explicit ?? s_default;
        Output.Range = [.. Enumerable.Repeat(Output.Type.ReachableRange, Output.Shape.Count)];
    }

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
