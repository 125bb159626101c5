using Hls4Net.CxxProjects;

namespace Hls4Net.Catapult;

/// <summary>Writes the project that Catapult and a host compiler build.</summary>
public class CatapultWriter : CxxWriter
{
    private protected override CxxTool Tool { get; } = new CatapultTool();

    /// <inheritdoc/>
    protected override void WriteBuildScripts(HlsProject project)
    {
        base.WriteBuildScripts(project);
        Add(project, "build_prj.tcl", new CatapultBuildPrjTclTemplate { Project = project, Tool = Tool });
    }
}
