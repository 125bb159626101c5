using System.Numerics;
using System.Runtime.Intrinsics;
using Hls4Net.Emulation;

namespace Hls4Net.Operators;

/// <summary>Lane kernel of a staircase: a comparison per threshold; what is reached counts minus one.</summary>
internal static class MultiThresholdKernel
{
    public static LaneKernel? Create(MultiThreshold layer, LanePlan plan)
    {
        var thresholds = ValueRange.Hull(layer.Threshold.Raw.Select(raw => ValueRange.Of(raw)));
        var (steps, bases) = (Whole(layer.Step), Whole(layer.Base));
        var sums = ValueRange.Hull(steps.Select(step => ValueRange.Of(step * layer.Steps))).Hull(ValueRange.Zero);
        var results = ValueRange.Hull(bases.Select(ValueRange.Of)) + sums;
        var needed = plan.InputRange(0).Hull(thresholds).Hull(results).Hull(sums).Hull(new ValueRange(-layer.Steps, layer.Steps));

        // The result is converted as any other: the user may have chosen its type.
        return plan.ComputeLane(LanePlan.LaneOf(needed), VectorQuantizer.LaneOf(results, 0, layer.Output.Type)) switch
        {
            Lane.Int16 => new Kernel<short>(layer, steps, bases, results),
            Lane.Int32 => new Kernel<int>(layer, steps, bases, results),
            Lane.Int64 => new Kernel<long>(layer, steps, bases, results),
            _ => null,
        };
    }

    private static BigInteger[] Whole(WeightTensor weight) => [.. weight.Raw.Select(raw => FixedValue.Of(raw, weight.Type).Floor())];

    private sealed class Kernel<T>(MultiThreshold layer, BigInteger[] steps, BigInteger[] bases, ValueRange results) : LaneKernel
        where T : unmanaged, IBinaryInteger<T>
    {
        private readonly T[] _thresholds = [.. layer.Threshold.Raw.Select(T.CreateChecked)];
        private readonly T[] _steps = Array.ConvertAll(steps, T.CreateChecked);
        private readonly T[] _bases = Array.ConvertAll(bases, T.CreateChecked);
        private readonly VectorQuantizer<T> _result = new(results, 0, layer.Output.Type);

        public override void Run(LaneBlock block)
        {
            var (x, y) = (block.Input(0), block.Output(0));
            var perElement = layer.Steps;
            for (var e = 0; e < x.Count; e++)
            {
                var (first, step) = (Vector512.Create(_bases[e % _bases.Length]), Vector512.Create(_steps[e % _steps.Length]));
                var row = e * perElement % _thresholds.Length;
                for (var part = 0; part < LaneTensor.Parts<T>(); part++)
                {
                    var value = x.Load<T>(e, part);
                    var count = Vector512<T>.Zero;
                    for (var k = 0; k < perElement; k++)
                    {
                        count -= Vector512.GreaterThanOrEqual(value, Vector512.Create(_thresholds[row + k]));
                    }

                    y.Store(e, part, _result.Apply(first + (step * count)));
                }
            }
        }
    }
}
