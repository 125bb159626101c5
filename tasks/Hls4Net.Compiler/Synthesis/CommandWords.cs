using System.Text;

namespace Hls4Net.Compiler.Synthesis;

/// <summary>A command line as words: separated by spaces, <c>"…"</c> and <c>'…'</c> hold one together.</summary>
public static class CommandWords
{
    /// <summary>The words of a text.</summary>
    public static string[] Split(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var words = new List<string>();
        var word = new StringBuilder();
        char? quote = null;
        var open = false;
        foreach (var c in text)
        {
            if (quote is null ? c is '"' or '\'' : c == quote)
            {
                (quote, open) = (quote is null ? c : null, true);
            }
            else if (quote is null && char.IsWhiteSpace(c))
            {
                End();
            }
            else
            {
                (_, open) = (word.Append(c), true);
            }
        }

        End();
        return [.. words];

        void End()
        {
            if (open)
            {
                words.Add(word.ToString());
                word.Clear();
                open = false;
            }
        }
    }
}
