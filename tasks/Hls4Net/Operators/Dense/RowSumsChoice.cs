using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Hls4Net.Emulation;

namespace Hls4Net.Operators;

/// <summary>Chooses how exact sums of 16-bit inputs are computed: by bytes where inputs, weights and sums prove to be so small, else by 16-bit integers.</summary>
internal static class RowSumsChoice
{
    /// <summary>Null where 16-bit digits do not hold the weights.</summary>
    /// <param name="arithmetic">The sums.</param>
    /// <param name="plan">Lanes of the layer they belong to.</param>
    /// <param name="stretches">Where the inputs lie, in the order of the weights.</param>
    public static RowSums? Create(DenseArithmetic arithmetic, LanePlan plan, IReadOnlyList<PairSegment> stretches)
    {
        if (ByteWeights.AreSmall(arithmetic, plan) && Bytes(arithmetic, stretches, plan.Width) is { } bytes)
        {
            return bytes;
        }

        return PackedSums.Create(arithmetic, plan) is { } packed ? Pairs(new PairPlan(arithmetic.Sums.NOut, packed, stretches), plan.Width) : null;
    }

    // Apart, because code that names vectors of a processor's own is compiled when it first runs, with all that only it calls.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static RowSums? Bytes(DenseArithmetic arithmetic, IReadOnlyList<PairSegment> stretches, VectorWidth width) => ByteWeights.Pack(arithmetic) is not { } bytes ? null : width switch
    {
        VectorWidth.Bits512 => new ByteSums<PairVector512, Vector512<int>>(bytes, stretches),
        VectorWidth.Bits256 => new ByteSums<PairVector256, Vector256<int>>(bytes, stretches),
        VectorWidth.Bits128 => new ByteSums<PairVector128, Vector128<int>>(bytes, stretches),
        _ => new ByteSums<PortablePairVector, Vector128<int>>(bytes, stretches),
    };

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static RowSums Pairs(PairPlan pairs, VectorWidth width) => width switch
    {
        VectorWidth.Bits512 => new PairSums<PairVector512, Vector512<int>>(pairs),
        VectorWidth.Bits256 => new PairSums<PairVector256, Vector256<int>>(pairs),
        VectorWidth.Bits128 => new PairSums<PairVector128, Vector128<int>>(pairs),
        _ => new PairSums<PortablePairVector, Vector128<int>>(pairs),
    };
}
