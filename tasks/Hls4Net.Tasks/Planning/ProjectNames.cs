using System.Buffers;
using System.Text;

namespace Hls4Net.Tasks.Planning;

/// <summary>Names derived from a model's file name: the C++ project and the C# class.</summary>
public static class ProjectNames
{
    // Would make a function or namespace that the language, the HLS library or the linker already has.
    private static readonly HashSet<string> s_taken = new(StringComparer.Ordinal)
    {
        "alignas", "alignof", "and", "and_eq", "asm", "auto", "bitand", "bitor", "bool", "break", "case", "catch", "char", "char16_t",
        "char32_t", "class", "compl", "const", "const_cast", "constexpr", "continue", "decltype", "default", "delete", "do", "double",
        "dynamic_cast", "else", "enum", "explicit", "export", "extern", "false", "float", "for", "friend", "goto", "if", "inline", "int",
        "long", "mutable", "namespace", "new", "noexcept", "not", "not_eq", "nullptr", "operator", "or", "or_eq", "private", "protected",
        "public", "register", "reinterpret_cast", "return", "short", "signed", "sizeof", "static", "static_assert", "static_cast", "struct",
        "switch", "template", "this", "thread_local", "throw", "true", "try", "typedef", "typeid", "typename", "union", "unsigned", "using",
        "virtual", "void", "volatile", "wchar_t", "while", "xor", "xor_eq", "main", "std", "nnet", "hls", "con", "nul", "aux", "prn",
    };

    private static readonly SearchValues<char> s_allowed =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");

    // Members of the generated class: C# allows none the name of its class.
    private static readonly HashSet<string> s_members = new(StringComparer.Ordinal)
    {
        "Inputs", "Outputs", "Predict", "Trace", "ToRaw", "FromRaw", "Results", "SaturatedInputs", "ToString", "Equals", "GetHashCode", "GetType",
    };

    /// <summary>The default project name: the file's name as a C identifier, lower case.</summary>
    /// <param name="path">The model file.</param>
    /// <param name="formats">Extensions of plugins' formats, such as <c>.mlp.json</c>: the longest that the name has goes, else what follows the last dot.</param>
    public static string FromFile(string path, params IEnumerable<string> formats)
    {
        ArgumentNullException.ThrowIfNull(path);
        string? format = null;
        foreach (var known in formats)
        {
            if (path.EndsWith(known, StringComparison.OrdinalIgnoreCase) && known.Length > (format?.Length ?? 0))
            {
                format = known;
            }
        }

        var name = new StringBuilder();
        foreach (var c in format is null ? Path.GetFileNameWithoutExtension(path) : Path.GetFileName(path[..^format.Length]))
        {
            name.Append(char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : '_');
        }

        var text = string.Join('_', name.ToString().Split('_', StringSplitOptions.RemoveEmptyEntries));
        return text.Length == 0 ? "model"
            : char.IsAsciiDigit(text[0]) ? $"model_{text}"
            : s_taken.Contains(text) ? $"{text}_model"
            : text;
    }

    /// <summary>What is wrong with a name that the user chose; null when nothing is.</summary>
    public static string? Problem(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.AsSpan().IndexOfAnyExcept(s_allowed) is var bad and >= 0 ? $"'{name[bad]}' is not allowed"
            : char.IsAsciiDigit(name[0]) ? "it starts with a digit"
            : name[0] == '_' || name.Contains("__", StringComparison.Ordinal) ? "C++ reserves leading and double underscores"
            : s_taken.Contains(name.ToLowerInvariant()) ? "C++ or the HLS library already uses that word"
            : name.Length > 128 ? "it is longer than 128 characters"
            : null;
    }

    /// <summary>The C# class of a project: <c>jet_tagger</c> → <c>JetTagger</c>.</summary>
    public static string ClassName(string projectName)
    {
        ArgumentNullException.ThrowIfNull(projectName);
        var parts = projectName.Split('_', StringSplitOptions.RemoveEmptyEntries);
        var name = string.Concat(parts.Select(part => char.ToUpperInvariant(part[0]) + part[1..]));
        return s_members.Contains(name) ? name + "Model" : name;
    }
}
