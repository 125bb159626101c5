using System.Numerics;
using System.Runtime.Intrinsics;
using Hls4Net.Emulation;

namespace Hls4Net.Operators;

/// <summary>Lane kernel of a <see cref="NormalizationLayer"/>. The root is found sample by sample; there is one for each group only.</summary>
internal static class NormalizationKernel
{
    public static LaneKernel? Create(NormalizationLayer layer, LanePlan plan)
    {
        var ranges = new NormalizationRanges(layer);
        var types = layer.Types;
        var (input, mean, difference, square, normal) = (plan.InputRange(0), ranges.ExactMean, ranges.ExactDifference, ranges.ExactSquare, ranges.ExactNormal);
        var finish = new Finish(layer, normal.To(types["normal"]));
        ReadOnlySpan<Lane> lanes =
        [
            LanePlan.LaneOf(mean.Raw), LanePlan.LaneOf(difference.Raw), LanePlan.LaneOf(ranges.Values.In(difference.Fraction)), LanePlan.LaneOf(mean.To(types["mean"]).In(difference.Fraction)), LanePlan.LaneOf(square.Raw), LanePlan.LaneOf(normal.Raw), LanePlan.LaneOf(finish.Needed),
            LanePlan.LaneOf(ranges.SumSteps.Raw), LanePlan.LaneOf(ranges.SquareSteps.Raw), LanePlan.LaneOf(ValueRange.Of((BigInteger)layer.Root.Entries.Max() << layer.Root.MostPlaces)),
            VectorQuantizer.LaneOf(input, layer.Input.Type.Fraction, types["accum"]), VectorQuantizer.LaneOf(ranges.SumSteps.Raw, ranges.SumSteps.Fraction, types["accum"]),
            VectorQuantizer.LaneOf(mean.Raw, mean.Fraction, types["mean"]), VectorQuantizer.LaneOf(difference.Raw, difference.Fraction, types["difference"]),
            VectorQuantizer.LaneOf(square.Raw, square.Fraction, types["square"]), VectorQuantizer.LaneOf(ranges.SquareSteps.Raw, ranges.SquareSteps.Fraction, types["square"]),
            VectorQuantizer.LaneOf(normal.Raw, normal.Fraction, types["normal"]), VectorQuantizer.LaneOf(finish.Sum, finish.Fraction, layer.Output.Type),
        ];
        return plan.ComputeLane(lanes) == Lane.Wide ? null : new Kernel(layer, ranges, input, finish);
    }

    /// <summary>Whether a variance is its exact value plus a constant, shifted right: no overflow, and no more than 64 bits.</summary>
    private static bool IsShift(NormalizationLayer layer, NormalizationRanges ranges)
    {
        var (exact, type) = (ranges.ExactVariance, layer.Types["variance"]);
        return type.Rounding is Rounding.Round or Rounding.Truncate && !exact.Raw.Overflows(exact.Fraction, type) && type.FitsInt64 && type.Width < 62
            && exact.Fraction >= type.Fraction && exact.Raw.SignedBits < 120;
    }

    /// <summary>Epsilon and half a unit of the variance, in units of the exact variance.</summary>
    private static Int128 Offset(NormalizationLayer layer, NormalizationRanges ranges)
    {
        var (exact, type) = (ranges.ExactVariance, layer.Types["variance"]);
        var half = type.Rounding == Rounding.Round && exact.Fraction > type.Fraction ? BigInteger.One << (exact.Fraction - type.Fraction - 1) : 0;
        return (Int128)(((FixedInterval)layer.Constant("epsilon")).In(exact.Fraction).Min + half);
    }

    /// <summary>The factor and the offset of an element, aligned.</summary>
    private sealed class Finish
    {
        public Finish(NormalizationLayer layer, FixedInterval normal)
        {
            var product = normal.Fraction + layer.Scale.Type.Fraction;
            Fraction = Math.Max(product, layer.Bias.Type.Fraction);
            Scale = [.. layer.Scale.Raw.Select(raw => (BigInteger)raw << (Fraction - product))];
            Bias = [.. layer.Bias.Raw.Select(raw => (BigInteger)raw << (Fraction - layer.Bias.Type.Fraction))];
            var scaled = normal.Raw * ValueRange.Hull(Scale.Select(ValueRange.Of)).Hull(ValueRange.Zero);
            Sum = scaled + ValueRange.Hull(Bias.Select(ValueRange.Of));
            Needed = scaled.Hull(Sum).Hull(normal.Raw).Hull(ValueRange.Hull(Scale.Concat(Bias).Select(ValueRange.Of)));
        }

        public int Fraction { get; }

        public BigInteger[] Scale { get; }

        public BigInteger[] Bias { get; }

        public ValueRange Sum { get; }

        public ValueRange Needed { get; }
    }

    private sealed class Kernel(NormalizationLayer layer, NormalizationRanges ranges, ValueRange input, Finish finish) : LaneKernel
    {
        private readonly int[][] _groups = [.. layer.Groups.All()];
        private readonly int _count = layer.Groups.Count;
        private readonly long _reciprocal = layer.Tables["reciprocal"][0];
        private readonly InverseRoot _root = layer.Root;
        private readonly FixedType _variance = layer.Types["variance"];
        private readonly int _varianceFraction = ranges.ExactVariance.Fraction;
        private readonly BigInteger _epsilon = ((FixedInterval)layer.Constant("epsilon")).In(ranges.ExactVariance.Fraction).Min;
        private readonly int _squareShift = ranges.ExactVariance.Fraction - layer.Types["square"].Fraction - layer.Types["reciprocal"].Fraction;
        private readonly bool _isShift = IsShift(layer, ranges);
        private readonly int _drop = ranges.ExactVariance.Fraction - layer.Types["variance"].Fraction;
        private readonly Int128 _offset = IsShift(layer, ranges) ? Offset(layer, ranges) : 0;
        private readonly VectorQuantizer<long> _value = new(input, layer.Input.Type.Fraction, layer.Types["accum"]);
        private readonly VectorQuantizer<long> _sum = new(ranges.SumSteps.Raw, ranges.SumSteps.Fraction, layer.Types["accum"]);
        private readonly VectorQuantizer<long> _mean = new(ranges.ExactMean.Raw, ranges.ExactMean.Fraction, layer.Types["mean"]);
        private readonly VectorQuantizer<long> _difference = new(ranges.ExactDifference.Raw, ranges.ExactDifference.Fraction, layer.Types["difference"]);
        private readonly VectorQuantizer<long> _square = new(ranges.ExactSquare.Raw, ranges.ExactSquare.Fraction, layer.Types["square"]);
        private readonly VectorQuantizer<long> _squares = new(ranges.SquareSteps.Raw, ranges.SquareSteps.Fraction, layer.Types["square"]);
        private readonly VectorQuantizer<long> _normal = new(ranges.ExactNormal.Raw, ranges.ExactNormal.Fraction, layer.Types["normal"]);
        private readonly VectorQuantizer<long> _result = new(finish.Sum, finish.Fraction, layer.Output.Type);
        private readonly int _valueShift = ranges.ExactDifference.Fraction - layer.Types["accum"].Fraction;
        private readonly int _meanShift = ranges.ExactDifference.Fraction - layer.Types["mean"].Fraction;
        private readonly long[] _scale = [.. finish.Scale.Select(raw => (long)raw)];
        private readonly long[] _bias = [.. finish.Bias.Select(raw => (long)raw)];

        public override int ScratchRows => _count;

        public override void Run(LaneBlock block)
        {
            var (x, y, rows) = (block.Input(0), block.Output(0), block.Scratch(Lane.Int64));
            foreach (var group in _groups)
            {
                for (var part = 0; part < LaneTensor.Parts<long>(); part++)
                {
                    var factor = Roots(Deviations(x, rows, group, part));
                    for (var k = 0; k < group.Length; k++)
                    {
                        var i = group[k];
                        var normal = _normal.Apply(rows.Load<long>(k, part) * factor);
                        var scaled = (normal * Vector512.Create(_scale[i % _scale.Length])) + Vector512.Create(_bias[i % _bias.Length]);
                        y.Store(i, part, _result.Apply(scaled));
                    }
                }
            }
        }

        /// <summary>Leaves the differences from the mean in rows, and gives the sum of their squares.</summary>
        private Vector512<long> Deviations(LaneTensor x, LaneTensor rows, int[] group, int part)
        {
            var sum = Vector512<long>.Zero;
            for (var k = 0; k < group.Length; k++)
            {
                var value = _value.Apply(x.Load<long>(group[k], part));
                sum = _sum.Apply(sum + value);
                rows.Store(k, part, value);
            }

            var mean = _mean.Apply(sum * Vector512.Create(_reciprocal)) << _meanShift;
            var squares = Vector512<long>.Zero;
            for (var k = 0; k < group.Length; k++)
            {
                var difference = _difference.Apply((rows.Load<long>(k, part) << _valueShift) - mean);
                squares = _squares.Apply(squares + _square.Apply(difference * difference));
                rows.Store(k, part, difference);
            }

            return squares;
        }

        private Vector512<long> Roots(Vector512<long> squares)
        {
            Span<long> factors = stackalloc long[Vector512<long>.Count];
            for (var lane = 0; lane < factors.Length; lane++)
            {
                factors[lane] = _isShift ? _root.Of((long)((((Int128)squares[lane] * _reciprocal << _squareShift) + _offset) >> _drop)) : Root(squares[lane]);
            }

            return Vector512.Create<long>(factors);
        }

        private long Root(BigInteger squares) =>
            (long)_root.Of(FixedPoint.Convert(((squares * _reciprocal) << _squareShift) + _epsilon, _varianceFraction, _variance));
    }
}
