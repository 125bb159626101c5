using System.Collections.Concurrent;
using Hls4Net.Import;

namespace Hls4Net.Compiler.Plugins;

/// <summary>Collects what one plugin registers; nothing of it counts until its <c>Register</c> has returned.</summary>
internal sealed class PluginRegistry(PluginReference plugin, string pluginDirectory) : IPluginRegistry
{
    private readonly SortedList<string, Func<Backend>> _backends = new(StringComparer.OrdinalIgnoreCase);
    private readonly SortedList<string, Func<Writer>> _writers = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<(string Backend, Action<Backend> Extend)> _extensions = [];
    private readonly List<ModelImporter> _importers = [];
    private readonly ConcurrentDictionary<string, bool> _filesRead = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public string PluginDirectory { get; } = pluginDirectory;

    /// <summary>The backends, by name.</summary>
    public IReadOnlyDictionary<string, Func<Backend>> Backends => _backends;

    /// <summary>The writers, by name of their backend.</summary>
    public IReadOnlyDictionary<string, Func<Writer>> Writers => _writers;

    /// <summary>Additions to backends of others, in the order registered; <c>*</c> for every one.</summary>
    public IReadOnlyList<(string Backend, Action<Backend> Extend)> Extensions => _extensions;

    /// <summary>The importers of other model formats.</summary>
    public IReadOnlyList<ModelImporter> Importers => _importers;

    /// <summary>Data files read so far, absolute; those that are still there.</summary>
    public IReadOnlyList<string> FilesRead => [.. _filesRead.Keys.Where(File.Exists).Order(StringComparer.Ordinal)];

    /// <summary>Whether nothing was registered.</summary>
    public bool IsEmpty => _backends.Count + _writers.Count + _extensions.Count + _importers.Count == 0;

    /// <inheritdoc/>
    public string ReadText(string relativePath)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(relativePath);
        var path = Path.GetFullPath(relativePath, PluginDirectory);
        if (Path.IsPathRooted(relativePath) || !path.StartsWith(Path.TrimEndingDirectorySeparator(Path.GetFullPath(PluginDirectory)) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            throw new ArgumentException($"'{relativePath}' is no path below the plugin's folder.", nameof(relativePath));
        }

        if (!File.Exists(path))
        {
            throw new DiagnosticException(PluginDiagnostics.FileNotFound, null, plugin.Origin, relativePath, PluginDirectory);
        }

        _filesRead[path] = true;
        return File.ReadAllText(path);
    }

    /// <inheritdoc/>
    public void RegisterBackend(string name, Func<Backend> factory) => Add(_backends, name, factory, "backend");

    /// <inheritdoc/>
    public void RegisterWriter(string name, Func<Writer> factory) => Add(_writers, name, factory, "writer");

    /// <inheritdoc/>
    public void ExtendBackend(string name, Action<Backend> extend)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(extend);
        _extensions.Add((name, extend));
    }

    /// <inheritdoc/>
    public void RegisterImporter(ModelImporter importer)
    {
        ArgumentNullException.ThrowIfNull(importer);
        if (_importers.Exists(known => known.Extension.Equals(importer.Extension, StringComparison.OrdinalIgnoreCase)))
        {
            throw new ArgumentException($"An importer of '{importer.Extension}' is registered twice.", nameof(importer));
        }

        _importers.Add(importer);
    }

    private static void Add<T>(SortedList<string, Func<T>> registered, string name, Func<T> factory, string kind)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(factory);
        if (!registered.TryAdd(name, factory))
        {
            throw new ArgumentException($"The {kind} '{name}' is registered twice.", nameof(name));
        }
    }
}
