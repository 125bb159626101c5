using System.Globalization;
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
        try
        {
            return backends.Create(backend).Backend.ReadReport(projectDirectory, diagnostics);
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
        return string.Join('\n', report.Figures
            .Select(figure => $"  {figure.Name.PadRight(width)}  {figure.Value.ToString(CultureInfo.InvariantCulture)} {figure.Unit}".TrimEnd())
            .Prepend(report.Tool));
    }
}
