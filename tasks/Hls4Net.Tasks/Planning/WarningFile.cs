using System.Text;

namespace Hls4Net.Tasks.Planning;

/// <summary>
/// The warnings of a model's last conversion, a line each. An up-to-date build shows them again: what is not mended is not
/// forgotten, and turning warnings into errors later finds them too.
/// </summary>
internal static class WarningFile
{
    private const char Separator = '\t';

    /// <summary>Keeps the warnings among <paramref name="diagnostics"/>; without any, no file stays.</summary>
    public static void Write(PlannedModel model, IEnumerable<Diagnostic> diagnostics)
    {
        var text = string.Concat(diagnostics
            .Where(problem => problem.Descriptor.Severity == Severity.Warning)
            .Select(problem => string.Join(Separator, problem.Descriptor.Code, Escape(problem.Node ?? ""), Escape(problem.Message)) + "\n"));
        if (text.Length > 0)
        {
            StateFile.WriteIfDifferent(model.Warnings, Encoding.UTF8.GetBytes(text));
        }
        else
        {
            File.Delete(model.Warnings);
        }
    }

    /// <summary>The warnings kept, at the model's file.</summary>
    public static IEnumerable<Diagnostic> Read(PlannedModel model)
    {
        foreach (var line in File.Exists(model.Warnings) ? File.ReadAllLines(model.Warnings) : [])
        {
            if (line.Split(Separator) is [var code, var node, var message])
            {
                var descriptor = new DiagnosticDescriptor(code, Severity.Warning, "", "{0}");
                yield return new Diagnostic(descriptor, Unescape(message), model.ModelPath, node.Length > 0 ? Unescape(node) : null);
            }
        }
    }

    private static string Escape(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal).Replace("\t", "\\t", StringComparison.Ordinal);

    private static string Unescape(string text)
    {
        var result = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            result.Append(text[i] != '\\' || i + 1 == text.Length ? text[i] : text[++i] switch { 'n' => '\n', 'r' => '\r', 't' => '\t', var c => c });
        }

        return result.ToString();
    }
}
