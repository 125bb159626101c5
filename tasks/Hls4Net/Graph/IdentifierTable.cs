using System.Globalization;
using System.Text;

namespace Hls4Net;

/// <summary>
/// Turns names from a model into unique C identifiers. Names are data: whatever they hold, what comes out is
/// <c>[A-Za-z][A-Za-z0-9_]*</c> of at most 64 characters, no keyword of C++ or C#, no double underscore.
/// </summary>
public sealed class IdentifierTable
{
    private const int MaximumLength = 64;
    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);

    // By what was wanted: the numbers before are taken. A large network has thousands of nodes of one name, or of none.
    private readonly Dictionary<string, int> _next = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The identifier of a name; <paramref name="fallback"/> where nothing of it is usable. Not yet unique.</summary>
    public static string Sanitize(string name, string fallback)
    {
        ArgumentNullException.ThrowIfNull(name);
        var text = new StringBuilder(Math.Min(name.Length, MaximumLength));
        foreach (var c in name)
        {
            if (text.Length == MaximumLength)
            {
                break;
            }

            if (char.IsAsciiLetterOrDigit(c))
            {
                text.Append(c);
            }
            else if (text.Length > 0 && text[^1] != '_')
            {
                text.Append('_');
            }
        }

        var identifier = text.ToString().Trim('_');
        if (identifier.Length == 0)
        {
            identifier = fallback;
        }

        return !char.IsAsciiLetter(identifier[0]) || Keywords.IsReserved(identifier) ? $"{fallback}_{identifier}" : identifier;
    }

    /// <summary>A unique identifier for a name; a number is appended where another name took it (comparison ignores case: files).</summary>
    public string Claim(string name, string fallback)
    {
        var wanted = Sanitize(name, fallback);
        var identifier = wanted;
        while (!_taken.Add(identifier))
        {
            var n = _next[wanted] = _next.GetValueOrDefault(wanted, 1) + 1;
            identifier = string.Create(CultureInfo.InvariantCulture, $"{wanted}_{n}");
        }

        return identifier;
    }
}
