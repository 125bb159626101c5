using Hls4Net.CxxProjects;

namespace Hls4Net.OneApi;

/// <summary>Writes the project that <c>icpx</c> and a host compiler build.</summary>
public class OneApiWriter : CxxWriter
{
    private protected override CxxTool Tool { get; } = new OneApiTool();

    /// <inheritdoc/>
    protected override void WriteBuildScripts(HlsProject project)
    {
        base.WriteBuildScripts(project);
        Add(project, "CMakeLists.txt", new CmakeListsTxtTemplate { Project = project, Tool = Tool });
    }
}
