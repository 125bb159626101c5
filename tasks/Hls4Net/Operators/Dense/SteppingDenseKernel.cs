using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Hls4Net.Emulation;

namespace Hls4Net.Operators;

/// <summary>
/// Sums whose accumulator rounds products or saturates: every product and, where it can overflow, every
/// step is converted as the hardware does, in the layer's order of summation.
/// </summary>
/// <typeparam name="T">A lane that holds every product and every step.</typeparam>
internal sealed class SteppingDenseKernel<T> : SumsKernel
    where T : unmanaged, IBinaryInteger<T>
{
    private const int Tile = 4;

    private readonly int[] _order;
    private readonly T[] _weights;
    private readonly T[] _bias;
    private readonly VectorQuantizer<T> _product;
    private readonly VectorQuantizer<T> _step;
    private readonly VectorQuantizer<T> _accumulator;
    private readonly VectorQuantizer<T> _result;
    private readonly bool _isShift;
    private readonly bool _steps;
    private readonly bool _wraps;
    private readonly int _outputs;

    public SteppingDenseKernel(DenseArithmetic arithmetic, SteppingDenseKernel.Ranges ranges)
    {
        var products = arithmetic.Sums;
        var accumulator = arithmetic.Accumulator;
        _order = [.. products.Order];
        _outputs = products.NOut;
        var groups = (_outputs + Tile - 1) / Tile;
        _bias = [.. arithmetic.Bias.Select(T.CreateChecked), .. new T[(groups * Tile) - _outputs]];
        _product = new(ranges.Product, products.ProductFraction, ranges.ProductType);
        _steps = ranges.Steps;
        _wraps = !ranges.Steps && !arithmetic.Holds;
        _step = new(ranges.Step, accumulator.Fraction, accumulator);
        _accumulator = new(arithmetic.Sum, accumulator.Fraction, accumulator);
        _result = new(arithmetic.Finished, accumulator.Fraction, arithmetic.Result);
        _isShift = _product.IsShift && (!_steps || (_step.IsShift && T.IsZero(_step.Added)));

        // Per group of outputs, in the order of summation, one weight per output; zeros fill the last group.
        _weights = new T[groups * Tile * products.NIn];
        for (var j = 0; j < _outputs; j++)
        {
            for (var k = 0; k < _order.Length; k++)
            {
                _weights[(((j / Tile * _order.Length) + k) * Tile) + (j % Tile)] = T.CreateChecked(products.Weights[(_order[k] * _outputs) + j]);
            }
        }
    }

    public override void Run(LaneTensor x, int first, LaneTensor y, int offset, LaneBlock block)
    {
        Span<Vector512<T>> sums = stackalloc Vector512<T>[Tile];
        for (var j = 0; j < _outputs; j += Tile)
        {
            for (var part = 0; part < LaneTensor.Parts<T>(); part++)
            {
                (sums[0], sums[1], sums[2], sums[3]) = _isShift ? SumShifted(x, first, j, part) : Sum(x, first, j, part);
                for (var k = 0; k < Math.Min(Tile, _outputs - j); k++)
                {
                    y.Store(offset + j + k, part, _result.Apply(_wraps ? _accumulator.Apply(sums[k]) : sums[k]));
                }
            }
        }
    }

    /// <summary>Products and steps with any rounding and overflow.</summary>
    private (Vector512<T> A, Vector512<T> B, Vector512<T> C, Vector512<T> D) Sum(LaneTensor x, int first, int j, int part)
    {
        var (a, b, c, d) = Start(j);
        var weights = _weights.AsSpan(j * _order.Length, Tile * _order.Length);
        for (var k = 0; k < _order.Length; k++)
        {
            var value = x.Load<T>(first + _order[k], part);
            var w = weights.Slice(k * Tile, Tile);
            a = Step(a, value * Vector512.Create(w[0]));
            b = Step(b, value * Vector512.Create(w[1]));
            c = Step(c, value * Vector512.Create(w[2]));
            d = Step(d, value * Vector512.Create(w[3]));
        }

        return (a, b, c, d);
    }

    /// <summary>The same where conversions are shifts between limits, as nearly all are.</summary>
    private (Vector512<T> A, Vector512<T> B, Vector512<T> C, Vector512<T> D) SumShifted(LaneTensor x, int first, int j, int part)
    {
        var (a, b, c, d) = Start(j);
        var added = Vector512.Create(_product.Added);
        var weights = _weights.AsSpan(j * _order.Length, Tile * _order.Length);
        for (var k = 0; k < _order.Length; k++)
        {
            var value = x.Load<T>(first + _order[k], part);
            var w = weights.Slice(k * Tile, Tile);
            a = StepShifted(a, (value * Vector512.Create(w[0])) + added);
            b = StepShifted(b, (value * Vector512.Create(w[1])) + added);
            c = StepShifted(c, (value * Vector512.Create(w[2])) + added);
            d = StepShifted(d, (value * Vector512.Create(w[3])) + added);
        }

        return (a, b, c, d);
    }

    private (Vector512<T> A, Vector512<T> B, Vector512<T> C, Vector512<T> D) Start(int j) =>
        (Vector512.Create(_bias[j]), Vector512.Create(_bias[j + 1]), Vector512.Create(_bias[j + 2]), Vector512.Create(_bias[j + 3]));

    private Vector512<T> Step(Vector512<T> sum, Vector512<T> product)
    {
        sum += _product.Apply(product);
        return _steps ? _step.Apply(sum) : sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector512<T> StepShifted(Vector512<T> sum, Vector512<T> product)
    {
        sum += _product.ApplyAdded(product);
        return _steps ? _step.ApplyAdded(sum) : sum;
    }
}

/// <summary>Plans a <see cref="SteppingDenseKernel{T}"/>.</summary>
internal static class SteppingDenseKernel
{
    public static SumsKernel? Create(DenseArithmetic arithmetic, LanePlan plan)
    {
        var ranges = new Ranges(arithmetic);
        var accumulator = arithmetic.Accumulator;
        var sum = ranges.Steps || arithmetic.Holds ? Lane.Int16 : VectorQuantizer.LaneOf(arithmetic.Sum, accumulator.Fraction, accumulator);
        var lane = plan.ComputeLane(
            LanePlan.LaneOf(ranges.Product.Hull(ranges.Step).Hull(ranges.Weight).Hull(arithmetic.Finished)),
            VectorQuantizer.LaneOf(ranges.Product, arithmetic.Sums.ProductFraction, ranges.ProductType),
            ranges.Steps ? VectorQuantizer.LaneOf(ranges.Step, accumulator.Fraction, accumulator) : Lane.Int16,
            VectorQuantizer.LaneOf(arithmetic.Finished, accumulator.Fraction, arithmetic.Result),
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
            var accumulator = arithmetic.Accumulator;
            Weight = ValueRange.Hull(arithmetic.Sums.Weights.Select(raw => ValueRange.Of(raw)));
            Product = ValueRange.Hull(arithmetic.Sums.Inputs) * Weight;

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
