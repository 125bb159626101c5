using System.Numerics;

namespace Hls4Net;

/// <summary>
/// A fixed-point type: a value is an integer <c>v</c> of <see cref="Width"/> bits (two's complement when
/// <see cref="Signed"/>) and denotes <c>v · 2^−Fraction</c>.
/// </summary>
/// <param name="Width">Total bits, 1 to 1024.</param>
/// <param name="Integer">Integer bits including the sign; may be negative or larger than <paramref name="Width"/>.</param>
/// <param name="Signed">Two's complement or unsigned.</param>
/// <param name="Rounding">Applied only when a value is converted into this type.</param>
/// <param name="Overflow">Applied only when a value is converted into this type.</param>
/// <param name="SaturationBits">The <c>N</c> of <c>AP_WRAP</c>: bits saturated on wrap.</param>
public readonly record struct FixedType(
    int Width,
    int Integer,
    bool Signed = true,
    Rounding Rounding = Rounding.Truncate,
    Overflow Overflow = Overflow.Wrap,
    int SaturationBits = 0)
{
    /// <summary>Fraction bits: <c>Width − Integer</c>; may be negative.</summary>
    public int Fraction => Width - Integer;

    /// <summary>Smallest raw integer of the type's full range.</summary>
    public BigInteger MinRaw => Signed ? -(BigInteger.One << (Width - 1)) : BigInteger.Zero;

    /// <summary>Largest raw integer of the type's full range.</summary>
    public BigInteger MaxRaw => (BigInteger.One << (Signed ? Width - 1 : Width)) - 1;

    /// <summary>The raw integers that a conversion into the type can give: all of them, but for symmetric saturation.</summary>
    public ValueRange ReachableRange => this is { Signed: true, Overflow: Overflow.SaturateSymmetric }
        ? new ValueRange(-MaxRaw, MaxRaw) : ValueRange.Of(this);

    /// <summary>Whether every raw integer fits <see cref="long"/>: signed up to 64 bits, unsigned up to 63.</summary>
    public bool FitsInt64 => Width <= (Signed ? 64 : 63);

    /// <summary>Size of one unit in the last place: <c>2^−Fraction</c>.</summary>
    public double Step => Math.ScaleB(1.0, -Fraction);

    /// <summary>The canonical text, e.g. <c>fixed&lt;16,6&gt;</c> or <c>ufixed&lt;8,0,RND,SAT&gt;</c>; <see cref="PrecisionText"/> reads it back.</summary>
    public override string ToString() => PrecisionText.Format(this);
}
