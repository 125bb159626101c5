using System.Numerics;
using Hls4Net.Operators;

namespace Hls4Net.Compiler.Estimate;

/// <summary>
/// What a matrix product costs, as the dense kernels compute it: Latency and ResourceUnrolled are pipelines over all products, with
/// the weights as constants; Resource takes one block of products per cycle, with the weights in a memory that is one block wide.
/// </summary>
/// <param name="product">The product.</param>
/// <param name="streams">Whether positions arrive one by one.</param>
/// <param name="pixels">Pixels that a convolution in a stream takes in: each is a turn.</param>
internal sealed class ProductCost(IMatrixProduct product, bool streams, Bounds? pixels = null)
{
    private const int WordBits = 36; // A block of 18 kbit is 512 words of these.
    private const int Words = 512;

    /// <summary>Products of one vector.</summary>
    public long Size => (long)product.NIn * product.NOut;

    /// <summary>Vectors that are computed side by side.</summary>
    public int Copies => streams ? 1 : product.ParallelPositions;

    /// <summary>Vectors that are computed one after another.</summary>
    public int Turns => product.Positions / Copies;

    private bool IsMemory => product.Strategy == Strategy.Resource && product.ReuseFactor > 1;

    /// <summary>Multipliers side by side.</summary>
    public long Multipliers => Copies * (product switch
    {
        IWeightedSums { Products: ProductForm.Negate or ProductForm.Compare } => 0,
        { Strategy: Strategy.Resource } => Block,
        { ReuseFactor: 1 } => SharedProducts.Count(product, (product as IWeightedSums)?.Products ?? ProductForm.Multiply),
        _ => Math.Max(1, Block - (product.Weight.Raw.LongCount(raw => raw == 0) / product.ReuseFactor)),
    });

    /// <summary>Adders side by side: one per product that is there; where there is no bias, the first of a sum is not added to anything.</summary>
    public long Adders => Copies * (product is { Strategy: not Strategy.Resource, ReuseFactor: 1 }
        ? Math.Max(0, product.Weight.Raw.LongCount(raw => raw != 0) - (product is IWeightedSums { Bias: null } ? product.NOut : 0))
        : Block);

    /// <summary>Bits of weights in memory.</summary>
    public long WeightBits => IsMemory ? Size * product.Weight.Type.Width : 0;

    /// <summary>Memory blocks of the weights: a word per step.</summary>
    public Bounds Bram => IsMemory
        ? Bounds.Exactly(Ceiling(Block * product.Weight.Type.Width, WordBits) * Ceiling(product.ReuseFactor, Words) * Copies)
        : Bounds.Zero;

    /// <summary>Cycles from one sample to the next; where turns do not overlap, each waits for the additions of the one before.</summary>
    public Bounds Interval => Turns == 1 && pixels is null
        ? Bounds.Exactly(product.ReuseFactor)
        : new Bounds(
            (pixels?.Least ?? Turns) * product.ReuseFactor,
            (pixels?.Most ?? Turns) * (product.ReuseFactor + (Overlaps ? 0 : Depth)));

    private bool Overlaps => product.Strategy != Strategy.Resource && (product is Convolution ? streams : product is not RecurrentProduct);

    /// <summary>Cycles from the first input to the last output.</summary>
    public Bounds Latency => new(Interval.Least, Interval.Most + Depth);

    // A product and a tree of additions, one level per cycle: tools put several into one cycle, or spread a product over three.
    private int Depth => 3 + BitOperations.Log2((uint)Math.Max(1, product.NIn)) + 1;

    private long Block => Ceiling(Size, product.ReuseFactor);

    private static long Ceiling(long value, long unit) => (value + unit - 1) / unit;
}
