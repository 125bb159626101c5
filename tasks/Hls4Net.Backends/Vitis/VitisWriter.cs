using Hls4Net.CxxProjects;

namespace Hls4Net.Vitis;

/// <summary>Writes the project that <c>vitis-run</c>, <c>v++</c> and a host compiler build.</summary>
public class VitisWriter : CxxWriter
{
    private protected override CxxTool Tool { get; } = new AmdTool();

    /// <inheritdoc/>
    protected override void WriteBuildScripts(HlsProject project)
    {
        base.WriteBuildScripts(project);
        Add(project, "project.tcl", new ProjectTclTemplate { Project = project, Tool = Tool, Uncertainty = VitisOptions.ClockUncertainty });
        Add(project, "build_prj.tcl", new BuildPrjTclTemplate { Project = project, Tool = Tool });
        Add(project, "build_opt.tcl", new BuildOptTclTemplate { Project = project, Tool = Tool });
        Add(project, "hls_config.cfg", new HlsConfigCfgTemplate { Project = project, Tool = Tool });
    }
}
