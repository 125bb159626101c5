namespace Hls4Net.Testing;

/// <summary>A folder that goes with the test; its name holds a blank, as users' folders do.</summary>
public sealed class ScratchFolder : IDisposable
{
    /// <summary>A fresh empty folder.</summary>
    public ScratchFolder() => Directory.CreateDirectory(Path);

    /// <summary>Its absolute path.</summary>
    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"hls4net test {Guid.NewGuid():N}");

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (IOException)
        {
            // A tool may still hold a file; the system's own clean-up takes it.
        }
    }
}
