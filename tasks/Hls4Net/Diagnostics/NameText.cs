using System.Globalization;
using System.Text;

namespace Hls4Net;

/// <summary>Shows names from models in messages: names are data and may hold newlines, quotes, or ten thousand characters.</summary>
public static class NameText
{
    private const int Longest = 80;

    /// <summary>The name on one line: control and invisible characters escaped, shortened in the middle of nowhere but marked.</summary>
    public static string Show(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var text = new StringBuilder(Math.Min(name.Length, Longest) + 24);
        var used = Math.Min(name.Length, Longest);
        foreach (var c in name.AsSpan(0, used))
        {
            // Lone halves of a pair (also those that shortening makes) are no text.
            var plain = char.GetUnicodeCategory(c) is not (UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate
                or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse);
            _ = (c, plain) switch
            {
                ('\n', _) => text.Append("\\n"),
                ('\'', _) => text.Append("\\'"),
                (_, true) => text.Append(c),
                _ => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
            };
        }

        if (name.Length > used)
        {
            text.Append(CultureInfo.InvariantCulture, $"… ({name.Length} characters)");
        }

        return text.ToString();
    }
}
