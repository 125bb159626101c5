using System.Text.RegularExpressions;

namespace Hls4Net.CxxProjects;

/// <summary>
/// Finds layers by the comments that the writer leaves: <c>// name (Class)</c> above a configuration or a process and behind a call, and the
/// title of a weight.
/// </summary>
internal sealed partial class LayerComments
{
    private readonly string _firmware;
    private readonly Dictionary<string, string> _owners = new(StringComparer.Ordinal);

    /// <summary>Reads the comments of a project.</summary>
    /// <param name="firmware">Its folder firmware/, absolute.</param>
    public LayerComments(string firmware)
    {
        _firmware = firmware;
        var weights = Path.Combine(firmware, "weights");
        foreach (var path in Directory.Exists(weights) ? Directory.GetFiles(weights, "*.h") : [])
        {
            if (Title().Match(File.ReadLines(path).FirstOrDefault("")) is { Success: true } title)
            {
                _owners[Path.GetFileNameWithoutExtension(path)] = title.Groups["layer"].Value;
            }
        }

        string[] files = Directory.Exists(firmware) ? [.. Directory.GetFiles(firmware, "*.h").Concat(Directory.GetFiles(firmware, "*.cpp")).Order(StringComparer.Ordinal)] : [];
        foreach (var lines in files.Select(File.ReadAllLines))
        {
            // Ports are nobody's.
            var ports = lines.Where(line => line.StartsWith("void ", StringComparison.Ordinal)).SelectMany(Names).ToHashSet(StringComparer.Ordinal);
            for (var i = 0; i < lines.Length; i++)
            {
                if (Mark().Match(lines[i]) is { Success: true } mark)
                {
                    var code = mark.Groups["code"].Value;
                    Learn(mark.Groups["layer"].Value, code.Trim().Length > 0 ? Names(code) : i + 1 < lines.Length ? Declared().Matches(lines[i + 1]).Select(name => name.Groups[1].Value) : [], ports);
                }
            }
        }
    }

    /// <summary>The layer that a message is about: by its place, else by the names in the line there, else by the names in its text.</summary>
    public string? Find(ToolMessage message)
    {
        var file = message.File.Replace('\\', '/');
        if (file.Contains("firmware/", StringComparison.Ordinal))
        {
            file = Path.Combine(_firmware, file[(file.LastIndexOf("firmware/", StringComparison.Ordinal) + "firmware/".Length)..]);
            if (File.Exists(file) && At(File.ReadAllLines(file), message.Line) is { } layer)
            {
                return layer;
            }
        }

        return ByName(message.Text);
    }

    private string? At(string[] lines, int line)
    {
        if (lines.Length > 0 && Title().Match(lines[0]) is { Success: true } title)
        {
            return title.Groups["layer"].Value;
        }

        if (line < 1 || line > lines.Length)
        {
            return null;
        }

        if (Mark().Match(lines[line - 1]) is { Success: true } here)
        {
            return here.Groups["layer"].Value;
        }

        // Upwards to the comment above a block, unless a block ends in between.
        for (var i = line - 1; i >= 0 && !(i < line - 1 && lines[i].StartsWith('}')); i--)
        {
            if (Mark().Match(lines[i]) is { Success: true } above && lines[i].StartsWith("//", StringComparison.Ordinal))
            {
                return above.Groups["layer"].Value;
            }
        }

        return ByName(lines[line - 1]);
    }

    private string? ByName(string text) => Names(text).Select(name => _owners.GetValueOrDefault(name)).FirstOrDefault(layer => layer is not null);

    // What a later layer reads was made by the first that names it.
    private void Learn(string layer, IEnumerable<string> names, HashSet<string> ports)
    {
        foreach (var name in names.Where(name => !ports.Contains(name)))
        {
            _owners.TryAdd(name, layer);
        }
    }

    private static IEnumerable<string> Names(string text) => Identifier().Matches(text).Select(name => name.Value);

    [GeneratedRegex(@"^(?<code>.*?)// (?<layer>.+) \((?<class>[A-Z]\w*)\)$", RegexOptions.CultureInvariant)]
    private static partial Regex Mark();

    [GeneratedRegex(@"^// \w+ of layer '(?<layer>.+)' \(\w+\), ", RegexOptions.CultureInvariant)]
    private static partial Regex Title();

    [GeneratedRegex(@"(?:struct|void) (\w+)", RegexOptions.CultureInvariant)]
    private static partial Regex Declared();

    // Not the kernels: they are qualified.
    [GeneratedRegex(@"(?<![\w:.])[A-Za-z_]\w*(?!\w|::|<)", RegexOptions.CultureInvariant)]
    private static partial Regex Identifier();
}
