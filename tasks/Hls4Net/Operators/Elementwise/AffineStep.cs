using System.Numerics;

namespace Hls4Net.Operators;

/// <summary>What happens to one element: <c>x · (x > 0 ? Positive : Negative) + Offset</c>, integers in the units of the result before its conversion.</summary>
/// <param name="Positive">Factor of positive values.</param>
/// <param name="Negative">Factor of other values.</param>
/// <param name="Offset">Added to either.</param>
internal readonly record struct AffineStep(BigInteger Positive, BigInteger Negative, BigInteger Offset)
{
    /// <summary>The interval of both products, chosen or not, and of the sums.</summary>
    public ValueRange Intermediates(ValueRange x)
    {
        var products = (x.AtLeast(0) * Positive).Hull(x.AtMost(0) * Negative);
        return products.Hull(products + ValueRange.Of(Offset))
            .Hull(ValueRange.Of(Positive)).Hull(ValueRange.Of(Negative)).Hull(ValueRange.Of(Offset));
    }
}
