using Hls4Net.Operators;

namespace Hls4Net.Compiler.Passes;

/// <summary>How many multiplications a kernel unrolls at once, and so how many pieces it cuts its weights into.</summary>
internal static class UnrollProduct
{
    /// <summary>The most that a tool accepts: each multiplication is a copy of a loop body and reads a piece of its own.</summary>
    public static int Limit(HardwareLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        return Math.Min(limits.MaximumUnroll, limits.MaximumPartition);
    }

    /// <summary>
    /// As the layer stands: one block in Resource; everything otherwise, for all positions, because the pipeline of the whole
    /// function unrolls every loop inside it.
    /// </summary>
    public static long Of(IMatrixProduct product) =>
        product.Strategy == Strategy.Resource ? Block(product, product.ReuseFactor) : (long)product.NIn * product.NOut * product.Positions;

    /// <summary>The block that Resource multiplies in each of <paramref name="reuseFactor"/> steps.</summary>
    public static long Block(IMatrixProduct product, int reuseFactor) => (((long)product.NIn * product.NOut) + reuseFactor - 1) / reuseFactor;

    /// <summary>The size of the product for messages: <c>784x512</c>, or <c>10x32x32</c> with several positions.</summary>
    public static string Text(IMatrixProduct product) => product.Positions == 1
        ? FormattableString.Invariant($"{product.NIn}x{product.NOut}")
        : FormattableString.Invariant($"{product.Positions}x{product.NIn}x{product.NOut}");

    /// <summary>The smallest reuse factor with which Resource keeps within a limit.</summary>
    public static int SmallestReuseFactor(IMatrixProduct product, int limit) =>
        LegalReuseFactors.Of(product.NIn, product.NOut).First(d => Block(product, d) <= limit);
}
