namespace Hls4Net.Ac;

/// <summary>Fixed-point types as the AC headers spell them.</summary>
internal static class AcTypes
{
    /// <summary><c>ac_fixed&lt;16,6,true&gt;</c>, <c>ac_fixed&lt;8,0,false,AC_RND,AC_SAT&gt;</c>, …; default modes are left out.</summary>
    public static string Text(FixedType type)
    {
        var modes = (type.Rounding, type.Overflow) switch
        {
            (Rounding.Truncate, Overflow.Wrap) => "",
            (_, Overflow.Wrap) => $",{Text(type.Rounding)}",
            _ => $",{Text(type.Rounding)},{Text(type.Overflow)}",
        };
        return FormattableString.Invariant($"ac_fixed<{type.Width},{type.Integer},{(type.Signed ? "true" : "false")}{modes}>");
    }

    /// <summary>Whether the tools have the type: neither sign-magnitude wrapping nor saturated bits, and no single bit.</summary>
    public static bool Has(FixedType type) => type.Width > 1 && type.Overflow != Overflow.WrapSignMagnitude && type.SaturationBits == 0;

    private static string Text(Rounding rounding) => rounding switch
    {
        Rounding.Round => "AC_RND",
        Rounding.RoundZero => "AC_RND_ZERO",
        Rounding.RoundMinInf => "AC_RND_MIN_INF",
        Rounding.RoundInf => "AC_RND_INF",
        Rounding.RoundConvergent => "AC_RND_CONV",
        Rounding.Truncate => "AC_TRN",
        Rounding.TruncateZero => "AC_TRN_ZERO",
        _ => throw new ArgumentOutOfRangeException(nameof(rounding), rounding, null),
    };

    private static string Text(Overflow overflow) => overflow switch
    {
        Overflow.Saturate => "AC_SAT",
        Overflow.SaturateZero => "AC_SAT_ZERO",
        Overflow.SaturateSymmetric => "AC_SAT_SYM",
        _ => throw new ArgumentOutOfRangeException(nameof(overflow), overflow, "AC types have no such mode."),
    };
}
