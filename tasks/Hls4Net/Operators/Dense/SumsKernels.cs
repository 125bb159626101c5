using System.Runtime.Intrinsics;
using Hls4Net.Emulation;

namespace Hls4Net.Operators;

/// <summary>Chooses the kernel of sums of products: the narrowest arithmetic that provably gives their bits.</summary>
internal static class SumsKernels
{
    /// <summary>Null where no lane is wide enough.</summary>
    /// <param name="arithmetic">The sums.</param>
    /// <param name="plan">Lanes of the layer they belong to.</param>
    public static SumsKernel? Create(DenseArithmetic arithmetic, LanePlan plan)
    {
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

        var inputs = arithmetic.Sums.NIn;
        if (plan.InputLane == Lane.Int16 && RowSumsChoice.Create(arithmetic, plan, [new PairSegment(0, 0, 0, (inputs + 1) / 2)]) is { } sums)
        {
            return new RowSumsKernel(sums, inputs);
        }

        return plan.ComputeLane(lane, LanePlan.LaneOf(ValueRange.Of(arithmetic.Sums.WeightType))) switch
        {
            <= Lane.Int32 => new ProductDenseKernel<int>(arithmetic),
            Lane.Int64 => new ProductDenseKernel<long>(arithmetic),
            _ => null,
        };
    }

    private static SumsKernel CreateHalfword(DenseArithmetic arithmetic, HalfwordWeights weights, VectorWidth width) => width switch
    {
        VectorWidth.Bits512 => new HalfwordDenseKernel<PairVector512, Vector512<int>>(arithmetic, weights),
        VectorWidth.Bits256 => new HalfwordDenseKernel<PairVector256, Vector256<int>>(arithmetic, weights),
        VectorWidth.Bits128 => new HalfwordDenseKernel<PairVector128, Vector128<int>>(arithmetic, weights),
        _ => new HalfwordDenseKernel<PortablePairVector, Vector128<int>>(arithmetic, weights),
    };
}
