using Hls4Net.Emulation;

namespace Hls4Net.Operators;

/// <summary>Weighted sums and the ReLU behind them in one kernel, where nothing else reads the sums: it is a limit of their results.</summary>
internal static class RectifiedSums
{
    /// <summary>Null where they are no such pair, or a kernel cannot give the bits of both.</summary>
    /// <param name="layer">The layer before the ReLU.</param>
    /// <param name="relu">The ReLU.</param>
    /// <param name="width">The instructions that matrix kernels are to use.</param>
    public static LaneKernel? Create(Layer layer, Relu relu, VectorWidth width)
    {
        return layer switch
        {
            Dense dense => DenseKernel.Create(dense, PlanOf(dense), sums => sums.Rectified(relu)),
            Convolution convolution => ConvolutionKernels.Create(convolution, PlanOf(convolution), sums => sums.Rectified(relu)),
            _ => null,
        };

        LanePlan PlanOf(Layer sums) => new([LanePlan.RangeOf(sums.Input)], [LanePlan.RangeOf(relu.Output)], width);
    }
}
