using System.Text.Json;
using System.Xml;

namespace Hls4Net.Reports;

/// <summary>One form in which a tool may have written a report.</summary>
/// <param name="Pattern">Path below the project, names with <c>*</c>; <c>{top}</c> stands for what precedes <c>_prj</c> in the first folder.</param>
/// <param name="Read">Reads one file; an exception says that its form is unknown.</param>
internal sealed record ReportForm(string Pattern, Func<string, ToolSection> Read)
{
    /// <summary>The forms of a file that may lie in several places.</summary>
    public static ReportForm[] In(Func<string, ToolSection> read, params IEnumerable<string> patterns) => [.. patterns.Select(pattern => new ReportForm(pattern, read))];
}

/// <summary>Finding and opening what tools wrote.</summary>
internal static class ReportFiles
{
    /// <summary>HLSN5020.</summary>
    public static readonly DiagnosticDescriptor Unreadable = new(
        "HLSN5020", Severity.Warning, "Report of a tool in an unknown form", "The report '{0}' cannot be read: {1} Its figures are left out.");

    /// <summary>The tool's report; null where it has left nothing at all. Its version is that of its own step: later ones are other tools'.</summary>
    public static ToolReport? Assemble(string tool, DiagnosticBag diagnostics, int problemsBefore, params IReadOnlyList<ToolSection> sections) =>
        sections.All(section => section.Missing is not null) && diagnostics.Items.Count == problemsBefore ? null
        : new ToolReport(tool, sections) { Version = sections.FirstOrDefault(section => section.Name == "csynth")?.Version };

    /// <summary>
    /// A section from its files. Of the forms of one group the first that can be read counts; what several groups say is joined. A
    /// file in an unknown form is a warning, and what the others say is kept.
    /// </summary>
    public static ToolSection Section(string name, string project, DiagnosticBag diagnostics, params ReportForm[][] groups)
    {
        string? broken = null;
        var found = new List<ToolSection>();
        foreach (var group in groups)
        {
            foreach (var (path, form) in group.SelectMany(form => Find(project, form.Pattern).Take(1).Select(path => (path, form))))
            {
                if (Guarded(path, form, diagnostics) is { } section)
                {
                    found.Add(section with { Report = Path.GetRelativePath(project, path).Replace('\\', '/') });
                    break;
                }

                broken ??= $"'{Path.GetFileName(path)}' cannot be read.";
            }
        }

        return found.Count > 0 ? Joined(name, found)
            : new ToolSection(name, []) { Missing = broken ?? $"There is no {string.Join(" or ", groups.SelectMany(group => group).Select(form => form.Pattern.Replace("{top}", "*")))}: the step has not run, or did not come to its end." };
    }

    /// <summary>Files below a folder by a path of names with <c>*</c>, in order.</summary>
    public static IEnumerable<string> Find(string folder, string pattern)
    {
        var parts = pattern.Split('/');
        IEnumerable<string> folders = Directory.Exists(folder) ? [folder] : [];
        foreach (var part in parts[..^1])
        {
            folders = folders.SelectMany(parent => Directory.EnumerateDirectories(parent, part)).ToList();
        }

        return folders.SelectMany(parent => Directory.EnumerateFiles(parent, parts[^1].Replace("{top}", Top(folder, parent), StringComparison.Ordinal))).Order(StringComparer.Ordinal);
    }

    private static string Top(string project, string folder)
    {
        var first = Path.GetRelativePath(project, folder).Split(Path.DirectorySeparatorChar)[0];
        return first.EndsWith("_prj", StringComparison.Ordinal) ? first[..^4] : "*";
    }

    private static ToolSection Joined(string name, List<ToolSection> parts) => parts[0] with
    {
        Name = name,
        Figures = [.. parts.SelectMany(part => part.Figures).DistinctBy(figure => figure.Name)],
        Modules = [.. parts.SelectMany(part => part.Modules).DistinctBy(module => module.Name)],
        Status = parts.Select(part => part.Status).FirstOrDefault(status => status is not null),
        Version = parts.Select(part => part.Version).FirstOrDefault(version => version is not null),
    };

    private static ToolSection? Guarded(string path, ReportForm form, DiagnosticBag diagnostics)
    {
        try
        {
            var section = form.Read(path);
            return section.Figures.Count > 0 || section.Status is not null || section.Modules.Count > 0 ? section
                : throw new InvalidDataException("It holds no figure; it may have broken off.");
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException or XmlException or JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            diagnostics.Report(Unreadable, null, Path.GetFileName(path), e.Message.EndsWith('.') ? e.Message : e.Message + ".");
            return null;
        }
    }
}
