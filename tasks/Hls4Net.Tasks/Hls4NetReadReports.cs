using System.Globalization;
using Hls4Net.Compiler.Report;
using Hls4Net.Tasks.Planning;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace Hls4Net.Tasks;

/// <summary>Shows what vendors' tools reported about the projects, as far as the backends read it, and puts it into their reports.</summary>
[MSBuildMultiThreadableTask]
public sealed class Hls4NetReadReports : Hls4NetModelTask
{
    /// <summary>An item a figure: metadata Model, Tool, Version, Section, Value, Unit.</summary>
    [Output]
    public ITaskItem[] Figures { get; private set; } = [];

    /// <inheritdoc/>
    protected override void Run(CancellationToken cancellation)
    {
        var (catalog, figures) = (Catalog, new List<ITaskItem>());
        ForEachModel(model =>
        {
            cancellation.ThrowIfCancellationRequested();
            var diagnostics = new DiagnosticBag();
            var report = ToolReports.Read(catalog, model.Backend, model.OutputDirectory, diagnostics);
            Report(model, diagnostics.Items);
            Log.LogMessage(MessageImportance.High, "{0}: {1}", model.ProjectName, report is null ? "no report of a tool" : ToolReports.ToTable(report));
            ReportFile.Record(model.OutputDirectory, report);
            figures.AddRange((report?.Sections ?? []).SelectMany(section => section.Figures.Select(figure => Item(model, report!, section, figure))));
        });
        Figures = [.. figures];
    }

    private static TaskItem Item(PlannedModel model, ToolReport report, ToolSection section, ToolFigure figure)
    {
        var item = new TaskItem(figure.Name);
        item.SetMetadata("Model", model.ProjectName);
        item.SetMetadata("Tool", report.Tool);
        item.SetMetadata("Version", section.Version ?? report.Version ?? "");
        item.SetMetadata("Section", section.Name);
        item.SetMetadata("Value", figure.Value.ToString(CultureInfo.InvariantCulture));
        item.SetMetadata("Unit", figure.Unit);
        return item;
    }
}
