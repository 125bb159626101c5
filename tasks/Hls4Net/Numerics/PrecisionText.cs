using System.Globalization;

namespace Hls4Net;

/// <summary>
/// Reads and writes types as text, independent of culture and of letter case. Brackets are <c>&lt;…&gt;</c> or <c>(…)</c>:
/// <code>
/// auto | auto(W)
/// [ap_][u]fixed&lt;W,I[,Q[,O[,N]]]&gt; | [ap_][u]int&lt;W&gt;
/// ac_fixed&lt;W,I[,S[,Q[,O]]]&gt; | ac_int&lt;W[,S]&gt;
/// </code>
/// Q is TRN, TRN_ZERO, RND, RND_ZERO, RND_INF, RND_MIN_INF or RND_CONV; O is WRAP, WRAP_SM, SAT, SAT_ZERO or SAT_SYM;
/// both may carry the prefix AP_, AC_ or SC_. S is true or false.
/// </summary>
public static class PrecisionText
{
    /// <summary>Widest type.</summary>
    public const int MaxWidth = 1024;

    private static readonly (string Name, Rounding Mode)[] Roundings =
    [
        ("TRN", Rounding.Truncate), ("TRN_ZERO", Rounding.TruncateZero), ("RND", Rounding.Round), ("RND_ZERO", Rounding.RoundZero),
        ("RND_INF", Rounding.RoundInf), ("RND_MIN_INF", Rounding.RoundMinInf), ("RND_CONV", Rounding.RoundConvergent),
    ];

    private static readonly (string Name, Overflow Mode)[] Overflows =
    [
        ("WRAP", Overflow.Wrap), ("SAT", Overflow.Saturate), ("SAT_ZERO", Overflow.SaturateZero),
        ("SAT_SYM", Overflow.SaturateSymmetric), ("WRAP_SM", Overflow.WrapSignMagnitude),
    ];

    private static readonly string[] FloatNames =
        ["float", "double", "half", "bfloat16", "ap_float", "ac_float", "ac_std_float", "std_float"];

    /// <summary>Canonical text of a type, e.g. <c>fixed&lt;16,6&gt;</c>, <c>ufixed&lt;8,0,RND,SAT&gt;</c>, <c>int&lt;8&gt;</c>.</summary>
    public static string Format(FixedType type)
    {
        var sign = type.Signed ? "" : "u";
        if (type == IntegerType(type.Width, type.Signed))
        {
            return string.Create(CultureInfo.InvariantCulture, $"{sign}int<{type.Width}>");
        }

        var saturationBits = type.SaturationBits == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $",{type.SaturationBits}");
        var modes = type is { Rounding: Rounding.Truncate, Overflow: Overflow.Wrap, SaturationBits: 0 }
            ? "" : $",{Format(type.Rounding)},{Format(type.Overflow)}{saturationBits}";
        return string.Create(CultureInfo.InvariantCulture, $"{sign}fixed<{type.Width},{type.Integer}{modes}>");
    }

    /// <summary>Name of a rounding without prefix: <c>RND_CONV</c>.</summary>
    public static string Format(Rounding rounding) => Array.Find(Roundings, m => m.Mode == rounding).Name;

    /// <summary>Name of an overflow without prefix: <c>SAT_SYM</c>.</summary>
    public static string Format(Overflow overflow) => Array.Find(Overflows, m => m.Mode == overflow).Name;

    /// <summary>Reads a type or <c>auto</c>.</summary>
    /// <exception cref="FormatException">The text is none; the message says what is wrong and what would be right.</exception>
    public static Precision Parse(string text) =>
        TryParse(text, out var precision, out var reason) ? precision : throw new FormatException(reason);

    /// <summary>Reads a type; <c>auto</c> is none.</summary>
    /// <exception cref="FormatException">The text is no type; the message says what is wrong and what would be right.</exception>
    public static FixedType ParseType(string text) =>
        Parse(text).Explicit ?? throw new FormatException($"'{text}' names no type; write one such as fixed<16,6>.");

    /// <summary>Reads a type or <c>auto</c>; when the text is none, <paramref name="reason"/> is a sentence for the user.</summary>
    public static bool TryParse(string? text, out Precision precision, out string reason)
    {
        try
        {
            precision = Read(text ?? "");
            reason = "";
            return true;
        }
        catch (UnreadableException problem)
        {
            precision = default;
            reason = $"'{text}' is no precision: {problem.Message}";
            return false;
        }
    }

    private static FixedType IntegerType(int width, bool signed) => new(width, width, signed, Rounding.TruncateZero);

    private static Precision Read(string text)
    {
        var (name, fields) = Split(text);
        var bare = name.StartsWith("ap_", StringComparison.Ordinal) ? name[3..] : name;
        return (name, bare) switch
        {
            ("auto", _) => new Precision(null, fields.Length == 0 ? Precision.Auto.AutoWidth : ReadWidth(Between(fields, 1, 1)[0])),
            ("ac_fixed", _) => new Precision(ReadAcFixed(Between(fields, 2, 5))),
            ("ac_int", _) => new Precision(IntegerType(ReadWidth(Between(fields, 1, 2)[0]), fields.Length < 2 || ReadSign(fields[1]))),
            (_, "fixed" or "ufixed") => new Precision(ReadFixed(Between(fields, 2, 5), bare == "fixed")),
            (_, "int" or "uint") => new Precision(IntegerType(ReadWidth(Between(fields, 1, 1)[0]), bare == "int")),
            _ when FloatNames.Contains(name) => throw new UnreadableException(
                "floating-point types do not exist in the hardware; use a fixed-point type such as fixed<16,6>, or auto"),
            _ => throw new UnreadableException(
                "expected auto, auto(W), fixed<W,I>, ufixed<W,I>, int<W>, uint<W>, ac_fixed<W,I,signed> or ac_int<W,signed>"),
        };
    }

    private static (string Name, string[] Fields) Split(string text)
    {
        text = text.Trim();
        var open = text.AsSpan().IndexOfAny('<', '(');
        if (open < 0)
        {
            return (text.ToLowerInvariant(), []);
        }

        var close = text[open] == '<' ? '>' : ')';
        if (text[^1] != close)
        {
            throw new UnreadableException($"'{text[open]}' has no closing '{close}' at the end");
        }

        return (text[..open].Trim().ToLowerInvariant(), text[(open + 1)..^1].Split(',', StringSplitOptions.TrimEntries));
    }

    private static string[] Between(string[] fields, int least, int most) =>
        fields.Length >= least && fields.Length <= most ? fields : throw new UnreadableException(
            string.Create(CultureInfo.InvariantCulture, $"it has {fields.Length} fields, expected {(least == most ? least : $"{least} to {most}")}"));

    private static FixedType ReadFixed(string[] fields, bool signed) => Checked(new FixedType(
        ReadWidth(fields[0]),
        ReadInteger(fields[1]),
        signed,
        fields.Length > 2 ? ReadMode(Roundings, fields[2], "rounding") : Rounding.Truncate,
        fields.Length > 3 ? ReadMode(Overflows, fields[3], "overflow") : Overflow.Wrap,
        fields.Length > 4 ? ReadNumber(fields[4], "saturated bits N", 0, MaxWidth) : 0));

    private static FixedType ReadAcFixed(string[] fields)
    {
        string[] modes = fields.Length > 3 ? fields[3..] : [];
        return ReadFixed([fields[0], fields[1], .. modes], fields.Length < 3 || ReadSign(fields[2]));
    }

    private static FixedType Checked(FixedType type)
    {
        var wraps = type.Overflow is Overflow.Wrap or Overflow.WrapSignMagnitude;
        return type switch
        {
            { Overflow: Overflow.WrapSignMagnitude, Signed: false } => throw new UnreadableException("WRAP_SM needs a signed type"),
            { SaturationBits: > 0 } when !wraps => throw new UnreadableException("saturated bits N need WRAP or WRAP_SM"),
            _ when type.SaturationBits > type.Width => throw new UnreadableException("it has more saturated bits N than bits"),
            _ => type,
        };
    }

    private static int ReadWidth(string field) => ReadNumber(field, "width W", 1, MaxWidth);

    private static int ReadInteger(string field) => ReadNumber(field, "integer bits I", -2 * MaxWidth, 2 * MaxWidth);

    private static int ReadNumber(string field, string what, int least, int most) =>
        int.TryParse(field, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new UnreadableException(
                string.Create(CultureInfo.InvariantCulture, $"{what} is '{field}', expected an integer from {least} to {most}"));

    private static bool ReadSign(string field) => field.ToLowerInvariant() switch
    {
        "true" or "1" => true,
        "false" or "0" => false,
        _ => throw new UnreadableException($"the sign is '{field}', expected true or false"),
    };

    private static T ReadMode<T>((string Name, T Mode)[] modes, string field, string what)
    {
        var name = field.ToUpperInvariant();
        name = name is ['A', 'P' or 'C', '_', ..] or ['S', 'C', '_', ..] ? name[3..] : name;
        var index = Array.FindIndex(modes, m => m.Name == name);
        return index >= 0 ? modes[index].Mode : throw new UnreadableException(
            $"the {what} is '{field}', expected one of {string.Join(", ", modes.Select(m => m.Name))}");
    }

    private sealed class UnreadableException(string message) : Exception(message);
}
