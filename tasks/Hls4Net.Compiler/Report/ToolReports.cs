using System.Globalization;
using Hls4Net.Compiler.Output;
using Hls4Net.Compiler.Plugins;

namespace Hls4Net.Compiler.Report;

/// <summary>What a vendor's tool reported about a project, read by the backend.</summary>
public static class ToolReports
{
    private const string AvailableSuffix = "_available";

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
            var (offer, said) = (backends.Create(backend), new DiagnosticBag());
            var report = offer.Backend.ReadReport(projectDirectory, said);
            said.Items.Select(problem => new OwnCodes(backends).Told(problem, offer.Plugins)).ToList().ForEach(diagnostics.Add);
            return report is null ? null
                : report with { IsStale = report.IsStale || IsStale(projectDirectory, report) };
        }
        catch (Exception e) when (e is not (DiagnosticException or OperationCanceledException))
        {
            throw new Blame(backends).Explain("reading the tool's report", e);
        }
    }

    /// <summary>The report as a table for people: a row a figure, a column a step.</summary>
    public static string ToTable(ToolReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var steps = report.Sections.Where(section => section.Missing is null).ToList();
        var figures = report.Figures.Where(figure => !IsAvailable(figure)).DistinctBy(figure => figure.Name).ToList();
        var hasAvailable = report.Figures.Any(IsAvailable);
        string Cell(IEnumerable<ToolFigure> among, string name) => among.FirstOrDefault(figure => figure.Name == name)?.Value.ToString(CultureInfo.InvariantCulture) ?? "";
        List<string[]> rows =
        [
            ["", .. steps.Select(step => step.Name), .. hasAvailable ? ["available"] : Array.Empty<string>()],
            .. steps.Exists(step => step.Status is not null) ? [["status", .. steps.Select(step => step.Status ?? ""), .. hasAvailable ? [""] : Array.Empty<string>()]] : Array.Empty<string[]>(),
            .. figures.Select(figure => (string[])
            [
                $"{figure.Name} {figure.Unit}".TrimEnd(), .. steps.Select(step => Cell(step.Figures, figure.Name)),
                .. hasAvailable ? [Cell(report.Figures, figure.Name + AvailableSuffix)] : Array.Empty<string>(),
            ]),
        ];
        var widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        return string.Join('\n',
        [
            $"{report.Tool} {report.Version}".TrimEnd() + (report.IsStale ? " (of an older state of the project)" : ""),
            .. rows.Where(_ => steps.Count > 0).Select(row => "  " + string.Join("  ", row.Select((cell, column) => column == 0 ? cell.PadRight(widths[0]) : cell.PadLeft(widths[column]))).TrimEnd()),
            .. report.Sections.Where(section => section.Missing is not null).GroupBy(section => section.Missing, section => section.Name)
                .Select(missing => $"  {string.Join(", ", missing)}: {missing.Key}"),
        ]);
    }

    private static bool IsAvailable(ToolFigure figure) => figure.Name.EndsWith(AvailableSuffix, StringComparison.Ordinal);

    // A file whose content stays the same keeps its time: a newer one means that the tool saw another project.
    private static bool IsStale(string projectDirectory, ToolReport report)
    {
        var sources = Manifest.ReadPaths(Path.Combine(projectDirectory, Manifest.FileName)).Where(path => !path.StartsWith("hls4net_", StringComparison.Ordinal))
            .Select(path => Time(projectDirectory, path)).DefaultIfEmpty().Max();
        return report.Sections.Any(section => section.Report is not null && Time(projectDirectory, section.Report) < sources);
    }

    private static DateTime Time(string projectDirectory, string path) => File.GetLastWriteTimeUtc(Path.Combine(projectDirectory, path));
}
