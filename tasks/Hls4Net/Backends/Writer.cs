namespace Hls4Net;

/// <summary>
/// Turns a typed model into the files of an HLS project. <see cref="Write"/> runs the steps below in this order; each can be
/// overridden alone. A step that is not overridden is that of the parent backend's writer, and nothing where there is no parent.
/// Steps add files to <see cref="HlsProject.Output"/>; none touches the disk.
/// </summary>
public abstract class Writer
{
    private Writer? _inherited;

    /// <summary>Takes over the steps of <paramref name="parent"/> that this writer does not override. The compiler calls it once, for the writer of the parent backend.</summary>
    public void Inherit(Writer parent) => _inherited = parent;

    /// <summary>Writes the whole project.</summary>
    public virtual void Write(HlsProject project)
    {
        WriteProjectDir(project);
        WriteProjectCpp(project);
        WriteProjectHeader(project);
        WriteWeights(project);
        WriteDefines(project);
        WriteParameters(project);
        WriteTestBench(project);
        WriteBridge(project);
        WriteBuildScripts(project);
        WriteSources(project);
    }

    /// <summary>What a host compiler makes the test bench of; null where the project has none that it could compile.</summary>
    public virtual HostBuild? DescribeHostBuild(HlsProject project) => _inherited?.DescribeHostBuild(project);

    /// <summary>The layer that a message of the vendor's tool is about; null where the message does not tell.</summary>
    /// <param name="projectDirectory">Root of the project as written, absolute.</param>
    /// <param name="message">The message; its file is relative to the project where it lies there.</param>
    public virtual string? FindLayer(string projectDirectory, ToolMessage message) => _inherited?.FindLayer(projectDirectory, message);

    /// <summary>What must hold or exist before the first file.</summary>
    protected virtual void WriteProjectDir(HlsProject project) => _inherited?.WriteProjectDir(project);

    /// <summary>The top function.</summary>
    protected virtual void WriteProjectCpp(HlsProject project) => _inherited?.WriteProjectCpp(project);

    /// <summary>Its header.</summary>
    protected virtual void WriteProjectHeader(HlsProject project) => _inherited?.WriteProjectHeader(project);

    /// <summary>Weights and tables.</summary>
    protected virtual void WriteWeights(HlsProject project) => _inherited?.WriteWeights(project);

    /// <summary>Types.</summary>
    protected virtual void WriteDefines(HlsProject project) => _inherited?.WriteDefines(project);

    /// <summary>Configurations of the kernels.</summary>
    protected virtual void WriteParameters(HlsProject project) => _inherited?.WriteParameters(project);

    /// <summary>A program that runs the top function on the test vectors and compares.</summary>
    protected virtual void WriteTestBench(HlsProject project) => _inherited?.WriteTestBench(project);

    /// <summary>A C interface for host programs.</summary>
    protected virtual void WriteBridge(HlsProject project) => _inherited?.WriteBridge(project);

    /// <summary>What drives the vendor's tool.</summary>
    protected virtual void WriteBuildScripts(HlsProject project) => _inherited?.WriteBuildScripts(project);

    /// <summary>Kernels and other sources the project needs.</summary>
    protected virtual void WriteSources(HlsProject project) => _inherited?.WriteSources(project);
}
