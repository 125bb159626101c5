using System.Numerics;
using System.Runtime.Intrinsics;
using Hls4Net.Emulation;

namespace Hls4Net.Operators;

/// <summary>The largest value of every window.</summary>
/// <typeparam name="T">A lane that holds inputs and results.</typeparam>
internal sealed class MaxPoolingKernel<T>(Pooling layer, ValueRange range) : LaneKernel
    where T : unmanaged, IBinaryInteger<T>
{
    private readonly int[][] _pixels = PoolingKernel.PixelsOf(layer);
    private readonly int _channels = layer.Channels;
    private readonly VectorQuantizer<T> _result = new(range, layer.Input.Type.Fraction, layer.Output.Type);

    public override void Run(LaneBlock block)
    {
        var (x, y) = (block.Input(0), block.Output(0));
        for (var position = 0; position < _pixels.Length; position++)
        {
            var pixels = _pixels[position];
            for (var c = 0; c < _channels; c++)
            {
                for (var part = 0; part < LaneTensor.Parts<T>(); part++)
                {
                    var largest = x.Load<T>((pixels[0] * _channels) + c, part);
                    for (var k = 1; k < pixels.Length; k++)
                    {
                        largest = Vector512.Max(largest, x.Load<T>((pixels[k] * _channels) + c, part));
                    }

                    y.Store((position * _channels) + c, part, _result.Apply(largest));
                }
            }
        }
    }
}

/// <summary>The mean of every window.</summary>
/// <typeparam name="T">A lane that holds every sum, before and after the accumulator takes it.</typeparam>
internal sealed class AveragePoolingKernel<T> : LaneKernel
    where T : unmanaged, IBinaryInteger<T>
{
    private readonly int[][] _pixels;
    private readonly T[] _divisors;
    private readonly int _channels;
    private readonly int _appendInput;
    private readonly int _appendSum;
    private readonly VectorQuantizer<T> _sum;
    private readonly VectorQuantizer<T> _quotient;
    private readonly VectorQuantizer<T> _result;

    public AveragePoolingKernel(Pooling layer, AveragePoolingRanges ranges)
    {
        _pixels = PoolingKernel.PixelsOf(layer);
        var grid = layer.Grid;
        _divisors = [.. Enumerable.Range(0, grid.Positions).Select(position => T.CreateChecked(layer.DivisorAt(grid, position)))];
        _channels = layer.Channels;
        (_appendInput, _appendSum) = (ranges.Fraction - layer.Input.Type.Fraction, ranges.Fraction - ranges.Accumulator.Fraction);
        _sum = new(ranges.Step, ranges.Fraction, ranges.Accumulator);
        _quotient = new(ranges.Sum, ranges.Accumulator.Fraction, ranges.Accumulator);
        _result = new(ranges.Sum, ranges.Accumulator.Fraction, layer.Output.Type);
    }

    public override void Run(LaneBlock block)
    {
        var (x, y) = (block.Input(0), block.Output(0));
        for (var position = 0; position < _pixels.Length; position++)
        {
            for (var c = 0; c < _channels; c++)
            {
                for (var part = 0; part < LaneTensor.Parts<T>(); part++)
                {
                    var sum = Vector512<T>.Zero;
                    foreach (var pixel in _pixels[position])
                    {
                        sum = _sum.Apply((sum << _appendSum) + (x.Load<T>((pixel * _channels) + c, part) << _appendInput));
                    }

                    y.Store((position * _channels) + c, part, _result.Apply(_quotient.Apply(PoolingKernel.Divide(sum, _divisors[position]))));
                }
            }
        }
    }
}

/// <summary>Intervals on the way to a mean.</summary>
internal sealed class AveragePoolingRanges
{
    public AveragePoolingRanges(Pooling layer)
    {
        Accumulator = layer.Types["accum"];
        Fraction = Math.Max(Accumulator.Fraction, layer.Input.Type.Fraction);

        // Whatever the accumulator held before, or less where everything is known to fit.
        var held = ValueRange.Of(Accumulator);
        var grid = layer.Grid;
        var taps = Enumerable.Range(0, grid.Positions).Max(position => layer.PixelsAt(grid, position).Count());
        var input = LanePlan.RangeOf(layer.Input).Hull(ValueRange.Zero) << (Fraction - layer.Input.Type.Fraction);
        var exact = input * taps;
        Sum = Fraction == Accumulator.Fraction && held.Contains(exact) ? exact : held;
        Step = (Sum << (Fraction - Accumulator.Fraction)) + input;
    }

    public FixedType Accumulator { get; }

    /// <summary>Fraction bits of a sum before the accumulator takes it.</summary>
    public int Fraction { get; }

    /// <summary>What the accumulator holds.</summary>
    public ValueRange Sum { get; }

    /// <summary>A sum before the accumulator takes it.</summary>
    public ValueRange Step { get; }
}

/// <summary>Chooses the kernel of a <see cref="Pooling"/>.</summary>
internal static class PoolingKernel
{
    /// <summary>Null where no lane is wide enough.</summary>
    public static LaneKernel? Create(Pooling layer, LanePlan plan)
    {
        var range = plan.InputRange(0);
        if (layer.Operation == PoolingOperation.Max)
        {
            return plan.ComputeLane(VectorQuantizer.LaneOf(range, layer.Input.Type.Fraction, layer.Output.Type)) switch
            {
                Lane.Int16 => new MaxPoolingKernel<short>(layer, range),
                Lane.Int32 => new MaxPoolingKernel<int>(layer, range),
                Lane.Int64 => new MaxPoolingKernel<long>(layer, range),
                _ => null,
            };
        }

        var ranges = new AveragePoolingRanges(layer);
        var fraction = ranges.Accumulator.Fraction;
        return plan.ComputeLane(
            LanePlan.LaneOf(ranges.Step), VectorQuantizer.LaneOf(ranges.Step, ranges.Fraction, ranges.Accumulator),
            VectorQuantizer.LaneOf(ranges.Sum, fraction, ranges.Accumulator), VectorQuantizer.LaneOf(ranges.Sum, fraction, layer.Output.Type)) switch
        {
            <= Lane.Int32 => new AveragePoolingKernel<int>(layer, ranges),
            Lane.Int64 => new AveragePoolingKernel<long>(layer, ranges),
            _ => null,
        };
    }

    /// <summary>The pixels within the image that each position sees.</summary>
    public static int[][] PixelsOf(Pooling layer)
    {
        var grid = layer.Grid;
        return [.. Enumerable.Range(0, grid.Positions).Select(position => layer.PixelsAt(grid, position).ToArray())];
    }

    /// <summary>Quotients rounded toward zero.</summary>
    public static Vector512<T> Divide<T>(Vector512<T> values, T divisor)
        where T : unmanaged, IBinaryInteger<T>
    {
        if (T.IsPow2(divisor))
        {
            var negative = Vector512.LessThan(values, Vector512<T>.Zero);
            return (values + (negative & Vector512.Create(divisor - T.One))) >> int.CreateChecked(T.Log2(divisor));
        }

        // 53 bits of a double hold every 32-bit quotient's sign of error: the quotient of integers is exact once truncated.
        if (typeof(T) == typeof(int))
        {
            var (lower, upper) = Vector512.Widen(values.AsInt32());
            var by = Vector512.Create((double)int.CreateChecked(divisor));
            return Vector512.Narrow(
                Vector512.ConvertToInt64(Vector512.ConvertToDouble(lower) / by), Vector512.ConvertToInt64(Vector512.ConvertToDouble(upper) / by)).As<int, T>();
        }

        return values / divisor;
    }
}
