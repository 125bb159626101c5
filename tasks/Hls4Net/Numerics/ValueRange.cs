using System.Numerics;

namespace Hls4Net;

/// <summary>Closed interval of raw integers that an element of a tensor can take; units of the tensor's type.</summary>
/// <param name="Min">Smallest possible raw integer.</param>
/// <param name="Max">Largest possible raw integer.</param>
public readonly record struct ValueRange(BigInteger Min, BigInteger Max)
{
    /// <summary>Everything that <paramref name="type"/> can hold.</summary>
    public static ValueRange Of(FixedType type) => new(type.MinRaw, type.MaxRaw);
}
