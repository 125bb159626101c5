using Hls4Net.Import;

namespace Hls4Net;

/// <summary>What a plugin's <c>Register</c> receives. Order does not matter; names are case-insensitive; all or nothing.</summary>
public interface IPluginRegistry
{
    /// <summary>
    /// Folder of the plugin's assembly, absolute: its data files (kernels, templates) lie below. The assembly itself is loaded from
    /// memory, so <c>Assembly.Location</c> does not tell.
    /// </summary>
    string PluginDirectory { get; }

    /// <summary>
    /// The text of a data file of the plugin (UTF-8). May be called at any time, also from the factories and sources registered here;
    /// models that read the file are converted again when it changes.
    /// </summary>
    /// <param name="relativePath">Path below <see cref="PluginDirectory"/>, e.g. <c>kernels/acme_reverse.h</c>.</param>
    /// <exception cref="DiagnosticException">There is no such file (HLSN4011).</exception>
    /// <exception cref="ArgumentException">The path is absolute or leaves the folder.</exception>
    string ReadText(string relativePath);

    /// <summary>Offers a backend.</summary>
    /// <param name="name">Name as users write it in <c>Backend="…"</c>.</param>
    /// <param name="factory">Makes a fresh backend of that name; called for every conversion.</param>
    void RegisterBackend(string name, Func<Backend> factory);

    /// <summary>Offers the writer of the backend of the same name. A backend without one uses that of its parent.</summary>
    /// <param name="name">Name of the backend.</param>
    /// <param name="factory">Makes a fresh writer; called for every conversion.</param>
    void RegisterWriter(string name, Func<Writer> factory);

    /// <summary>Adds to a backend of another plugin: passes, templates, layers, operators, sources, options.</summary>
    /// <param name="name">Name of that backend, or <c>*</c> for every backend.</param>
    /// <param name="extend">Registers things in a fresh instance; what the backend itself registered is there already.</param>
    void ExtendBackend(string name, Action<Backend> extend);

    /// <summary>Offers an importer of another model format.</summary>
    void RegisterImporter(ModelImporter importer);
}
