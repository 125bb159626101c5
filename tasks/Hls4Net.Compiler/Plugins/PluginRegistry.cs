namespace Hls4Net.Compiler.Plugins;

/// <summary>Collects what one plugin registers; nothing of it counts until its <c>Register</c> has returned.</summary>
internal sealed class PluginRegistry(string pluginDirectory) : IPluginRegistry
{
    private readonly SortedDictionary<string, Func<Backend>> _backends = new(StringComparer.OrdinalIgnoreCase);
    private readonly SortedDictionary<string, Func<Writer>> _writers = new(StringComparer.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public string PluginDirectory { get; } = pluginDirectory;

    /// <summary>The backends, by name.</summary>
    public IReadOnlyDictionary<string, Func<Backend>> Backends => _backends;

    /// <summary>The writers, by name of their backend.</summary>
    public IReadOnlyDictionary<string, Func<Writer>> Writers => _writers;

    /// <inheritdoc/>
    public void RegisterBackend(string name, Func<Backend> factory) => Add(_backends, name, factory, "backend");

    /// <inheritdoc/>
    public void RegisterWriter(string name, Func<Writer> factory) => Add(_writers, name, factory, "writer");

    private static void Add<T>(SortedDictionary<string, Func<T>> registered, string name, Func<T> factory, string kind)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(factory);
        if (!registered.TryAdd(name, factory))
        {
            throw new ArgumentException($"The {kind} '{name}' is registered twice.", nameof(name));
        }
    }
}
