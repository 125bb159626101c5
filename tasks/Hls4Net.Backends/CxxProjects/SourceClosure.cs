using System.Text;
using System.Text.RegularExpressions;

namespace Hls4Net.CxxProjects;

/// <summary>Brings in the registered headers that the written files reach by <c>#include "…"</c>, and no others.</summary>
internal static partial class SourceClosure
{
    /// <summary>Adds the headers to the project, as the tool reads them.</summary>
    public static void Write(HlsProject project, CxxTool tool)
    {
        var firmware = tool.Root + "firmware/";
        var withPragmas = project.Config.Options.Get(CxxOptions.Pragmas);
        var pending = new Queue<string>(project.Output.Files.Keys
            .Where(path => path.EndsWith(".h", StringComparison.Ordinal) || path.EndsWith(".cpp", StringComparison.Ordinal)));
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        while (pending.TryDequeue(out var file))
        {
            // As registered, before a dialect changes it.
            var content = texts.GetValueOrDefault(file) ?? Encoding.UTF8.GetString(project.Output.Files[file]);
            foreach (Match include in IncludePattern().Matches(content))
            {
                var name = include.Groups[1].Value;
                if (Find(project, tool, file, name) is not { } source)
                {
                    continue;
                }

                var path = firmware + source;
                if (!project.Output.Files.ContainsKey(path))
                {
                    var text = project.Backend.Sources[source]().ReplaceLineEndings("\n");
                    text = withPragmas ? text : PragmaPattern().Replace(text, "");
                    project.Output.Add(path, tool.Dialect?.Translate(text) ?? text);
                    texts.Add(path, text);
                    pending.Enqueue(path);
                }
            }
        }
    }

    /// <summary>The registered source that an include names; null where it names a file of the project itself.</summary>
    private static string? Find(HlsProject project, CxxTool tool, string from, string name)
    {
        var firmware = tool.Root + "firmware/";
        var folder = from.Contains('/', StringComparison.Ordinal) ? from[..(from.LastIndexOf('/') + 1)] : "";
        var path = WithoutParents(folder + name);
        if (project.Output.Files.ContainsKey(path) || project.Output.Files.ContainsKey(firmware + name))
        {
            return null;
        }

        string[] candidates = [path.StartsWith(firmware, StringComparison.Ordinal) ? path[firmware.Length..] : path, name, $"{tool.HostTypes}/{name}"];
        if (candidates.FirstOrDefault(project.Backend.Sources.ContainsKey) is { } source)
        {
            return source;
        }

        project.Diagnostics.Report(BackendDiagnostics.MissingSource, null, from, name, project.Backend.Name);
        return null;
    }

    /// <summary>The path with every <c>folder/../</c> taken out.</summary>
    private static string WithoutParents(string path)
    {
        var parts = new List<string>();
        foreach (var part in path.Split('/'))
        {
            if (part == ".." && parts is [.., not ".."])
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else
            {
                parts.Add(part);
            }
        }

        return string.Join('/', parts);
    }

    [GeneratedRegex("""^[ \t]*#[ \t]*include[ \t]+"([^"]+)"[ \t]*(//.*)?$""", RegexOptions.Multiline)]
    private static partial Regex IncludePattern();

    /// <summary>Pragma lines with the <c>#ifdef __SYNTHESIS__</c> around them, where it holds nothing else.</summary>
    [GeneratedRegex("""^[ \t]*#ifdef __SYNTHESIS__\n([ \t]*#pragma HLS .*\n)+[ \t]*#endif.*\n|^[ \t]*#pragma HLS .*\n""", RegexOptions.Multiline)]
    private static partial Regex PragmaPattern();
}
