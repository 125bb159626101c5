using Hls4Net.Emulation;

namespace Hls4Net.Operators;

/// <summary>A <see cref="Dense"/>: the same sums at every position.</summary>
/// <param name="sums">The sums.</param>
/// <param name="nIn">Rows from one position to the next in the input.</param>
/// <param name="nOut">Rows from one position to the next in the output.</param>
/// <param name="positions">Number of positions.</param>
internal sealed class DenseKernel(SumsKernel sums, int nIn, int nOut, int positions) : LaneKernel
{
    public override int ScratchRows => sums.ScratchRows;

    /// <summary>Null where no lane is wide enough.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="plan">Its lanes.</param>
    /// <param name="change">What becomes of the sums besides; null: no kernel.</param>
    public static LaneKernel? Create(Dense layer, LanePlan plan, Func<DenseArithmetic, DenseArithmetic?> change) =>
        change(new DenseArithmetic(ProductSums.Of(layer), layer.Types["accum"], layer.Output.Type)) is { } arithmetic
            && SumsKernels.Create(arithmetic, plan) is { } sums ? new DenseKernel(sums, layer.NIn, layer.NOut, layer.Positions) : null;

    public override void Run(LaneBlock block)
    {
        var (x, y) = (block.Input(0), block.Output(0));
        for (var position = 0; position < positions; position++)
        {
            sums.Run(x, position * nIn, y, position * nOut, block);
        }
    }
}
