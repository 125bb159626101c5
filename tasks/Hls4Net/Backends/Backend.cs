namespace Hls4Net;

/// <summary>
/// A hardware target: its options, passes, templates, layers and sources. Derive from it in a plugin and register everything in
/// the constructor. An instance serves one conversion.
/// </summary>
public abstract class Backend
{
    private readonly List<BackendOption> _options = [];
    private readonly List<(Pass Pass, PassPlacement Placement)> _passes = [];
    private readonly Dictionary<string, LayerConfigTemplate> _configTemplates = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FunctionCallTemplate> _callTemplates = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Func<string, Layer>> _layers = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, Func<string>> _sources = new(StringComparer.Ordinal);

    /// <summary>A backend of that name.</summary>
    /// <param name="name">Name as users write it in <c>Backend="…"</c>; compared case-insensitively.</param>
    protected Backend(string name) => Name = name;

    /// <summary>Name as users write it.</summary>
    public string Name { get; }

    /// <summary>A backend whose options, passes, templates, layers and sources this one inherits; null for none.</summary>
    public virtual string? Parent => null;

    /// <summary>The options users may set, in the order declared.</summary>
    public IReadOnlyList<BackendOption> Options => _options;

    /// <summary>Its passes and where each one runs.</summary>
    public IReadOnlyList<(Pass Pass, PassPlacement Placement)> Passes => _passes;

    /// <summary>Factories of the layers it adds, by class name; each takes the layer's name.</summary>
    public IReadOnlyDictionary<string, Func<string, Layer>> Layers => _layers;

    /// <summary>Files it can bring into a project (kernels, headers): path below the firmware folder → how to read it.</summary>
    public IReadOnlyDictionary<string, Func<string>> Sources => _sources;

    /// <summary>The start of a conversion's configuration. Override to decide from the options.</summary>
    /// <param name="options">Values of the declared options.</param>
    public virtual BackendConfig CreateInitialConfig(BackendOptions options) => new(options);

    /// <summary>Declares an option.</summary>
    /// <returns>The option, the key of its value.</returns>
    /// <exception cref="ArgumentException">An option of that name exists.</exception>
    public BackendOption<T> DeclareOption<T>(BackendOption<T> option)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(option);
        if (_options.Exists(known => known.Name.Equals(option.Name, StringComparison.OrdinalIgnoreCase)))
        {
            throw new ArgumentException($"Backend '{Name}' declares option '{option.Name}' twice.", nameof(option));
        }

        _options.Add(option);
        return option;
    }

    /// <summary>Adds a pass at a place of the pipeline; a pass without a place would never run, so there is no such overload.</summary>
    public void RegisterPass(Pass pass, PassPlacement placement)
    {
        ArgumentNullException.ThrowIfNull(pass);
        ArgumentNullException.ThrowIfNull(placement);
        _passes.Add((pass, placement));
    }

    /// <summary>Sets the template of a layer class's configuration; replaces an inherited one.</summary>
    public void RegisterTemplate(LayerConfigTemplate template)
    {
        ArgumentNullException.ThrowIfNull(template);
        _configTemplates[template.LayerClass] = template;
    }

    /// <summary>Sets the template of a layer class's kernel call; replaces an inherited one.</summary>
    public void RegisterTemplate(FunctionCallTemplate template)
    {
        ArgumentNullException.ThrowIfNull(template);
        _callTemplates[template.LayerClass] = template;
    }

    /// <summary>Adds a layer class of its own.</summary>
    /// <param name="className">Name as settings and templates use it.</param>
    /// <param name="create">Makes a layer of that class from its name.</param>
    public void RegisterLayer(string className, Func<string, Layer> create) => _layers[className] = create;

    /// <summary>Offers a file to projects; it is written where something includes it.</summary>
    /// <param name="path">Path below the firmware folder, e.g. <c>nnet_utils/acme_reverse.h</c>.</param>
    /// <param name="read">Reads its text; called only when the file is needed.</param>
    public void RegisterSource(string path, Func<string> read) => _sources[path] = read;

    /// <summary>The configuration template of a layer; null where it has none.</summary>
    public LayerConfigTemplate? FindConfigTemplate(Layer layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        return _configTemplates.GetValueOrDefault(layer.ClassName);
    }

    /// <summary>The call template of a layer; null where it has none.</summary>
    public FunctionCallTemplate? FindCallTemplate(Layer layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        return _callTemplates.GetValueOrDefault(layer.ClassName);
    }

    /// <summary>Takes over everything of <paramref name="parent"/> that this backend does not register itself. The compiler calls it once, for <see cref="Parent"/>.</summary>
    public void Inherit(Backend parent)
    {
        ArgumentNullException.ThrowIfNull(parent);
        var known = _options.Select(option => option.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        _options.InsertRange(0, parent._options.Where(option => !known.Contains(option.Name)));
        _passes.InsertRange(0, parent._passes);
        AddMissing(_configTemplates, parent._configTemplates);
        AddMissing(_callTemplates, parent._callTemplates);
        AddMissing(_layers, parent._layers);
        AddMissing(_sources, parent._sources);
    }

    private static void AddMissing<T>(IDictionary<string, T> target, IEnumerable<KeyValuePair<string, T>> source)
    {
        foreach (var (key, value) in source)
        {
            target.TryAdd(key, value);
        }
    }
}
