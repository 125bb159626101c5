using Hls4Net.Compiler.Configuration;
using Hls4Net.Compiler.Estimate;
using Hls4Net.Compiler.Output;
using Hls4Net.Compiler.Plugins;
using Hls4Net.Compiler.Report;

namespace Hls4Net.Compiler;

/// <summary>Lets the backend write its project and adds the effective configuration.</summary>
internal static class ProjectWriter
{
    private const string ConfigFileName = "hls4net_config.json";
    private static readonly string[] s_ownFiles = [ConfigFileName, ReportFile.Name, Manifest.FileName];

    /// <summary>Fills <see cref="Conversion.Output"/>.</summary>
    public static void Write(Conversion conversion, DiagnosticBag diagnostics)
    {
        var project = new HlsProject(conversion.Model, conversion.Backend, conversion.Config, diagnostics)
        {
            IOType = conversion.IOType,
            TestVectors = conversion.TestVectors,
        };
        conversion.Target!.Offer.Writer.Write(project);
        if (project.Output.Files.Count == 0 && !diagnostics.HasErrors)
        {
            diagnostics.Report(BackendDiagnostics.NothingWritten, null, conversion.Backend.Name);
        }

        if (project.Output.Files.Keys.FirstOrDefault(path => s_ownFiles.Contains(path, StringComparer.OrdinalIgnoreCase)) is { } taken)
        {
            throw PluginFailure.Of(conversion.Plugin, "writing the project", $"It writes '{taken}', which Hls4Net itself writes into every project. Give the file another name.");
        }

        conversion.Streams = project.Streams;
        conversion.Estimate = Estimator.Of(project);
        BudgetCheck.Run(conversion.Estimate, conversion.Request.Budgets, diagnostics);

        // Nothing half-written: files count when all of them are there.
        diagnostics.ThrowIfErrors();
        conversion.Target.Overrides.ReportUnused(conversion.Backend, diagnostics);
        conversion.HostBuild = conversion.Target.Offer.Writer.DescribeHostBuild(project);
        conversion.Output = project.Output;
        conversion.Output.Add(ConfigFileName, conversion.WriteConfig(ConfigGranularity.Name));
        conversion.Output.Add(ReportFile.Name, ReportWriter.Write(conversion, conversion.Accuracy!));
    }
}
