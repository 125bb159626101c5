namespace Hls4Net.Import;

/// <summary>
/// Reads models of another format than ONNX. Models with its extension then go through the same passes, backends and generated
/// class as any other. One instance serves all conversions, several at a time: keep no state.
/// </summary>
public abstract class ModelImporter
{
    /// <summary>An importer of files with that extension.</summary>
    /// <param name="extension">End of the file names, with its dot: <c>.mlp.json</c>. The longest that fits a file wins; letter case is ignored.</param>
    /// <exception cref="ArgumentException">It does not begin with a dot, or is <c>.onnx</c>.</exception>
    protected ModelImporter(string extension)
    {
        ArgumentNullException.ThrowIfNull(extension);
        if (extension.Length < 2 || extension[0] != '.')
        {
            throw new ArgumentException($"'{extension}' is no file extension: it begins with a dot.", nameof(extension));
        }

        if (extension.Equals(".onnx", StringComparison.OrdinalIgnoreCase))
        {
            throw new ArgumentException("'.onnx' is built in: models must mean the same everywhere. A plugin adds operators with Backend.RegisterOperator.", nameof(extension));
        }

        Extension = extension;
    }

    /// <summary>End of the file names it reads.</summary>
    public string Extension { get; }

    /// <summary>
    /// Builds the graph: <see cref="Operators.Input"/> layers, further layers joined by <see cref="ModelGraph.Add"/>, and
    /// <see cref="ModelGraph.AddOutput"/>. No types; weights as trained.
    /// </summary>
    /// <param name="file">The file; its <see cref="ModelFile.ProjectName"/> is the graph's name.</param>
    /// <param name="diagnostics">Where problems with the file go; after an error the result is not used.</param>
    public abstract ModelGraph Import(ModelFile file, DiagnosticBag diagnostics);
}
