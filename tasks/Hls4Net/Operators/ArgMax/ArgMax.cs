using System.Numerics;
using System.Runtime.Intrinsics;
using Hls4Net.Emulation;

namespace Hls4Net.Operators;

/// <summary>The position of the largest value along the last axis: <c>[…, n]</c> to <c>[…, 1]</c>, an integer.</summary>
/// <param name="name">The user's name of the node.</param>
/// <param name="takesLast">Which of several equal largest values counts: the last one, or the first.</param>
public sealed class ArgMax(string name, bool takesLast = false) : Layer(name)
{
    /// <summary>Which of several equal largest values counts: the last one, or the first.</summary>
    public bool TakesLast { get; } = takesLast;

    /// <summary>Values of which one is chosen.</summary>
    public int Length => Input.Shape[^1];

    /// <inheritdoc/>
    public override IEnumerable<(string Name, object? Value)> Parameters => [("takes last", TakesLast)];

    /// <inheritdoc/>
    public override IReadOnlyList<TensorShape> InferShapes()
    {
        ShapeRule.RequireInputs(this, 1);
        return Input.Shape.Rank == 0 ? throw ShapeRule.Misfit(this, $"{ClassName} needs an axis.")
            : [Input.Shape.WithLast(1)];
    }

    /// <inheritdoc/>
    public override void InferPrecision(PrecisionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var positions = new ValueRange(0, Length - 1);
        var isChosen = Settings.Precision.TryGetValue("result", out var own) && !own.IsAuto;
        ValueRange[] ranges = [.. Enumerable.Repeat(positions, Output.Shape.Count)];
        if (isChosen)
        {
            context.FitResult(this, ranges, 0);
            return;
        }

        // A default made for values is not made for positions.
        Output.Type = positions == ValueRange.Zero ? new FixedType(1, 1, Signed: false) : positions.ToType(0);
        Output.Range = ranges;
    }

    /// <inheritdoc/>
    public override void EvaluateReference(ReferenceContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var y = context.Output(0);
        for (var row = 0; row < y.Length; row++)
        {
            y[row] = PositionOf(context.Input(0).Slice(row * Length, Length));
        }
    }

    /// <inheritdoc/>
    public override void Evaluate(EvaluationContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var y = context.Output(0);
        for (var row = 0; row < y.Length; row++)
        {
            y[row] = new FixedValue(PositionOf(context.Input(0).Slice(row * Length, Length)), 0).To(Output.Type).Raw;
        }
    }

    /// <inheritdoc/>
    public override LaneKernel? CreateKernel(LanePlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var positions = new ValueRange(0, Length - 1);
        return plan.ComputeLane(LanePlan.LaneOf(positions), VectorQuantizer.LaneOf(positions, 0, Output.Type)) switch
        {
            Lane.Int16 => new Kernel<short>(this, new(positions, 0, Output.Type)),
            Lane.Int32 => new Kernel<int>(this, new(positions, 0, Output.Type)),
            Lane.Int64 => new Kernel<long>(this, new(positions, 0, Output.Type)),
            _ => null,
        };
    }

    private int PositionOf<T>(ReadOnlySpan<T> values)
        where T : IComparable<T>
    {
        var best = 0;
        for (var i = 1; i < values.Length; i++)
        {
            var order = values[i].CompareTo(values[best]);
            best = order > 0 || (order == 0 && TakesLast) ? i : best;
        }

        return best;
    }

    private sealed class Kernel<T>(ArgMax layer, VectorQuantizer<T> result) : LaneKernel
        where T : unmanaged, IBinaryInteger<T>
    {
        private readonly int _length = layer.Length;
        private readonly bool _takesLast = layer.TakesLast;

        public override void Run(LaneBlock block)
        {
            var (x, y) = (block.Input(0), block.Output(0));
            for (var row = 0; row < y.Count; row++)
            {
                for (var part = 0; part < LaneTensor.Parts<T>(); part++)
                {
                    var largest = x.Load<T>(row * _length, part);
                    var position = Vector512<T>.Zero;
                    for (var i = 1; i < _length; i++)
                    {
                        var value = x.Load<T>((row * _length) + i, part);
                        var wins = _takesLast ? Vector512.GreaterThanOrEqual(value, largest) : Vector512.GreaterThan(value, largest);
                        largest = Vector512.ConditionalSelect(wins, value, largest);
                        position = Vector512.ConditionalSelect(wins, Vector512.Create(T.CreateTruncating(i)), position);
                    }

                    y.Store(row, part, result.Apply(position));
                }
            }
        }
    }
}
