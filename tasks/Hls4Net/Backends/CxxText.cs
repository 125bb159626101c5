using System.Globalization;
using System.Text;

namespace Hls4Net;

/// <summary>Text from outside (names in a model) made safe for C++ sources.</summary>
public static class CxxText
{
    private const int MaximumLength = 120;

    /// <summary>For a <c>//</c> or <c>/* */</c> comment: one line, no end of comment, no line continuation, no invisible characters.</summary>
    public static string Comment(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var safe = new StringBuilder(Math.Min(text.Length, MaximumLength));
        foreach (var rune in text.EnumerateRunes())
        {
            if (safe.Length >= MaximumLength)
            {
                return safe.Append("...").ToString();
            }

            if (rune.Value is >= ' ' and < 127)
            {
                // '\' could continue the line, '*/' end the comment, '??/' is a '\' to old compilers.
                safe.Append(rune.Value is '\\' ? '/' : rune.Value is '/' && safe.Length > 0 && safe[^1] is '*' or '?' ? '|' : (char)rune.Value);
            }
            else if (Rune.IsLetterOrDigit(rune))
            {
                safe.Append(rune.ToString());
            }
            else
            {
                safe.Append(CultureInfo.InvariantCulture, $"<U+{rune.Value:X4}>");
            }
        }

        return safe.ToString().TrimEnd();
    }

    /// <summary>A C string literal with its quotes; UTF-8, everything unusual as octal escapes.</summary>
    public static string Literal(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var literal = new StringBuilder(text.Length + 2).Append('"');
        foreach (var b in Encoding.UTF8.GetBytes(text))
        {
            // '?' may start a trigraph; '*/' would end a comment that someone puts around the code.
            if (b is < (byte)' ' or >= 127 or (byte)'"' or (byte)'\\' or (byte)'?' || (b == '/' && literal[^1] == '*'))
            {
                literal.Append('\\').Append((char)('0' + (b >> 6))).Append((char)('0' + ((b >> 3) & 7))).Append((char)('0' + (b & 7)));
            }
            else
            {
                literal.Append((char)b);
            }
        }

        return literal.Append('"').ToString();
    }

    /// <summary>An integer literal; the smallest 64-bit number and those beyond the signed range need help.</summary>
    public static string Integer(long raw, bool signed) =>
        !signed && raw < 0 ? ((ulong)raw).ToString(CultureInfo.InvariantCulture) + "ULL"
        : raw == long.MinValue ? "(-9223372036854775807LL - 1)"
        : raw is > int.MaxValue or <= int.MinValue ? raw.ToString(CultureInfo.InvariantCulture) + "LL"
        : raw.ToString(CultureInfo.InvariantCulture);
}
