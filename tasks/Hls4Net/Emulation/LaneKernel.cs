namespace Hls4Net.Emulation;

/// <summary>
/// A layer's evaluation of one block of samples, samples as vector lanes; bit for bit what <see cref="Layer.Evaluate"/> gives
/// for each sample. One instance serves all threads: whatever it writes is in the block.
/// </summary>
public abstract class LaneKernel
{
    /// <summary>Samples in a block.</summary>
    public const int BlockSize = 32;

    /// <summary>For a layer whose output is its input under another shape: both share their memory and nothing runs.</summary>
    public static LaneKernel Alias { get; } = new AliasKernel();

    /// <summary>Rows of 64-bit integers the kernel needs besides its inputs and outputs.</summary>
    public virtual int ScratchRows => 0;

    /// <summary>Computes every output row from the input rows.</summary>
    public abstract void Run(LaneBlock block);

    private sealed class AliasKernel : LaneKernel
    {
        public override void Run(LaneBlock block)
        {
            // The planner gave both tensors the same memory.
        }
    }
}
