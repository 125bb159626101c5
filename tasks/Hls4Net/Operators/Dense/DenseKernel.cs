using System.Runtime.Intrinsics;
using Hls4Net.Emulation;

namespace Hls4Net.Operators;

/// <summary>Chooses the kernel of a <see cref="Dense"/>: the narrowest arithmetic that provably gives its bits.</summary>
internal static class DenseKernel
{
    public static LaneKernel? Create(Dense layer, LanePlan plan)
    {
        var arithmetic = new DenseArithmetic(layer);
        if (!arithmetic.IsExact)
        {
            return HalfwordWeights.Pack(arithmetic, plan) is { } halfwords ? CreateHalfword(arithmetic, halfwords, plan.Width)
                : SteppingDenseKernel.Create(arithmetic, plan);
        }

        var lane = arithmetic.FinishLane();
        if (lane == Lane.Wide || plan.ComputeLane(lane) == Lane.Wide)
        {
            return null;
        }

        if (LanePlan.LaneOf(layer.Input) == Lane.Int16 && DenseWeights.Pack(arithmetic) is { } weights)
        {
            IDenseSums sums = weights is { IsWhole: true, LowBits: 0 } && plan.ComputeLane(lane) <= Lane.Int32
                ? new NarrowDenseSums(arithmetic)
                : plan.ComputeLane() <= Lane.Int32 && CarryDenseSums.Create(arithmetic, weights) is { } carry ? carry
                : new WideDenseSums(arithmetic);
            return plan.Width switch
            {
                VectorWidth.Bits512 => new MultiplyAddKernel<PairVector512, Vector512<int>>(layer, weights, sums),
                VectorWidth.Bits256 => new MultiplyAddKernel<PairVector256, Vector256<int>>(layer, weights, sums),
                VectorWidth.Bits128 => new MultiplyAddKernel<PairVector128, Vector128<int>>(layer, weights, sums),
                _ => new MultiplyAddKernel<PortablePairVector, Vector128<int>>(layer, weights, sums),
            };
        }

        return plan.ComputeLane(lane, LanePlan.LaneOf(ValueRange.Of(layer.Weight.Type))) switch
        {
            <= Lane.Int32 => new ProductDenseKernel<int>(arithmetic),
            Lane.Int64 => new ProductDenseKernel<long>(arithmetic),
            _ => null,
        };
    }

    private static LaneKernel CreateHalfword(DenseArithmetic arithmetic, HalfwordWeights weights, VectorWidth width) => width switch
    {
        VectorWidth.Bits512 => new HalfwordDenseKernel<PairVector512, Vector512<int>>(arithmetic, weights),
        VectorWidth.Bits256 => new HalfwordDenseKernel<PairVector256, Vector256<int>>(arithmetic, weights),
        VectorWidth.Bits128 => new HalfwordDenseKernel<PairVector128, Vector128<int>>(arithmetic, weights),
        _ => new HalfwordDenseKernel<PortablePairVector, Vector128<int>>(arithmetic, weights),
    };
}
