namespace Hls4Net.Compiler.Plugins;

/// <summary>
/// The backends on offer. A plugin is loaded when a backend of its is asked for, so that one that fails stops only builds that
/// need it.
/// </summary>
public sealed class BackendCatalog
{
    private readonly List<(PluginReference Reference, Func<PluginRegistry> Load)> _plugins = [];

    /// <summary>The backends of these plugins.</summary>
    /// <exception cref="DiagnosticException">Two plugins offer one name (HLSN4002).</exception>
    public BackendCatalog(IEnumerable<PluginReference> plugins)
    {
        ArgumentNullException.ThrowIfNull(plugins);
        foreach (var plugin in plugins.Distinct())
        {
            if (plugin.Backend.Length > 0 && _plugins.Find(known => Same(known.Reference.Backend, plugin.Backend)) is { Reference: { } other })
            {
                throw new DiagnosticException(PluginDiagnostics.BackendClash, null, plugin.Backend, other.Origin, plugin.Origin);
            }

            _plugins.Add((plugin, () => PluginLoader.Load(plugin)));
        }
    }

    /// <summary>What a plugin in the same process registers, for tests and host programs.</summary>
    /// <param name="register">Its entry point.</param>
    /// <param name="pluginDirectory">Folder of its data files.</param>
    public BackendCatalog(Action<IPluginRegistry> register, string pluginDirectory)
        : this([(register, pluginDirectory)])
    {
    }

    /// <summary>What several plugins in the same process register.</summary>
    /// <param name="plugins">The entry point of each, and the folder of its data files.</param>
    public BackendCatalog(IEnumerable<(Action<IPluginRegistry> Register, string PluginDirectory)> plugins)
    {
        ArgumentNullException.ThrowIfNull(plugins);
        foreach (var (register, pluginDirectory) in plugins)
        {
            var registry = new PluginRegistry(pluginDirectory);
            register(registry);
            _plugins.AddRange(registry.Backends.Keys.Select(name => (new PluginReference(name, pluginDirectory, ""), (Func<PluginRegistry>)(() => registry))));
        }
    }

    /// <summary>Where each backend comes from; loads only plugins whose names are not known otherwise.</summary>
    public IEnumerable<PluginReference> Available =>
        _plugins.SelectMany(plugin => plugin.Reference.Backend.Length > 0
            ? [plugin.Reference]
            : plugin.Load().Backends.Keys.Select(name => plugin.Reference with { Backend = name }));

    /// <summary>A fresh backend of that name, everything inherited, and its writer (its own, else its nearest ancestor's).</summary>
    /// <exception cref="DiagnosticException">There is none, or its plugin fails (HLSN4xxx).</exception>
    public (Backend Backend, Writer Writer, PluginReference Plugin) Create(string name) => Create(name, []);

    private (Backend Backend, Writer Writer, PluginReference Plugin) Create(string name, string[] heirs)
    {
        if (heirs.Contains(name, StringComparer.OrdinalIgnoreCase))
        {
            throw new DiagnosticException(PluginDiagnostics.ParentCycle, null, name, string.Join(" → ", [.. heirs, name]));
        }

        var plugin = Find(name);
        var registry = _plugins.Find(known => known.Reference == plugin || known.Reference == plugin with { Backend = "" }).Load();
        var backend = Make(registry.Backends, "backend") ?? throw NotRegistered("backend", registry.Backends.Keys);
        var writer = Make(registry.Writers, "writer");
        if (backend.Parent is { } parentName)
        {
            var parent = Create(parentName, [.. heirs, name]);
            backend.Inherit(parent.Backend);
            writer ??= parent.Writer;
        }

        return (backend, writer ?? throw NotRegistered("a writer for", registry.Writers.Keys), plugin);

        T? Make<T>(IReadOnlyDictionary<string, Func<T>> registered, string kind)
            where T : class
        {
            try
            {
                return registered.TryGetValue(name, out var factory) ? factory() : null;
            }
#pragma warning disable CA1031 // A stranger's code: whatever it throws is reported as its failure.
            catch (Exception e) when (e is not DiagnosticException)
#pragma warning restore CA1031
            {
                throw PluginFailure.Of(plugin, $"the {kind}'s constructor", e);
            }
        }

        DiagnosticException NotRegistered(string kind, IEnumerable<string> known) =>
            new(PluginDiagnostics.NotRegistered, null, plugin.Origin, kind, name, known.Any() ? string.Join(", ", known) : "nothing");
    }

    private PluginReference Find(string name)
    {
        var offers = _plugins.Select(plugin => plugin.Reference).Where(plugin => Same(plugin.Backend, name)).ToArray();
        if (offers.Length == 0)
        {
            offers = [.. Available.Where(plugin => Same(plugin.Backend, name))];
        }

        return offers.Length switch
        {
            1 => offers[0],
            0 => throw new DiagnosticException(
                PluginDiagnostics.UnknownBackend, null, name,
                Suggestion.For(name, Available.Select(plugin => plugin.Backend)), string.Join(", ", Available.Select(plugin => plugin.Backend))),
            _ => throw new DiagnosticException(PluginDiagnostics.BackendClash, null, name, offers[0].Origin, offers[1].Origin),
        };
    }

    private static bool Same(string a, string b) => a.Equals(b, StringComparison.OrdinalIgnoreCase);
}
