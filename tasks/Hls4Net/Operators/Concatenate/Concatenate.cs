using System.Numerics;
using Hls4Net.Emulation;

namespace Hls4Net.Operators;

/// <summary>
/// Tensors one after the other along an axis; all other dimensions agree. The result has the inputs' type where they share
/// one and the user chose none, else a type that holds all of them: <c>R(x)</c>.
/// </summary>
/// <param name="name">The user's name of the node.</param>
/// <param name="axis">The axis of one sample, counted from the front.</param>
public sealed class Concatenate(string name, int axis) : Layer(name)
{
    /// <summary>The axis along which the tensors follow each other.</summary>
    public int Axis { get; set; } = axis;

    /// <inheritdoc/>
    public override IEnumerable<(string Name, object? Value)> Parameters => [("axis", Axis)];

    /// <summary>How often the inputs alternate: the product of the dimensions in front of the axis.</summary>
    public int Repetitions => Output.Shape.Dimensions.Take(Axis).Aggregate(1, (product, d) => product * d);

    /// <inheritdoc/>
    public override IReadOnlyList<TensorShape> InferShapes()
    {
        if (Inputs.Count == 0)
        {
            throw ShapeRule.Misfit(this, $"Concatenate takes at least one input.");
        }

        var first = Inputs[0].Shape;
        foreach (var input in Inputs)
        {
            if (input.Shape.Rank != first.Rank || Axis >= first.Rank
                || Enumerable.Range(0, first.Rank).Any(i => i != Axis && input.Shape[i] != first[i]))
            {
                throw ShapeRule.Misfit(this, $"{input.Shape} and {first} do not fit together along axis {Axis}.");
            }
        }

        return [new TensorShape([.. first.Dimensions.Select((d, i) => i == Axis ? Inputs.Sum(input => input.Shape[i]) : d)])];
    }

    /// <inheritdoc/>
    public override void InferPrecision(PrecisionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var fraction = Inputs.Max(input => input.Type.Fraction);
        var ranges = Ranges(fraction);
        var isChosen = Settings.Precision.TryGetValue("result", out var own) && !own.IsAuto;
        if (!isChosen && Inputs.All(input => input.Type == Inputs[0].Type))
        {
            (Output.Type, Output.Range) = (Inputs[0].Type, ranges);
        }
        else
        {
            context.FitResult(this, ranges, fraction);
        }
    }

    /// <inheritdoc/>
    public override void EvaluateReference(ReferenceContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        ForEachRun((input, from, to, count) => context.Input(input).Slice(from, count).CopyTo(context.Output(0)[to..]));
    }

    /// <inheritdoc/>
    public override void Evaluate(EvaluationContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        ForEachRun((input, from, to, count) =>
        {
            var x = context.Input(input);
            var y = context.Output(0);
            for (var i = 0; i < count; i++)
            {
                y[to + i] = FixedValue.Of(x[from + i], Inputs[input].Type).To(Output.Type).Raw;
            }
        });
    }

    /// <inheritdoc/>
    public override LaneKernel? CreateKernel(LanePlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var ranges = Enumerable.Range(0, Inputs.Count).Select(plan.InputRange).ToArray();
        Lane[] lanes = [.. Inputs.Select((input, i) => VectorQuantizer.LaneOf(ranges[i], input.Type.Fraction, Output.Type))];
        return plan.ComputeLane(lanes) switch
        {
            Lane.Int16 => new Kernel<short>(this, ranges),
            Lane.Int32 => new Kernel<int>(this, ranges),
            Lane.Int64 => new Kernel<long>(this, ranges),
            _ => null,
        };
    }

    private IReadOnlyList<ValueRange> Ranges(int fraction)
    {
        var repetitions = Repetitions;
        if (Inputs.All(input => input.Range is RepeatedRange repeated && input.Shape.Count / repetitions % repeated.Pattern.Count == 0))
        {
            return new RepeatedRange(
                [.. Inputs.SelectMany(input => RepeatedRange.PerChannel(input.Range, input.Shape.Count / repetitions).Select(range => range << (fraction - input.Type.Fraction)))],
                repetitions);
        }

        var ranges = new ValueRange[Output.Shape.Count];
        ForEachRun((input, from, to, count) =>
        {
            for (var i = 0; i < count; i++)
            {
                ranges[to + i] = Inputs[input].Range[from + i] << (fraction - Inputs[input].Type.Fraction);
            }
        });
        return ranges;
    }

    /// <summary>Visits runs of elements: input, first element there, first element of the result, length.</summary>
    private void ForEachRun(Action<int, int, int, int> visit)
    {
        var repetitions = Repetitions;
        for (var (repetition, to) = (0, 0); repetition < repetitions; repetition++)
        {
            for (var input = 0; input < Inputs.Count; input++)
            {
                var count = Inputs[input].Shape.Count / repetitions;
                visit(input, repetition * count, to, count);
                to += count;
            }
        }
    }

    private sealed class Kernel<T>(Concatenate layer, ValueRange[] ranges) : LaneKernel
        where T : unmanaged, IBinaryInteger<T>
    {
        private readonly VectorQuantizer<T>[] _result =
            [.. layer.Inputs.Select((input, i) => new VectorQuantizer<T>(ranges[i], input.Type.Fraction, layer.Output.Type))];

        private readonly int _repetitions = layer.Repetitions;

        public override void Run(LaneBlock block)
        {
            var y = block.Output(0);
            for (var (repetition, to) = (0, 0); repetition < _repetitions; repetition++)
            {
                for (var input = 0; input < _result.Length; input++)
                {
                    var x = block.Input(input);
                    var count = x.Count / _repetitions;
                    for (var e = repetition * count; e < (repetition + 1) * count; e++, to++)
                    {
                        for (var part = 0; part < LaneTensor.Parts<T>(); part++)
                        {
                            y.Store(to, part, _result[input].Apply(x.Load<T>(e, part)));
                        }
                    }
                }
            }
        }
    }
}
