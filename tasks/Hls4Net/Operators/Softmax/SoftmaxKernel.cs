using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Hls4Net.Emulation;

namespace Hls4Net.Operators;

/// <summary>Lane kernel of <see cref="Softmax"/>, stable or latency. The exponentials of one vector wait in scratch rows for their sum.</summary>
internal static class SoftmaxKernel
{
    public static LaneKernel? Create(Softmax layer, LanePlan plan)
    {
        var ranges = new SoftmaxRanges(layer, plan.InputRange(0));
        return plan.ComputeLane(ranges.Lanes()) switch
        {
            Lane.Int16 => new Kernel<short>(layer, ranges, Lane.Int16),
            Lane.Int32 => new Kernel<int>(layer, ranges, Lane.Int32),
            Lane.Int64 => new Kernel<long>(layer, ranges, Lane.Int64),
            _ => null,
        };
    }

    // Its constructor is optimised at once, so that nothing else is compiled for it.
    [method: MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private sealed class Kernel<T>(Softmax layer, SoftmaxRanges ranges, Lane lane) : LaneKernel
        where T : unmanaged, IBinaryInteger<T>
    {
        private readonly int _length = layer.Length;
        private readonly bool _stable = ranges.IsStable;
        private readonly bool _sumOverflows = ranges.SumOverflows;
        private readonly VectorQuantizer<T> _difference = new(ranges.Difference, ranges.XFraction, ranges.ArgumentType);
        private readonly VectorLookup<T> _exp = new(ranges.Argument, ranges.ArgumentType.Fraction, layer.ExpIndex, ranges.Exponentials);
        private readonly VectorQuantizer<T> _accumulate = new(ranges.PairSum, ranges.Accumulator.Fraction, ranges.Accumulator);
        private readonly VectorQuantizer<T> _sum = new(ranges.Sum, ranges.Accumulator.Fraction, layer.Types["inv_inp"]);
        private readonly VectorLookup<T> _inverse = new(ranges.InverseInput, layer.Types["inv_inp"].Fraction, layer.InvIndex, layer.Tables["inv_table"]);
        private readonly VectorQuantizer<T> _result = new(ranges.Product, ranges.ProductFraction, layer.Output.Type);

        public override int ScratchRows => _length;

        public override void Run(LaneBlock block)
        {
            var (x, y, e) = (block.Input(0), block.Output(0), block.Scratch(lane));
            for (var start = 0; start < x.Count; start += _length)
            {
                for (var part = 0; part < LaneTensor.Parts<T>(); part++)
                {
                    Exponentials(x, e, start, part);
                    var inverse = _inverse.Apply(_sum.Apply(Sum(e, 0, _length, part)));
                    for (var i = 0; i < _length; i++)
                    {
                        y.Store(start + i, part, _result.Apply(e.Load<T>(i, part) * inverse));
                    }
                }
            }
        }

        private void Exponentials(LaneTensor x, LaneTensor e, int start, int part)
        {
            var maximum = x.Load<T>(start, part);
            for (var i = 1; _stable && i < _length; i++)
            {
                maximum = Vector512.Max(maximum, x.Load<T>(start + i, part));
            }

            for (var i = 0; i < _length; i++)
            {
                var value = x.Load<T>(start + i, part);
                e.Store(i, part, _exp.Apply(_stable ? _difference.Apply(maximum - value) : value));
            }
        }

        private Vector512<T> Sum(LaneTensor e, int start, int count, int part)
        {
            // Without overflow, any order gives the sum.
            if (!_sumOverflows)
            {
                var total = e.Load<T>(start, part);
                for (var i = start + 1; i < start + count; i++)
                {
                    total += e.Load<T>(i, part);
                }

                return total;
            }

            if (count == 1)
            {
                return e.Load<T>(start, part);
            }

            var left = BalancedTree.LeftCount(count);
            return _accumulate.Apply(Sum(e, start, left, part) + Sum(e, start + left, count - left, part));
        }
    }
}
