using Hls4Net.Emulation;

namespace Hls4Net.Operators;

/// <summary><c>e^x[i] / Σ e^x[j]</c> along the last axis. Input any shape, output the same shape.</summary>
/// <param name="name">The user's name of the node.</param>
/// <param name="axis">Axis of the sample's shape; negative counts from the end. Must be the last.</param>
public sealed class Softmax(string name, int axis = -1) : Layer(name)
{
    /// <summary>The axis as given.</summary>
    public int Axis { get; } = axis;

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
            OperatorDiagnostics.UnknownImplementation, Name, text, "Softmax", "stable, latency, argmax, skip");

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
                sum += y[i] = Math.Exp(x[i] - maximum);
            }

            for (var i = 0; i < Length; i++)
            {
                y[i] /= sum;
            }
        }
    }

    /// <inheritdoc/>
    public override void InferPrecision(PrecisionContext context) => throw new NotImplementedException();

    /// <inheritdoc/>
    public override void Evaluate(EvaluationContext context) => throw new NotImplementedException();
}
