using Hls4Net.Operators;

namespace Hls4Net.Compiler.Passes;

/// <summary>How many multiplications a kernel unrolls at once, and so how many pieces it cuts its weights into.</summary>
/// <param name="limits">What the tool accepts.</param>
/// <param name="streams">Whether the project is io_stream: positions then follow each other.</param>
internal sealed class UnrollProduct(HardwareLimits limits, bool streams)
{
    /// <summary>The most that the tool accepts: each multiplication is a copy of a loop body and reads a piece of its own.</summary>
    public int Limit { get; } = Math.Min(limits.MaximumUnroll, limits.MaximumPartition);

    /// <summary>As the layer stands: one block in Resource, everything otherwise, for each position computed at the same time.</summary>
    public long Of(IMatrixProduct product) =>
        product.Strategy == Strategy.Resource ? Block(product, product.ReuseFactor) : (long)product.NIn * product.NOut * Positions(product);

    /// <summary>The size of the product for messages: <c>784x512</c>, or <c>10x32x32</c> with several positions at once.</summary>
    public string Text(IMatrixProduct product) => Positions(product) is var positions && positions == 1
        ? FormattableString.Invariant($"{product.NIn}x{product.NOut}")
        : FormattableString.Invariant($"{positions}x{product.NIn}x{product.NOut}");

    /// <summary>The smallest reuse factor with which Resource keeps within the limit; the largest there is where none does.</summary>
    public int SmallestReuseFactor(IMatrixProduct product)
    {
        var legal = LegalReuseFactors.Of(product.NIn, product.NOut);
        return legal.Where(d => Block(product, d) <= Limit).DefaultIfEmpty(legal[^1]).First();
    }

    private int Positions(IMatrixProduct product) => streams ? 1 : product.ParallelPositions;

    /// <summary>The blocks that Resource multiplies in each of <paramref name="reuseFactor"/> steps.</summary>
    private long Block(IMatrixProduct product, int reuseFactor)
    {
        var positions = product is Convolution ? Positions(product) : 1;
        return ((((long)product.NIn * product.NOut) + reuseFactor - 1) / reuseFactor) * positions;
    }
}
