using System.Numerics;
using Hls4Net.Emulation;

namespace Hls4Net.Operators;

/// <summary>Two tensors joined element by element, <c>R(a ∘ b)</c>, with the broadcasting of ONNX. Result shape: the broadcast of both.</summary>
/// <param name="name">The user's name of the node.</param>
/// <param name="operation">What is done with two values.</param>
public sealed class Merge(string name, MergeOperation operation) : Layer(name)
{
    /// <summary>What is done with two values.</summary>
    public MergeOperation Operation { get; } = operation;

    /// <inheritdoc/>
    public override IEnumerable<(string Name, object? Value)> Parameters => [("operation", Operation)];

    /// <summary>Which element of the first input belongs to an element of the result.</summary>
    public BroadcastIndex Left => IndexOf(0);

    /// <summary>Which element of the second input belongs to an element of the result.</summary>
    public BroadcastIndex Right => IndexOf(1);

    /// <inheritdoc/>
    public override IReadOnlyList<TensorShape> InferShapes()
    {
        ShapeRule.RequireInputs(this, 2);
        var shape = Broadcast(Inputs[0].Shape, Inputs[1].Shape);
        _ = IndexOf(0, shape);
        _ = IndexOf(1, shape);
        return [shape];
    }

    /// <inheritdoc/>
    public override void EvaluateReference(ReferenceContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var a = context.Input(0);
        var b = context.Input(1);
        var y = context.Output(0);
        var (left, right) = (Left, Right);
        for (var i = 0; i < y.Length; i++)
        {
            var (p, q) = (a[left.Of(i)], b[right.Of(i)]);
            y[i] = Operation switch
            {
                MergeOperation.Add => p + q,
                MergeOperation.Subtract => p - q,
                MergeOperation.Multiply => p * q,
                MergeOperation.Maximum => Math.Max(p, q),
                MergeOperation.Minimum => Math.Min(p, q),
                _ => (p + q) / 2,
            };
        }
    }

    /// <inheritdoc/>
    public override void InferPrecision(PrecisionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var (a, b) = (Inputs[0], Inputs[1]);
        var (left, right) = (Left, Right);
        var (multiplies, aligned) = (Operation == MergeOperation.Multiply, Math.Max(a.Type.Fraction, b.Type.Fraction));

        // Two operands of the same shape whose intervals repeat alike: those of a pixel are enough.
        var repeated = a.Shape.Equals(b.Shape) && a.Range is RepeatedRange one && b.Range is RepeatedRange two && one.Pattern.Count == two.Pattern.Count ? one : null;
        var range = new ValueRange[repeated?.Pattern.Count ?? Output.Shape.Count];
        for (var i = 0; i < range.Length; i++)
        {
            var (p, q) = (a.Range[left.Of(i)], b.Range[right.Of(i)]);
            range[i] = multiplies ? p * q : RangeOf(Operation, p << (aligned - a.Type.Fraction), q << (aligned - b.Type.Fraction));
        }

        context.FitResult(this, repeated is null ? range : new RepeatedRange(range, repeated.Repetitions), ResultFraction);
    }

    /// <inheritdoc/>
    public override void Evaluate(EvaluationContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var a = context.Input(0);
        var b = context.Input(1);
        var y = context.Output(0);
        var (left, right) = (Left, Right);
        for (var i = 0; i < y.Length; i++)
        {
            var p = FixedValue.Of(a[left.Of(i)], Inputs[0].Type);
            var q = FixedValue.Of(b[right.Of(i)], Inputs[1].Type);
            var exact = Operation switch
            {
                MergeOperation.Add => p + q,
                MergeOperation.Subtract => p - q,
                MergeOperation.Multiply => p * q,
                MergeOperation.Maximum => FixedValue.Max(p, q),
                MergeOperation.Minimum => FixedValue.Min(p, q),
                _ => (p + q).ScaleByPowerOfTwo(-1),
            };
            y[i] = exact.To(Output.Type).Raw;
        }
    }

    /// <inheritdoc/>
    public override LaneKernel? CreateKernel(LanePlan plan) => MergeKernel.Create(this, plan);

    /// <summary>Fraction bits that hold every result exactly.</summary>
    internal int ResultFraction => Operation == MergeOperation.Multiply ? Inputs[0].Type.Fraction + Inputs[1].Type.Fraction
        : Math.Max(Inputs[0].Type.Fraction, Inputs[1].Type.Fraction) + (Operation == MergeOperation.Average ? 1 : 0);

    /// <summary>The interval of an operation on operands in the same units (a mean: in half of them).</summary>
    internal static ValueRange RangeOf(MergeOperation operation, ValueRange p, ValueRange q) => operation switch
    {
        MergeOperation.Subtract => p - q,
        MergeOperation.Multiply => p * q,
        MergeOperation.Maximum => new ValueRange(BigInteger.Max(p.Min, q.Min), BigInteger.Max(p.Max, q.Max)),
        MergeOperation.Minimum => new ValueRange(BigInteger.Min(p.Min, q.Min), BigInteger.Min(p.Max, q.Max)),
        _ => p + q,
    };

    private BroadcastIndex IndexOf(int input, TensorShape? result = null) =>
        BroadcastIndex.Find(Inputs[input].Shape, result ?? Output.Shape) ??
        throw new DiagnosticException(OperatorDiagnostics.UnsupportedBroadcast, Name, Inputs[0].Shape, Inputs[1].Shape);

    private TensorShape Broadcast(TensorShape a, TensorShape b)
    {
        var dimensions = new int[Math.Max(a.Rank, b.Rank)];
        for (var i = 1; i <= dimensions.Length; i++)
        {
            var (p, q) = (i <= a.Rank ? a[^i] : 1, i <= b.Rank ? b[^i] : 1);
            if (p != q && p != 1 && q != 1)
            {
                throw ShapeRule.Misfit(this, $"Shapes {a} and {b} do not broadcast: dimensions {p} and {q} differ and neither is 1.");
            }

            dimensions[^i] = Math.Max(p, q);
        }

        return new TensorShape(dimensions);
    }
}
