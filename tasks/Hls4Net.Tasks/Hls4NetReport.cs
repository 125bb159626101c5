using Hls4Net.Compiler;
using Hls4Net.Compiler.Report;
using Hls4Net.Compiler.Report.Page;
using Hls4Net.Tasks.Planning;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace Hls4Net.Tasks;

/// <summary>Writes the report of each model as one self-contained HTML page.</summary>
[MSBuildMultiThreadableTask]
public sealed class Hls4NetReport : Hls4NetModelTask
{
    /// <summary>The pages: metadata Model.</summary>
    [Output]
    public ITaskItem[] Pages { get; private set; } = [];

    /// <inheritdoc/>
    protected override void Run(CancellationToken cancellation)
    {
        var (requests, catalog, pages) = (Requests, Catalog, new List<ITaskItem>());
        ForEachModel(model =>
        {
            var conversion = Pipeline.Convert(requests.Of(model), catalog, cancellation);
            if (!conversion.Succeeded)
            {
                Report(model, conversion.Diagnostics);
                return;
            }

            var diagnostics = new DiagnosticBag();
            var report = ReportFile.Complete(model.OutputDirectory, conversion, () => ToolReports.Read(catalog, model.Backend, model.OutputDirectory, diagnostics));
            Report(model, diagnostics.Items);
            var previous = File.Exists(model.PreviousReport) ? File.ReadAllBytes(model.PreviousReport) : null;
            StateFile.Write(model.ReportPage, ReportPage.Write(conversion, report, previous));
            pages.Add(new TaskItem(model.ReportPage, new Dictionary<string, string> { ["Model"] = model.ProjectName }));
            Log.LogMessage(MessageImportance.High, "{0} -> {1}", model.ProjectName, model.ReportPage);
        });
        Pages = [.. pages];
    }
}
