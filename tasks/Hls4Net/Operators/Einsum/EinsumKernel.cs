using System.Numerics;
using System.Runtime.Intrinsics;
using Hls4Net.Emulation;

namespace Hls4Net.Operators;

/// <summary>Lane kernel of <see cref="Einsum"/>.</summary>
internal static class EinsumKernel
{
    public static LaneKernel? Create(Einsum layer, LanePlan plan)
    {
        var (accumulator, result) = (layer.Types["accum"], layer.Output.Type);
        var products = layer.Inputs[0].Type.Fraction + layer.Inputs[1].Type.Fraction;
        var fraction = Math.Max(products, accumulator.Fraction);
        var product = (plan.InputRange(0) * plan.InputRange(1)) << (fraction - products);
        var all = (product * layer.Terms).Hull(product).Hull(ValueRange.Zero);

        // Where the accumulator takes every sum as it is, nothing needs to be done in between.
        var isExact = fraction == accumulator.Fraction && !all.Overflows(fraction, accumulator);
        var held = isExact ? all : ValueRange.Of(accumulator);
        var step = (held << (fraction - accumulator.Fraction)) + product;
        var shiftable = ValueRange.Of(BigInteger.One << (fraction - Math.Min(products, accumulator.Fraction)));
        var needed = LanePlan.LaneOf(step.Hull(product).Hull(held).Hull(shiftable));
        var shifts = (fraction - products, fraction - accumulator.Fraction);
        return plan.ComputeLane(needed, VectorQuantizer.LaneOf(step, fraction, accumulator), VectorQuantizer.LaneOf(held, accumulator.Fraction, result)) switch
        {
            Lane.Int16 => Kernel<short>(),
            Lane.Int32 => Kernel<int>(),
            Lane.Int64 => Kernel<long>(),
            _ => null,
        };

        Kernel<T> Kernel<T>()
            where T : unmanaged, IBinaryInteger<T> =>
            new(layer.Paths(), isExact ? null : new VectorQuantizer<T>(step, fraction, accumulator), new(held, accumulator.Fraction, result), shifts);
    }

    private sealed class Kernel<T>(EinsumPaths paths, VectorQuantizer<T>? accumulate, VectorQuantizer<T> result, (int Product, int Sum) shifts) : LaneKernel
        where T : unmanaged, IBinaryInteger<T>
    {
        public override void Run(LaneBlock block)
        {
            var (a, b, y) = (block.Input(0), block.Input(1), block.Output(0));
            for (var e = 0; e < y.Count; e++)
            {
                var (left, right) = (paths.LeftStarts[e], paths.RightStarts[e]);
                for (var part = 0; part < LaneTensor.Parts<T>(); part++)
                {
                    var sum = Vector512<T>.Zero;
                    for (var k = 0; k < paths.LeftSteps.Length; k++)
                    {
                        var product = a.Load<T>(left + paths.LeftSteps[k], part) * b.Load<T>(right + paths.RightSteps[k], part);
                        sum = (sum << shifts.Sum) + (product << shifts.Product);
                        sum = accumulate is { } quantizer ? quantizer.Apply(sum) : sum;
                    }

                    y.Store(e, part, result.Apply(sum));
                }
            }
        }
    }
}
