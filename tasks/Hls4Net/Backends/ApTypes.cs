namespace Hls4Net;

/// <summary>Fixed-point types as the AP headers spell them.</summary>
public static class ApTypes
{
    /// <summary><c>ap_fixed&lt;16,6&gt;</c>, <c>ap_ufixed&lt;8,0,AP_RND,AP_SAT&gt;</c>, …; default modes are left out.</summary>
    public static string Text(FixedType type)
    {
        var name = type.Signed ? "ap_fixed" : "ap_ufixed";
        var modes = (type.Rounding, type.Overflow, type.SaturationBits) switch
        {
            (Rounding.Truncate, Overflow.Wrap, 0) => "",
            (_, Overflow.Wrap, 0) => $",{Text(type.Rounding)}",
            (_, _, 0) => $",{Text(type.Rounding)},{Text(type.Overflow)}",
            _ => FormattableString.Invariant($",{Text(type.Rounding)},{Text(type.Overflow)},{type.SaturationBits}"),
        };
        return FormattableString.Invariant($"{name}<{type.Width},{type.Integer}{modes}>");
    }

    /// <summary>The narrowest C integer type that holds the type's raw integers.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The type has more than 64 bits.</exception>
    public static string RawInteger(FixedType type)
    {
        var name = type.Width switch
        {
            <= 8 => "char",
            <= 16 => "short",
            <= 32 => "int",
            <= 64 => "long long",
            _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Constants have at most 64 bits."),
        };
        return type.Signed ? (name == "char" ? "signed char" : name) : $"unsigned {name}";
    }

    private static string Text(Rounding rounding) => rounding switch
    {
        Rounding.Round => "AP_RND",
        Rounding.RoundZero => "AP_RND_ZERO",
        Rounding.RoundMinInf => "AP_RND_MIN_INF",
        Rounding.RoundInf => "AP_RND_INF",
        Rounding.RoundConvergent => "AP_RND_CONV",
        Rounding.Truncate => "AP_TRN",
        Rounding.TruncateZero => "AP_TRN_ZERO",
        _ => throw new ArgumentOutOfRangeException(nameof(rounding), rounding, null),
    };

    private static string Text(Overflow overflow) => overflow switch
    {
        Overflow.Saturate => "AP_SAT",
        Overflow.SaturateZero => "AP_SAT_ZERO",
        Overflow.SaturateSymmetric => "AP_SAT_SYM",
        Overflow.Wrap => "AP_WRAP",
        Overflow.WrapSignMagnitude => "AP_WRAP_SM",
        _ => throw new ArgumentOutOfRangeException(nameof(overflow), overflow, null),
    };
}
