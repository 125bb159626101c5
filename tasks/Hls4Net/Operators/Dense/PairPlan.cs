using Hls4Net.Emulation;

namespace Hls4Net.Operators;

/// <summary>
/// What <see cref="PairSums{TIsa, TVector}"/> of any instruction set work on. Apart from them, because code that names vectors of a
/// processor's own is compiled when it first runs, and a conversion would wait for it.
/// </summary>
internal sealed class PairPlan
{
    /// <summary>Plans sums whose inputs lie in stretches of pairs.</summary>
    /// <param name="outputs">Number of sums.</param>
    /// <param name="packed">Weights and what becomes of the sums.</param>
    /// <param name="stretches">The inputs in the order of the weights.</param>
    public PairPlan(int outputs, PackedSums packed, IReadOnlyList<PairSegment> stretches)
    {
        // Pinned: the inner loop walks them with pointers.
        Weights = GC.AllocateUninitializedArray<int>(packed.Weights.Packed.Length, pinned: true);
        packed.Weights.Packed.CopyTo(Weights, 0);
        (Outputs, Sums) = (outputs, packed.Sums);
        var spilled = packed.Sums as SpilledDenseSums;
        LowBits = spilled?.LowBits ?? 0;
        Shift = (packed.Sums as NarrowDenseSums)?.Shift;
        var groups = packed.Weights.Runs;
        Starts = GC.AllocateArray<int>(groups.Length * DenseWeights.Tile, pinned: true);
        (spilled?.Lows ?? Shift?.Offsets)?.CopyTo(Starts, 0);
        Segments = new PairSegment[groups.Length][][];
        Runs = new DenseRun[groups.Length][];
        var most = 0;
        for (var group = 0; group < groups.Length; group++)
        {
            Segments[group] = PairSegment.Of(groups[group], stretches, spilled is not null);
            Runs[group] = spilled is null ? groups[group] : [groups[group][0]];
            most = Math.Max(most, Segments[group].Length);
        }

        ScratchSize = DenseWeights.Tile * LaneKernel.BlockSize * most;
    }

    public int[] Weights { get; }

    /// <summary>What each sum begins with.</summary>
    public int[] Starts { get; }

    /// <summary>How results come from their sums at once; null where <see cref="Sums"/> makes them.</summary>
    public ShiftedSums? Shift { get; }

    /// <summary>The runs of each group of outputs; the first one where sums spill.</summary>
    public DenseRun[][] Runs { get; }

    /// <summary>Per group and run, what a sum adds up.</summary>
    public PairSegment[][][] Segments { get; }

    public IDenseSums Sums { get; }

    /// <summary>Bits that stay in a sum when it spills.</summary>
    public int LowBits { get; }

    public int Outputs { get; }

    /// <summary>32-bit integers that the sums of a group need.</summary>
    public int ScratchSize { get; }
}
