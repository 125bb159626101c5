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

    /// <summary>As the layer stands: everything in Latency, one block outside it.</summary>
    public static long Of(IMatrixProduct product) =>
        Of(product.NIn, product.NOut, product.Strategy == Strategy.Latency ? 1 : product.ReuseFactor);

    /// <summary>The block that is multiplied in each of <paramref name="reuseFactor"/> steps.</summary>
    public static long Of(int nIn, int nOut, int reuseFactor) => (((long)nIn * nOut) + reuseFactor - 1) / reuseFactor;
}
