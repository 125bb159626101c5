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

    /// <summary>As the layer stands: one block in Resource, everything otherwise, for each position computed at the same time.</summary>
    public static long Of(IMatrixProduct product) =>
        product.Strategy == Strategy.Resource ? Block(product, product.ReuseFactor) : (long)product.NIn * product.NOut * product.ParallelPositions;

    /// <summary>The blocks that Resource multiplies in each of <paramref name="reuseFactor"/> steps.</summary>
    public static long Block(IMatrixProduct product, int reuseFactor)
    {
        var positions = product is Convolution ? product.ParallelPositions : 1;
        return ((((long)product.NIn * product.NOut) + reuseFactor - 1) / reuseFactor) * positions;
    }

    /// <summary>The size of the product for messages: <c>784x512</c>, or <c>10x32x32</c> with several positions.</summary>
    public static string Text(IMatrixProduct product) => product.ParallelPositions == 1
        ? FormattableString.Invariant($"{product.NIn}x{product.NOut}")
        : FormattableString.Invariant($"{product.ParallelPositions}x{product.NIn}x{product.NOut}");

    /// <summary>The smallest reuse factor with which Resource keeps within a limit.</summary>
    public static int SmallestReuseFactor(IMatrixProduct product, int limit) =>
        LegalReuseFactors.Of(product.NIn, product.NOut) is var legal && legal.Any(d => Block(product, d) <= limit)
            ? legal.First(d => Block(product, d) <= limit) : legal[^1];
}
