using Hls4Net.Emulation;

namespace Hls4Net.Operators;

/// <summary>Sums over rows in which inputs are joined in pairs, sample by sample; how, is the implementation's affair.</summary>
internal abstract unsafe class RowSums
{
    /// <summary>32-bit integers in a joined row.</summary>
    public abstract int RowSize { get; }

    /// <summary>What a joined row of inputs that are zero consists of.</summary>
    public abstract int Zero { get; }

    /// <summary>32-bit integers it needs besides.</summary>
    public abstract int ScratchSize { get; }

    /// <summary>Joins rows; the last of an odd number is its own partner, whose weight is zero.</summary>
    /// <param name="rows">Rows of 16-bit inputs side by side.</param>
    /// <param name="count">Number of rows.</param>
    /// <param name="pairs">Takes the joined rows.</param>
    public abstract void Join(short* rows, int count, int* pairs);

    /// <summary>All sums at one position.</summary>
    /// <param name="rows">The stretches of joined rows that the position sees; null for one of zeros, where <see cref="Zero"/> is zero.</param>
    /// <param name="shift">Pairs from the first position to this one.</param>
    /// <param name="scratch">Memory of <see cref="ScratchSize"/>.</param>
    /// <param name="y">Takes the results.</param>
    /// <param name="offset">Element of the first result.</param>
    public abstract void Run(int** rows, int shift, int* scratch, LaneTensor y, int offset);
}
