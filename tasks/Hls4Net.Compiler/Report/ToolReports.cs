using System.Globalization;
using Hls4Net.Compiler.Output;
using Hls4Net.Compiler.Plugins;

namespace Hls4Net.Compiler.Report;

/// <summary>What a vendor's tool reported about a project, read by the backend.</summary>
public static class ToolReports
{
    /// <summary>Reads the report; null where the tool has written none, or the backend reads none.</summary>
    /// <param name="backends">The backends on offer.</param>
    /// <param name="backend">Name of the project's backend.</param>
    /// <param name="projectDirectory">Root of the HLS project, absolute.</param>
    /// <param name="diagnostics">Where problems with the report go.</param>
    /// <exception cref="DiagnosticException">The backend cannot be opened, or its reader fails (HLSN4007).</exception>
    public static ToolReport? Read(BackendCatalog backends, string backend, string projectDirectory, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(backends);
        ArgumentException.ThrowIfNullOrEmpty(projectDirectory);
        try
        {
            return backends.Create(backend).Backend.ReadReport(projectDirectory, diagnostics) is not { } report ? null
                : report with { IsStale = report.IsStale || IsStale(projectDirectory, report) };
        }
        catch (Exception e) when (e is not (DiagnosticException or OperationCanceledException))
        {
            throw new Blame(backends).Explain("reading the tool's report", e);
        }
    }

    /// <summary>The report as a table for people.</summary>
    public static string ToTable(ToolReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var width = report.Figures.Select(figure => figure.Name.Length).DefaultIfEmpty().Max();
        var lines = new List<string> { $"{report.Tool} {report.Version}".TrimEnd() + (report.IsStale ? " (of an older state of the project)" : "") };
        foreach (var section in report.Sections)
        {
            lines.Add(section.Missing is not null ? $"  {section.Name}: {section.Missing}" : $"  {section.Name}{(section.Status is null ? "" : ": " + section.Status)}");
            lines.AddRange(section.Figures.Select(figure => $"    {figure.Name.PadRight(width)}  {figure.Value.ToString(CultureInfo.InvariantCulture)} {figure.Unit}".TrimEnd()));
        }

        return string.Join('\n', lines);
    }

    // A file whose content stays the same keeps its time: a newer one means that the tool saw another project.
    private static bool IsStale(string projectDirectory, ToolReport report)
    {
        var sources = Manifest.ReadPaths(Path.Combine(projectDirectory, Manifest.FileName)).Where(path => !path.StartsWith("hls4net_", StringComparison.Ordinal))
            .Select(path => Time(projectDirectory, path)).DefaultIfEmpty().Max();
        return report.Sections.Any(section => section.Report is not null && Time(projectDirectory, section.Report) < sources);
    }

    private static DateTime Time(string projectDirectory, string path) => File.GetLastWriteTimeUtc(Path.Combine(projectDirectory, path));
}
