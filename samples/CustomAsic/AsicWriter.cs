using System.Globalization;
using Hls4Net;

namespace CustomAsic;

/// <summary>Writes the top function into src/ and include/; the rest of the project is the parent's.</summary>
public sealed class AsicWriter : Writer
{
    /// <inheritdoc/>
    protected override void WriteProjectCpp(HlsProject project)
    {
        ArgumentNullException.ThrowIfNull(project);
        project.Output.Add($"src/{project.Name}.cpp", new Templates.ProjectCppTemplate { Project = project }.TransformText());
    }

    /// <inheritdoc/>
    protected override void WriteProjectHeader(HlsProject project)
    {
        ArgumentNullException.ThrowIfNull(project);
        project.Output.Add($"include/{project.Name}.h", new Templates.ProjectHTemplate { Project = project }.TransformText());

        // Where the parent's test bench and bridge look for it.
        project.Output.Add($"firmware/{project.Name}.h", $"#include \"../include/{project.Name}.h\"\n");
    }

    /// <inheritdoc/>
    protected override void WriteBuildScripts(HlsProject project)
    {
        ArgumentNullException.ThrowIfNull(project);
        var backend = (AsicBackend)project.Backend;
        var technology = backend.TechnologyOf(project.Config);
        var period = project.Config.Options.Get(backend.ClockPeriod);
        if (period < technology.MinimumClockPeriod)
        {
            project.Diagnostics.Report(AsicDiagnostics.ClockTooFast, null, period, technology.Name, technology.MinimumClockPeriod);
        }

        project.Output.Add($"constraints/{project.Name}.sdc", string.Create(
            CultureInfo.InvariantCulture,
            $"# {technology.Name}, {technology.Voltage} V\ncreate_clock -name clk -period {period} [get_ports clk]\n"));
    }

    /// <inheritdoc/>
    public override HostBuild? DescribeHostBuild(HlsProject project)
    {
        ArgumentNullException.ThrowIfNull(project);
        return new HostBuild([$"src/{project.Name}.cpp", $"{project.Name}_test.cpp"], ["firmware/ap_types"]) { CanTrace = false };
    }
}
