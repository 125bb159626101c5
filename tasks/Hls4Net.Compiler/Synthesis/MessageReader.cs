using System.Globalization;
using System.Text.RegularExpressions;

namespace Hls4Net.Compiler.Synthesis;

/// <summary>Tells messages from chatter in a tool's log.</summary>
/// <param name="flavour">The tool; its patterns are tried in order.</param>
/// <param name="workFolder">The folder it works in, absolute; paths below it become relative to the project.</param>
public sealed class MessageReader(ToolFlavour flavour, string workFolder)
{
    private readonly Regex[] _patterns = [.. flavour.Messages.Select(pattern => new Regex(pattern, RegexOptions.CultureInvariant))];

    /// <summary>The message of a line; null for chatter.</summary>
    public ToolMessage? Read(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        var match = _patterns.Select(pattern => pattern.Match(line.TrimEnd())).FirstOrDefault(match => match.Success);
        var severity = match?.Groups["severity"].Value ?? "";
        var isError = severity.Contains("error", StringComparison.OrdinalIgnoreCase) || severity.Contains("fatal", StringComparison.OrdinalIgnoreCase);
        if (match is null || (!isError && !severity.Contains("warn", StringComparison.OrdinalIgnoreCase)))
        {
            return null;
        }

        return new ToolMessage(
            isError, match.Groups["text"].Value.Trim(), match.Groups["code"].Value, InProject(match.Groups["file"].Value), Number(match.Groups["line"]), Number(match.Groups["column"]));
    }

    // Tools name files absolutely, relative to the project, or relative to a folder of their own below it.
    private string InProject(string file)
    {
        var path = file.Replace('\\', '/');
        var root = workFolder.Replace('\\', '/').TrimEnd('/') + "/";
        path = path.StartsWith(root, StringComparison.Ordinal) ? path[root.Length..] : path;
        while (path.StartsWith("../", StringComparison.Ordinal) || path.StartsWith("./", StringComparison.Ordinal))
        {
            path = path[(path.IndexOf('/', StringComparison.Ordinal) + 1)..];
        }

        return path;
    }

    private static int Number(Group group) => int.TryParse(group.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
