namespace Aie4Net.Planning;

/// <summary>The weights of a layer as its tiles hold them.</summary>
public static class WeightBlocks
{
    /// <summary>
    /// A block for each tile, chain by chain, its first tile first. Within a block: micro-tiles of K×N, those of one depth side by side, then
    /// the next depth; each row-major. Zero where there is no weight.
    /// </summary>
    /// <param name="tiling">The tiling.</param>
    /// <param name="weights">The matrix, row-major.</param>
    public static IEnumerable<long[]> Of(Tiling tiling, IReadOnlyList<long> weights)
    {
        ArgumentNullException.ThrowIfNull(tiling);
        ArgumentNullException.ThrowIfNull(weights);
        return from chain in Enumerable.Range(0, tiling.CasNum)
               from step in Enumerable.Range(0, tiling.CasLength)
               select Block(tiling, weights, step * tiling.KSlice, chain * tiling.NSlice);
    }

    private static long[] Block(Tiling tiling, IReadOnlyList<long> weights, int firstRow, int firstColumn)
    {
        var ((_, k, n), size, block, next) = (tiling.Micro, tiling.Size, new long[tiling.KSlice * tiling.NSlice], 0);
        for (var top = firstRow; top < firstRow + tiling.KSlice; top += k)
        {
            for (var left = firstColumn; left < firstColumn + tiling.NSlice; left += n)
            {
                for (var place = 0; place < k * n; place++)
                {
                    var (row, column) = (top + (place / n), left + (place % n));
                    block[next++] = row < size.Depth && column < size.Columns ? weights[(row * size.Columns) + column] : 0;
                }
            }
        }

        return block;
    }
}
