using Hls4Net.CxxProjects;

namespace Hls4Net.Quartus;

/// <summary>Writes the project that <c>i++</c> and a host compiler build.</summary>
public class QuartusWriter : CxxWriter
{
    private protected override CxxTool Tool { get; } = new QuartusTool();

    /// <inheritdoc/>
    protected override void WriteBuildScripts(HlsProject project)
    {
        base.WriteBuildScripts(project);
        Add(project, "Makefile", new QuartusMakefileTemplate { Project = project, Tool = Tool });
    }
}
