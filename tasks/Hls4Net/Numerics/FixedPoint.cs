using System.Numerics;

namespace Hls4Net;

/// <summary>Conversions between numbers and raw integers: quantise (rounding), then overflow. Exact at every width.</summary>
public static class FixedPoint
{
    /// <summary>Converts <c>value · 2^−fraction</c> into <paramref name="type"/> and returns the raw integer.</summary>
    public static BigInteger Convert(BigInteger value, int fraction, FixedType type) => throw new NotImplementedException();

    /// <summary>Converts doubles; the type has at most 64 bits.</summary>
    public static long[] Quantize(IReadOnlyList<double> values, FixedType type) => throw new NotImplementedException();
}
