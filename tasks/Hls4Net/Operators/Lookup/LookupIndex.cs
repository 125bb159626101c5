using System.Numerics;

namespace Hls4Net.Operators;

/// <summary>
/// How a value becomes the address of a table entry: <c>clamp(int(x · Multiplier · 2^−Shift) + Offset, 0, Count − 1)</c>, where
/// <c>int</c> goes toward zero when <see cref="Truncate"/> and toward −∞ otherwise. All tables of all layers are addressed this way.
/// </summary>
/// <param name="Multiplier">Exact factor; may be negative.</param>
/// <param name="Shift">Binary exponent of the divisor; may be negative.</param>
/// <param name="Offset">Entry of the value zero.</param>
/// <param name="Truncate">Toward zero (true) or toward −∞ (false).</param>
/// <param name="Count">Number of entries, at least one.</param>
public readonly record struct LookupIndex(long Multiplier, int Shift, long Offset, bool Truncate, int Count)
{
    /// <summary>The entry of the value <c>raw · 2^−fraction</c>.</summary>
    public int Of(BigInteger raw, int fraction)
    {
        var numerator = raw * Multiplier;
        var places = Shift + fraction;
        var index = places <= 0 ? numerator << -places
            : Truncate ? BigInteger.Divide(numerator, BigInteger.One << places)
            : numerator >> places;
        return (int)BigInteger.Clamp(index + Offset, 0, Count - 1);
    }
}
