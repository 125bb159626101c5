using Hls4Net.Emulation;

namespace Hls4Net.Operators;

/// <summary>A model input; its output tensor's type is the type of the hardware port.</summary>
/// <param name="name">Name of the graph input.</param>
/// <param name="shape">Shape of one sample.</param>
public sealed class Input(string name, TensorShape shape) : Layer(name)
{
    private static readonly FixedType s_default = new(16, 6);

    /// <summary>Smallest and largest value seen in the user's test data; null when there is none.</summary>
    public (double Minimum, double Maximum)? Observed { get; set; }

    /// <inheritdoc/>
    public override IReadOnlyList<TensorShape> InferShapes() => [shape];

    /// <summary>
    /// The explicit type (role <c>result</c>) or, when automatic, one that holds <see cref="Observed"/>, rounding and saturating what
    /// the host hands in; <c>fixed&lt;16,6&gt;</c> when nothing is known. The whole range of the type is taken as possible.
    /// </summary>
    public override void InferPrecision(PrecisionContext context)
    {
        var requested = Settings.For("result");
        Output.Type = requested.Explicit ?? (Observed is { } seen
            ? TypeFit.Spanning(seen.Minimum, seen.Maximum, requested.AutoWidth) with { Overflow = Overflow.Saturate }
            : s_default);
        Output.Range = [.. Enumerable.Repeat(ValueRange.Of(Output.Type), Output.Shape.Count)];
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
