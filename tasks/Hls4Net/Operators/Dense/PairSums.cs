using Hls4Net.Emulation;

namespace Hls4Net.Operators;

/// <summary>Pairs of inputs side by side, and the pairs of weights that belong to them.</summary>
/// <param name="Offset">First row of pairs, from where the sum starts.</param>
/// <param name="First">First pair of weights, counted in the inputs of the whole sum.</param>
/// <param name="Pairs">Number of pairs.</param>
internal readonly record struct PairSegment(int Offset, int First, int Pairs);

/// <summary>The inner loop of all sums of 16-bit products.</summary>
internal static unsafe class PairSums<TIsa, TVector>
    where TIsa : IPairVector<TVector>
    where TVector : unmanaged
{
    private const int Tile = DenseWeights.Tile;
    private const int Row = LaneKernel.BlockSize;

    /// <summary>Sums of a tile of outputs, a block of samples: four outputs, two vectors of samples at a time, eight sums that stay in registers.</summary>
    /// <param name="pairs">Rows of pairs of inputs.</param>
    /// <param name="segments">Which of them belong to the sums.</param>
    /// <param name="weights">A pair of weights per output of the tile for pair 0, then for pair 1, …</param>
    /// <param name="sums">A row per output.</param>
    public static void Sum(int* pairs, ReadOnlySpan<PairSegment> segments, int* weights, int* sums)
    {
        for (var sample = 0; sample < Row; sample += 2 * TIsa.Count)
        {
            TVector a0 = default, a1 = default, b0 = default, b1 = default, c0 = default, c1 = default, d0 = default, d1 = default;
            foreach (var segment in segments)
            {
                var x = pairs + (segment.Offset * Row) + sample;
                var w = weights + (segment.First * Tile);
                for (var end = x + (segment.Pairs * Row); x < end; x += Row, w += Tile)
                {
                    var (x0, x1) = (TIsa.Load(x), TIsa.Load(x + TIsa.Count));
                    var weight = TIsa.Broadcast(w[0]);
                    a0 = TIsa.MultiplyAdd(a0, x0, weight);
                    a1 = TIsa.MultiplyAdd(a1, x1, weight);
                    weight = TIsa.Broadcast(w[1]);
                    b0 = TIsa.MultiplyAdd(b0, x0, weight);
                    b1 = TIsa.MultiplyAdd(b1, x1, weight);
                    weight = TIsa.Broadcast(w[2]);
                    c0 = TIsa.MultiplyAdd(c0, x0, weight);
                    c1 = TIsa.MultiplyAdd(c1, x1, weight);
                    weight = TIsa.Broadcast(w[3]);
                    d0 = TIsa.MultiplyAdd(d0, x0, weight);
                    d1 = TIsa.MultiplyAdd(d1, x1, weight);
                }
            }

            var sum = sums + sample;
            TIsa.Store(a0, sum);
            TIsa.Store(a1, sum + TIsa.Count);
            TIsa.Store(b0, sum + Row);
            TIsa.Store(b1, sum + Row + TIsa.Count);
            TIsa.Store(c0, sum + (2 * Row));
            TIsa.Store(c1, sum + (2 * Row) + TIsa.Count);
            TIsa.Store(d0, sum + (3 * Row));
            TIsa.Store(d1, sum + (3 * Row) + TIsa.Count);
        }
    }
}
