using System.Text.Json;
using System.Xml;

namespace Hls4Net.Reports;

/// <summary>Finding and opening what tools wrote.</summary>
internal static class ReportFiles
{
    /// <summary>HLSN5020.</summary>
    public static readonly DiagnosticDescriptor Unreadable = new(
        "HLSN5020", Severity.Warning, "Report of a tool in an unknown form", "The report '{0}' cannot be read: {1} Its figures are left out.");

    /// <summary>Files below a folder by a path of names with <c>*</c>, in order.</summary>
    public static IEnumerable<string> Find(string folder, string pattern)
    {
        var parts = pattern.Split('/');
        IEnumerable<string> folders = Directory.Exists(folder) ? [folder] : [];
        foreach (var part in parts[..^1])
        {
            folders = folders.SelectMany(parent => Directory.EnumerateDirectories(parent, part));
        }

        return folders.SelectMany(parent => Directory.EnumerateFiles(parent, parts[^1])).Order(StringComparer.Ordinal);
    }

    /// <summary>What a reader makes of a report; an unknown form is a warning and no report.</summary>
    public static ToolReport? Guard(string path, DiagnosticBag diagnostics, Func<ToolReport> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or XmlException or JsonException or InvalidOperationException or FormatException)
        {
            diagnostics.Report(Unreadable, null, Path.GetFileName(path), e.Message);
            return null;
        }
    }
}
