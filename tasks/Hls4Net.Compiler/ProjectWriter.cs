using Hls4Net.Compiler.Configuration;
using Hls4Net.Compiler.Report;

namespace Hls4Net.Compiler;

/// <summary>Lets the backend write its project and adds the effective configuration.</summary>
internal static class ProjectWriter
{
    private const string ConfigFileName = "hls4net_config.json";

    /// <summary>Fills <see cref="Conversion.Output"/>.</summary>
    public static void Write(ConversionRequest request, Conversion conversion, DiagnosticBag diagnostics)
    {
        var project = new HlsProject(conversion.Model, conversion.Backend, conversion.Config, diagnostics)
        {
            IOType = request.IOType.ToLowerInvariant(),
            TestVectors = conversion.TestVectors,
        };
        conversion.Target!.Writer.Write(project);
        conversion.Output = project.Output;
        conversion.Output.Add(ConfigFileName, conversion.WriteConfig(ConfigGranularity.Name));
        conversion.Output.Add(ConversionReport.FileName, ReportWriter.Write(request, conversion, conversion.Accuracy!));
    }
}
