using System.Text;

namespace Hls4Net.Import;

/// <summary>A model file while a <see cref="ModelImporter"/> reads it. Whatever is read through it takes part in the up-to-date check.</summary>
public sealed class ModelFile
{
    private readonly SortedSet<string> _read = new(StringComparer.Ordinal);

    /// <summary>A model file.</summary>
    /// <param name="path">Absolute path.</param>
    /// <param name="projectName">Project name: a lower-case C identifier.</param>
    public ModelFile(string path, string projectName)
    {
        ArgumentNullException.ThrowIfNull(path);
        (Path, ProjectName) = (path, projectName);
    }

    /// <summary>Absolute path.</summary>
    public string Path { get; }

    /// <summary>File name without folder.</summary>
    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>The name that the graph must have.</summary>
    public string ProjectName { get; }

    /// <summary>Files beside the model that were read, absolute.</summary>
    public IReadOnlyCollection<string> FilesRead => _read;

    /// <summary>The bytes of the model file.</summary>
    public byte[] ReadBytes() => File.ReadAllBytes(Path);

    /// <summary>The text of the model file, UTF-8.</summary>
    public string ReadText() => Encoding.UTF8.GetString(ReadBytes());

    /// <summary>The bytes of a file that the model refers to.</summary>
    /// <param name="relativePath">Its path as the model has it, relative to the model's folder.</param>
    /// <exception cref="DiagnosticException">It cannot be read (HLSN2030).</exception>
    public byte[] ReadBytes(string relativePath)
    {
        var path = System.IO.Path.GetFullPath(relativePath, System.IO.Path.GetDirectoryName(Path)!);
        try
        {
            var bytes = File.ReadAllBytes(path);
            _read.Add(path);
            return bytes;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DiagnosticException(ImportDiagnostics.MissingFile, null, relativePath, e.Message);
        }
    }
}
