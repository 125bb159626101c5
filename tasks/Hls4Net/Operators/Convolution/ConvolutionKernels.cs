using System.Runtime.Intrinsics;
using Hls4Net.Emulation;

namespace Hls4Net.Operators;

/// <summary>Chooses the kernel of a <see cref="Convolution"/>.</summary>
internal static class ConvolutionKernels
{
    /// <summary>Null where no lane is wide enough.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="plan">Its lanes.</param>
    /// <param name="change">What becomes of the sums besides; null: no kernel.</param>
    public static LaneKernel? Create(Convolution layer, LanePlan plan, Func<DenseArithmetic, DenseArithmetic?> change)
    {
        DenseArithmetic[] groups = [.. ProductSums.Of(layer)
            .Select(sums => change(new DenseArithmetic(sums, layer.Types["accum"], layer.Output.Type))).OfType<DenseArithmetic>()];
        if (groups.Length != layer.Groups)
        {
            return null;
        }

        if (plan.InputLane == Lane.Int16 && Array.TrueForAll(groups, group => group.IsExact && IsNarrow(group, plan)))
        {
            if (layer is { Groups: 1, Window.IsPointwise: false } && CreateStrips(layer, groups[0], plan) is { } strips)
            {
                return strips;
            }

            if (layer.IsDepthwise && CreateDepthwise(layer, groups, plan) is { } depthwise)
            {
                return depthwise;
            }
        }

        var kernels = Array.ConvertAll(groups, group => SumsKernels.Create(group, plan));
        return Array.Exists(kernels, kernel => kernel is null) ? null
            : layer is { Groups: 1, Window.IsPointwise: true } ? new DenseKernel(kernels[0]!, layer.NIn, layer.NOut, layer.Positions)
            : new ConvolutionKernel(layer, kernels!);
    }

    private static bool IsNarrow(DenseArithmetic arithmetic, LanePlan plan) =>
        arithmetic.FinishLane() is var lane && lane != Lane.Wide && plan.ComputeLane(lane) != Lane.Wide;

    private static StripConvolutionKernel? CreateStrips(Convolution layer, DenseArithmetic arithmetic, LanePlan plan)
    {
        var layout = new StripLayout(layer);
        return RowSumsChoice.Create(arithmetic.WithEvenTaps(layer.GroupChannels), plan, [.. layout.Segments()]) is { } sums
            ? new StripConvolutionKernel(layer, layout, sums) : null;
    }

    private static LaneKernel? CreateDepthwise(Convolution layer, DenseArithmetic[] groups, LanePlan plan)
    {
        if (NarrowTaps.Create(groups, plan) is { } narrow)
        {
            return new NarrowDepthwiseKernel(layer, narrow);
        }

        var packed = Array.ConvertAll(groups, group => PackedSums.Create(group, plan, spills: false));
        if (Array.Exists(packed, group => group is null))
        {
            return null;
        }

        return plan.Width switch
        {
            VectorWidth.Bits512 => new DepthwiseKernel<PairVector512, Vector512<int>>(layer, packed!),
            VectorWidth.Bits256 => new DepthwiseKernel<PairVector256, Vector256<int>>(layer, packed!),
            VectorWidth.Bits128 => new DepthwiseKernel<PairVector128, Vector128<int>>(layer, packed!),
            _ => new DepthwiseKernel<PortablePairVector, Vector128<int>>(layer, packed!),
        };
    }
}
