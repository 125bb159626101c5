using Hls4Net.Emulation;

namespace Hls4Net.Operators;

/// <summary>Sums of 16-bit inputs with an exact accumulator; the inputs are joined in pairs first.</summary>
/// <param name="sums">The sums.</param>
/// <param name="inputs">Number of inputs.</param>
internal sealed unsafe class RowSumsKernel(RowSums sums, int inputs) : SumsKernel
{
    private readonly int _size = (inputs + 1) / 2 * sums.RowSize;

    /// <summary>Joined rows, then what the sums need.</summary>
    public override int ScratchRows { get; } =
        (((inputs + 1) / 2 * sums.RowSize) + sums.ScratchSize + (2 * LaneKernel.BlockSize) - 1) / (2 * LaneKernel.BlockSize);

    public override void Run(LaneTensor x, int first, LaneTensor y, int offset, LaneBlock block)
    {
        var pairs = block.Scratch(Lane.Int32).Pointer<int>(0);
        sums.Join(x.Pointer<short>(first), inputs, pairs);
        sums.Run(&pairs, 0, pairs + _size, y, offset);
    }
}
