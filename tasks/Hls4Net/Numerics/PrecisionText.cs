namespace Hls4Net;

/// <summary>Reads and writes types as text. Grammar: AP and AC spellings, <c>&lt;…&gt;</c> or <c>(…)</c>, prefixes optional.</summary>
public static class PrecisionText
{
    /// <summary>Canonical text of a type.</summary>
    public static string Format(FixedType type)
    {
        var name = type.Signed ? "fixed" : "ufixed";
        var modes = type is { Rounding: Rounding.Truncate, Overflow: Overflow.Wrap, SaturationBits: 0 }
            ? "" : $",{type.Rounding},{type.Overflow},{type.SaturationBits}";
        return FormattableString.Invariant($"{name}<{type.Width},{type.Integer}{modes}>");
    }
}
