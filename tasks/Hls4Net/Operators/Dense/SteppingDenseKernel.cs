using System.Numerics;
using System.Runtime.Intrinsics;
using Hls4Net.Emulation;

namespace Hls4Net.Operators;

/// <summary>
/// A <see cref="Dense"/> whose accumulator rounds products or saturates: every product and, where it can overflow, every
/// step is converted as the hardware does, in the layer's order of summation.
/// </summary>
/// <typeparam name="T">A lane that holds every product and every step.</typeparam>
internal sealed class SteppingDenseKernel<T> : LaneKernel
    where T : unmanaged, IBinaryInteger<T>
{
    private readonly int[] _order;
    private readonly T[] _weights;
    private readonly T[] _bias;
    private readonly VectorQuantizer<T> _product;
    private readonly VectorQuantizer<T> _step;
    private readonly VectorQuantizer<T> _accumulator;
    private readonly VectorQuantizer<T> _result;
    private readonly bool _steps;
    private readonly bool _wraps;
    private readonly int _outputs;
    private readonly int _positions;

    public SteppingDenseKernel(DenseArithmetic arithmetic, SteppingDenseKernel.Ranges ranges)
    {
        var layer = arithmetic.Layer;
        var accumulator = arithmetic.Accumulator;
        _order = [.. layer.SummationOrder()];
        (_outputs, _positions) = (layer.NOut, layer.Positions);
        _bias = [.. arithmetic.Bias.Select(T.CreateChecked)];
        _product = new(ranges.Product, arithmetic.ProductFraction, ranges.ProductType);
        _steps = ranges.Steps;
        _wraps = !ranges.Steps && !arithmetic.Holds;
        _step = new(ranges.Step, accumulator.Fraction, accumulator);
        _accumulator = new(arithmetic.Sum, accumulator.Fraction, accumulator);
        _result = new(arithmetic.Finished, accumulator.Fraction, layer.Output.Type);

        // Per output, in the order of summation.
        _weights = new T[layer.NIn * _outputs];
        for (var j = 0; j < _outputs; j++)
        {
            for (var k = 0; k < _order.Length; k++)
            {
                _weights[(j * _order.Length) + k] = T.CreateChecked(layer.Weight.Raw[(_order[k] * _outputs) + j]);
            }
        }
    }

    public override void Run(LaneBlock block)
    {
        var (x, y) = (block.Input(0), block.Output(0));
        for (var position = 0; position < _positions; position++)
        {
            for (var j = 0; j < _outputs; j++)
            {
                for (var part = 0; part < LaneTensor.Parts<T>(); part++)
                {
                    var sum = Sum(x, position * _order.Length, j, part);
                    y.Store((position * _outputs) + j, part, _result.Apply(_wraps ? _accumulator.Apply(sum) : sum));
                }
            }
        }
    }

    private Vector512<T> Sum(LaneTensor x, int first, int j, int part)
    {
        var sum = Vector512.Create(_bias[j]);
        var weights = _weights.AsSpan(j * _order.Length, _order.Length);
        for (var k = 0; k < weights.Length; k++)
        {
            sum += _product.Apply(x.Load<T>(first + _order[k], part) * Vector512.Create(weights[k]));
            if (_steps)
            {
                sum = _step.Apply(sum);
            }
        }

        return sum;
    }
}

/// <summary>Plans a <see cref="SteppingDenseKernel{T}"/>.</summary>
internal static class SteppingDenseKernel
{
    public static LaneKernel? Create(DenseArithmetic arithmetic, LanePlan plan)
    {
        var ranges = new Ranges(arithmetic);
        var accumulator = arithmetic.Accumulator;
        var sum = ranges.Steps || arithmetic.Holds ? Lane.Int16 : VectorQuantizer.LaneOf(arithmetic.Sum, accumulator.Fraction, accumulator);
        var lane = plan.ComputeLane(
            LanePlan.LaneOf(ranges.Product.Hull(ranges.Step).Hull(ranges.Weight).Hull(arithmetic.Finished)),
            VectorQuantizer.LaneOf(ranges.Product, arithmetic.ProductFraction, ranges.ProductType),
            ranges.Steps ? VectorQuantizer.LaneOf(ranges.Step, accumulator.Fraction, accumulator) : Lane.Int16,
            VectorQuantizer.LaneOf(arithmetic.Finished, accumulator.Fraction, arithmetic.Layer.Output.Type),
            sum);
        return lane switch
        {
            <= Lane.Int32 => new SteppingDenseKernel<int>(arithmetic, ranges),
            Lane.Int64 => new SteppingDenseKernel<long>(arithmetic, ranges),
            _ => null,
        };
    }

    /// <summary>Intervals on the way to a sum.</summary>
    internal sealed class Ranges
    {
        public Ranges(DenseArithmetic arithmetic)
        {
            var (layer, accumulator) = (arithmetic.Layer, arithmetic.Accumulator);
            Weight = ValueRange.Hull(layer.Weight.Raw.Select(raw => ValueRange.Of(raw)));
            Product = ValueRange.Hull(arithmetic.InputRanges) * Weight;

            // Room for everything, or room modulo its width: only the rounding of products remains to be done step by step.
            Steps = !arithmetic.Holds && !arithmetic.Modular;
            var unlimited = Product.SignedBits + Math.Max(0, arithmetic.Appended) + 1;
            ProductType = Steps ? accumulator
                : new FixedType(unlimited, unlimited - accumulator.Fraction, Rounding: accumulator.Rounding);
            var held = ValueRange.Of(accumulator);
            Step = Steps ? held + held : arithmetic.Sum.Hull(ValueRange.Hull(arithmetic.Bias.Select(ValueRange.Of)));
        }

        public ValueRange Weight { get; }

        /// <summary>Exact products.</summary>
        public ValueRange Product { get; }

        /// <summary>What a product is converted into.</summary>
        public FixedType ProductType { get; }

        /// <summary>Sums before the accumulator takes them.</summary>
        public ValueRange Step { get; }

        /// <summary>Whether the accumulator's overflow shows after every step.</summary>
        public bool Steps { get; }
    }
}
