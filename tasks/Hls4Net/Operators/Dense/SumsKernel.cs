using Hls4Net.Emulation;

namespace Hls4Net.Operators;

/// <summary>Computes all sums of a <see cref="ProductSums"/> at one position for one block of samples.</summary>
internal abstract class SumsKernel
{
    /// <summary>Rows of 64-bit integers of scratch it needs, from the first on.</summary>
    public virtual int ScratchRows => 0;

    /// <summary>Computes the results.</summary>
    /// <param name="x">Holds the inputs in rows side by side.</param>
    /// <param name="first">Row of the first input.</param>
    /// <param name="y">Takes the results in rows side by side.</param>
    /// <param name="offset">Row of the first result.</param>
    /// <param name="block">Has the scratch rows.</param>
    public abstract void Run(LaneTensor x, int first, LaneTensor y, int offset, LaneBlock block);
}
