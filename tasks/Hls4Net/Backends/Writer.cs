namespace Hls4Net;

/// <summary>
/// Turns a typed model into the files of an HLS project. <see cref="Write"/> runs the steps below in this order; each can be
/// overridden alone, and a backend with other conventions overrides the ones it has. Steps add files to
/// <see cref="HlsProject.Output"/>; none touches the disk.
/// </summary>
public abstract class Writer
{
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

    /// <summary>What must hold or exist before the first file.</summary>
    protected virtual void WriteProjectDir(HlsProject project)
    {
    }

    /// <summary>The top function.</summary>
    protected abstract void WriteProjectCpp(HlsProject project);

    /// <summary>Its header.</summary>
    protected abstract void WriteProjectHeader(HlsProject project);

    /// <summary>Weights and tables.</summary>
    protected virtual void WriteWeights(HlsProject project)
    {
    }

    /// <summary>Types.</summary>
    protected virtual void WriteDefines(HlsProject project)
    {
    }

    /// <summary>Configurations of the kernels.</summary>
    protected virtual void WriteParameters(HlsProject project)
    {
    }

    /// <summary>A program that runs the top function on the test vectors and compares.</summary>
    protected virtual void WriteTestBench(HlsProject project)
    {
    }

    /// <summary>A C interface for host programs.</summary>
    protected virtual void WriteBridge(HlsProject project)
    {
    }

    /// <summary>What drives the vendor's tool.</summary>
    protected virtual void WriteBuildScripts(HlsProject project)
    {
    }

    /// <summary>Kernels and other sources the project needs.</summary>
    protected virtual void WriteSources(HlsProject project)
    {
    }
}
