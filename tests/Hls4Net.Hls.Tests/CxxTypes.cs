namespace Hls4Net.Tests;

/// <summary>Fixed-point types as C++ writes them, and random ones.</summary>
internal static class CxxTypes
{
    private static readonly string[] s_rounding = ["RND", "RND_ZERO", "RND_MIN_INF", "RND_INF", "RND_CONV", "TRN", "TRN_ZERO"];
    private static readonly string[] s_overflow = ["SAT", "SAT_ZERO", "SAT_SYM", "WRAP", "WRAP_SM"];

    /// <summary>Every combination of rounding and overflow that a type of this signedness may have.</summary>
    public static IEnumerable<FixedType> WithAllModes(FixedType type) =>
        from rounding in Enum.GetValues<Rounding>()
        from overflow in Enum.GetValues<Overflow>()
        where overflow != Overflow.WrapSignMagnitude || type.Signed
        from saturated in Enumerable.Range(0, overflow is Overflow.Wrap or Overflow.WrapSignMagnitude ? Math.Min(type.Width, 3) + 1 : 1)
        select type with { Rounding = rounding, Overflow = overflow, SaturationBits = saturated };

    /// <summary><c>ap_fixed&lt;16,6,AP_RND,AP_SAT,0&gt;</c>.</summary>
    public static string Cxx(this FixedType type) => FormattableString.Invariant(
        $"ap_{(type.Signed ? "" : "u")}fixed<{type.Width},{type.Integer},AP_{s_rounding[(int)type.Rounding]},AP_{s_overflow[(int)type.Overflow]},{type.SaturationBits}>");

    /// <summary>The narrowest C integer type that holds the raw integers of a type of at most 64 bits.</summary>
    public static string RawCxx(this FixedType type) =>
        (type.Signed ? "" : "unsigned ") + (type.Width switch { <= 8 => type.Signed ? "signed char" : "char", <= 16 => "short", <= 32 => "int", _ => "long long" });

    /// <summary>A type of plain modes.</summary>
    public static FixedType NextShape(this Random random, int widest)
    {
        var width = random.Next(1, widest + 1);
        return new FixedType(width, random.Next(-3, width + 4), random.Next(4) != 0);
    }

    /// <summary>A type with any modes.</summary>
    public static FixedType NextType(this Random random, int widest)
    {
        FixedType[] modes = [.. WithAllModes(random.NextShape(widest))];
        return random.Next(3) == 0 ? modes[0] with { Rounding = Rounding.Truncate, Overflow = Overflow.Wrap } : modes[random.Next(modes.Length)];
    }

    /// <summary><c>ac_fixed&lt;16,6,true,AC_RND,AC_SAT&gt;</c>.</summary>
    public static string AcCxx(this FixedType type) => FormattableString.Invariant(
        $"ac_fixed<{type.Width},{type.Integer},{(type.Signed ? "true" : "false")},AC_{s_rounding[(int)type.Rounding]},AC_{s_overflow[(int)type.Overflow]} >");

    /// <summary>Every combination of rounding and overflow that AC types have.</summary>
    public static IEnumerable<FixedType> WithAllAcModes(FixedType type) => WithAllModes(type).Where(HasAc);

    /// <summary>Whether AC types have the modes of a type.</summary>
    public static bool HasAc(FixedType type) => type.SaturationBits == 0 && type.Overflow != Overflow.WrapSignMagnitude;
}
