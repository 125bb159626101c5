using Hls4Net.Import;

namespace Hls4Net.Compiler.Plugins;

/// <summary>A backend ready for one conversion.</summary>
/// <param name="Backend">The backend, extended and with everything inherited.</param>
/// <param name="Writer">Its writer: its own, which inherits the steps of its parent's, or its parent's.</param>
/// <param name="Plugin">The plugin that offers the backend.</param>
public sealed record BackendOffer(Backend Backend, Writer Writer, PluginReference Plugin)
{
    /// <summary>Every plugin that takes part: <see cref="Plugin"/> first, then parents, additions, the importer, and those only loading tells about.</summary>
    public required IReadOnlyList<PluginReference> Plugins { get; init; }

    /// <summary>What is wrong with plugins that only loading tells about, and that nothing needs (HLSN4010).</summary>
    public IReadOnlyList<Diagnostic> Warnings { get; init; } = [];

    /// <summary>What imports the model file; null: it is an ONNX file.</summary>
    public ModelImporter? Importer { get; init; }

    /// <summary>The plugin that brings the importer.</summary>
    public PluginReference? ImporterPlugin { get; init; }

    /// <summary>Data files that the plugins have read so far, absolute.</summary>
    public IReadOnlyList<string> FilesRead => [.. Registries.SelectMany(registry => registry.FilesRead).Distinct(StringComparer.Ordinal)];

    /// <summary>What the plugins registered.</summary>
    internal IReadOnlyList<PluginRegistry> Registries { get; init; } = [];
}
