using System.Globalization;
using Hls4Net.Compiler.Plugins;
using Hls4Net.Compiler.Report;
using Hls4Net.Compiler.Synthesis;
using Hls4Net.Tasks.Planning;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace Hls4Net.Tasks;

/// <summary>A tool's report as a table in the log, as items, and in the model's own report.</summary>
internal static class ToolFigures
{
    /// <summary>Shows what a backend reads in a folder.</summary>
    /// <param name="task">Whose log it is.</param>
    /// <param name="model">The model.</param>
    /// <param name="catalog">The backends on offer.</param>
    /// <param name="folder">The project with the tool's results.</param>
    /// <param name="report">Takes problems with the report.</param>
    /// <returns>An item a figure: metadata Model, Tool, Version, Section, Value, Unit.</returns>
    public static IEnumerable<ITaskItem> Show(Hls4NetTask task, PlannedModel model, BackendCatalog catalog, string folder, Action<PlannedModel, IEnumerable<Diagnostic>> report)
    {
        var diagnostics = new DiagnosticBag();
        var found = Read(model, catalog, folder, diagnostics);
        report(model, diagnostics.Items);
        task.Log.LogMessage(MessageImportance.High, "{0}: {1}", model.ProjectName, found is null ? "no report of a tool" : ToolReports.ToTable(found));
        ReportFile.Record(model.OutputDirectory, found);
        return (found?.Sections ?? []).SelectMany(section => section.Figures.Select(figure => Item(model, found!, section, figure)));
    }

    private static ToolReport? Read(PlannedModel model, BackendCatalog catalog, string folder, DiagnosticBag diagnostics)
    {
        ToolReport? read = null;
        try
        {
            read = ToolReports.Read(catalog, model.Backend, folder, diagnostics);
        }
        catch (DiagnosticException e)
        {
            e.Diagnostics.ToList().ForEach(diagnostics.Add);
        }

        return StepOutcomes.Join(read, SynthesisRecord.Read(folder));
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
