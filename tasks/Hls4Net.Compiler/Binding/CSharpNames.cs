using System.Globalization;
using System.Text;

namespace Hls4Net.Compiler.Binding;

/// <summary>C# identifiers from names that may hold anything.</summary>
internal static class CSharpNames
{
    private static readonly HashSet<string> s_keywords = new(StringComparer.Ordinal)
    {
        "abstract", "as", "base", "bool", "break", "byte", "case", "catch", "char", "checked", "class", "const", "continue", "decimal",
        "default", "delegate", "do", "double", "else", "enum", "event", "explicit", "extern", "false", "finally", "fixed", "float", "for",
        "foreach", "goto", "if", "implicit", "in", "int", "interface", "internal", "is", "lock", "long", "namespace", "new", "null", "object",
        "operator", "out", "override", "params", "private", "protected", "public", "readonly", "ref", "return", "sbyte", "sealed", "short",
        "sizeof", "stackalloc", "static", "string", "struct", "switch", "this", "throw", "true", "try", "typeof", "uint", "ulong",
        "unchecked", "unsafe", "ushort", "using", "virtual", "void", "volatile", "while", "field",
    };

    /// <summary>A parameter: <c>input.1</c> → <c>input1</c>, <c>class</c> → <c>@class</c>.</summary>
    public static string Parameter(string name, string otherwise)
    {
        var pascal = Pascal(name, otherwise);
        var camel = char.ToLowerInvariant(pascal[0]) + pascal[1..];
        return s_keywords.Contains(camel) ? "@" + camel : camel;
    }

    /// <summary>A property or class: <c>jet_tagger/out:0</c> → <c>JetTaggerOut0</c>.</summary>
    public static string Pascal(string name, string otherwise)
    {
        var result = new StringBuilder();
        var atStart = true;
        foreach (var c in name.Take(64))
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                result.Append(atStart ? char.ToUpperInvariant(c) : c);
            }

            atStart = !char.IsAsciiLetterOrDigit(c);
        }

        return result.Length == 0 ? Pascal(otherwise, "Value")
            : char.IsAsciiDigit(result[0]) ? Pascal(otherwise, "Value") + result
            : result.ToString();
    }

    /// <summary>A namespace: every part an identifier.</summary>
    public static string Namespace(string name) => string.Join('.', name
        .Split('.', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(part =>
        {
            var text = string.Concat(part.Select(c => char.IsLetterOrDigit(c) || c == '_' ? c : '_'));
            return s_keywords.Contains(text) ? "@" + text : char.IsDigit(text[0]) ? "_" + text : text;
        }));

    /// <summary>Distinct names: a number after every repetition; reserved ones count as taken.</summary>
    public static IReadOnlyList<string> Distinct(IEnumerable<string> names, params IEnumerable<string> reserved)
    {
        var taken = new HashSet<string>(reserved, StringComparer.OrdinalIgnoreCase);
        return [.. names.Select(name =>
        {
            var unique = name;
            for (var number = 2; !taken.Add(unique); number++)
            {
                unique = name + number.ToString(CultureInfo.InvariantCulture);
            }

            return unique;
        })];
    }

    /// <summary>A text inside XML documentation: one short line, markup escaped.</summary>
    public static string Comment(string text)
    {
        var line = string.Concat(text.Take(80).Select(c => char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029' or '\ufffe' or '\uffff' ? '?' : c));
        return System.Security.SecurityElement.Escape(text.Length > 80 ? line + "…" : line);
    }
}
