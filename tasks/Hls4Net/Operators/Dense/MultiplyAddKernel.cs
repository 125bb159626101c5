using System.Runtime.CompilerServices;
using Hls4Net.Emulation;

namespace Hls4Net.Operators;

/// <summary>
/// Sums of 16-bit inputs with an exact accumulator. Two inputs at a time are multiplied and added in one
/// instruction; the sums are 32-bit, joined in 64 bits where the proof in <see cref="DenseWeights"/> needs several.
/// </summary>
internal sealed unsafe class MultiplyAddKernel<TIsa, TVector> : SumsKernel
    where TIsa : IPairVector<TVector>
    where TVector : unmanaged
{
    private const int Tile = DenseWeights.Tile;
    private const int Row = LaneKernel.BlockSize;

    private readonly int[] _weights;
    private readonly DenseRun[][] _runs;
    private readonly IDenseSums _sums;
    private readonly int _inputs;
    private readonly int _outputs;

    public MultiplyAddKernel(ProductSums products, DenseWeights weights, IDenseSums sums)
    {
        // Pinned: the inner loop walks it with a pointer.
        _weights = GC.AllocateUninitializedArray<int>(weights.Packed.Length, pinned: true);
        weights.Packed.CopyTo(_weights, 0);
        _runs = weights.Runs;
        _sums = sums;
        (_inputs, _outputs) = (products.NIn, products.NOut);
        ScratchRows = (Pairs + (Tile * _runs.Max(runs => runs.Length)) + 1) / 2;
    }

    private int Pairs => (_inputs + 1) / 2;

    /// <summary>Rows of pairs, and a tile of sums per run of a group; either is half a row of 64-bit integers.</summary>
    public override int ScratchRows { get; }

    public override void Run(LaneTensor x, int first, LaneTensor y, int offset, LaneBlock block)
    {
        var pairs = block.Scratch(Lane.Int32).Pointer<int>(0);
        var sums = pairs + (Pairs * Row);
        var weights = (int*)Unsafe.AsPointer(ref _weights[0]);
        var rows = x.Pointer<short>(first);
        for (var pair = 0; pair < Pairs; pair++)
        {
            var even = rows + (2 * pair * Row);
            TIsa.Interleave(even, (2 * pair) + 1 < _inputs ? even + Row : even, pairs + (pair * Row));
        }

        for (var group = 0; group < _runs.Length; group++)
        {
            var runs = _runs[group];
            for (var r = 0; r < runs.Length; r++)
            {
                PairSums<TIsa, TVector>.Sum(
                    pairs, [new PairSegment(runs[r].FirstPair, 0, runs[r].Pairs)], weights + runs[r].Start, sums + (r * Tile * Row));
            }

            var output = group * Tile;
            _sums.Finish(sums, runs, output, Math.Min(Tile, _outputs - output), y, offset);
        }
    }
}
