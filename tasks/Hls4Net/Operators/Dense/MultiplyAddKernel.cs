using Hls4Net.Emulation;

namespace Hls4Net.Operators;

/// <summary>Sums of 16-bit inputs with an exact accumulator; the inputs are joined in pairs first.</summary>
internal sealed unsafe class MultiplyAddKernel<TIsa, TVector> : SumsKernel
    where TIsa : IPairVector<TVector>
    where TVector : unmanaged
{
    private const int Row = LaneKernel.BlockSize;

    private readonly PairSums<TIsa, TVector> _sums;
    private readonly int _inputs;

    public MultiplyAddKernel(ProductSums products, PackedSums packed)
    {
        _inputs = products.NIn;
        _sums = new(products.NOut, packed, [new PairSegment(0, 0, 0, Pairs)]);
        ScratchRows = (Pairs + _sums.SumRows + 1) / 2;
    }

    /// <summary>Rows of pairs, then rows of sums; either is half a row of 64-bit integers.</summary>
    public override int ScratchRows { get; }

    private int Pairs => (_inputs + 1) / 2;

    public override void Run(LaneTensor x, int first, LaneTensor y, int offset, LaneBlock block)
    {
        var pairs = block.Scratch(Lane.Int32).Pointer<int>(0);
        var rows = x.Pointer<short>(first);
        for (var pair = 0; pair < Pairs; pair++)
        {
            var even = rows + (2 * pair * Row);
            TIsa.Interleave(even, (2 * pair) + 1 < _inputs ? even + Row : even, pairs + (pair * Row));
        }

        _sums.Run(&pairs, 0, pairs + (Pairs * Row), y, offset);
    }
}
