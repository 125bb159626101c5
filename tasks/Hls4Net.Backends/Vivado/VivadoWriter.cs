using Hls4Net.CxxProjects;

namespace Hls4Net.Vivado;

/// <summary>Writes the project that <c>vivado_hls</c> and a host compiler build: that of Vitis with other scripts, in C++11.</summary>
public class VivadoWriter : CxxWriter
{
    private protected override CxxTool Tool { get; } = new AmdTool();

    /// <inheritdoc/>
    public override HostBuild? DescribeHostBuild(HlsProject project) => base.DescribeHostBuild(project)! with { Standard = "c++11" };

    /// <inheritdoc/>
    protected override void WriteBuildScripts(HlsProject project)
    {
        base.WriteBuildScripts(project);
        Add(project, "project.tcl", new ProjectTclTemplate { Project = project, Tool = Tool, Uncertainty = VivadoBackend.ClockUncertainty });
        Add(project, "build_prj.tcl", new VivadoBuildPrjTclTemplate { Project = project, Tool = Tool });
        Add(project, "vivado_synth.tcl", new VivadoSynthTclTemplate { Project = project, Tool = Tool });
    }
}
