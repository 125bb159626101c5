using Hls4Net.Import;
using Hls4Net.Serialization;

namespace Hls4Net;

/// <summary>
/// A hardware target: its options, passes, templates, layers and sources. Derive from it in a plugin and register everything in
/// the constructor. An instance serves one conversion.
/// </summary>
public abstract class Backend
{
    private readonly List<BackendOption> _options = [];
    private readonly List<LayerOption> _layerOptions = [];
    private readonly List<(Pass Pass, PassPlacement Placement)> _passes = [];
    private readonly Dictionary<string, LayerConfigTemplate> _configTemplates = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FunctionCallTemplate> _callTemplates = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Func<string, Layer>> _layers = new(StringComparer.Ordinal);
    private readonly SortedList<string, Func<string>> _sources = new(StringComparer.Ordinal);
    private readonly List<OnnxOperator> _operators = [];
    private readonly Dictionary<string, CustomLayer> _prototypes = new(StringComparer.Ordinal);
    private readonly List<LayerSupport> _support = [];
    private Backend? _parent;

    /// <summary>A backend of that name.</summary>
    /// <param name="name">Name as users write it in <c>Backend="…"</c>; compared case-insensitively.</param>
    protected Backend(string name) => Name = name;

    /// <summary>Name as users write it.</summary>
    public string Name { get; }

    /// <summary>A backend whose options, passes, templates, layers and sources this one inherits; null for none.</summary>
    public virtual string? Parent => null;

    /// <summary>The options users may set, in the order declared.</summary>
    public IReadOnlyList<BackendOption> Options => _options;

    /// <summary>The settings of single layers that it adds, in the order declared.</summary>
    public IReadOnlyList<LayerOption> LayerOptions => _layerOptions;

    /// <summary>Its passes and where each one runs.</summary>
    public IReadOnlyList<(Pass Pass, PassPlacement Placement)> Passes => _passes;

    /// <summary>Factories of the layers it adds, by class name; each takes the layer's name.</summary>
    public IReadOnlyDictionary<string, Func<string, Layer>> Layers => _layers;

    /// <summary>The templates of configurations, by class of layers.</summary>
    public IReadOnlyDictionary<string, LayerConfigTemplate> ConfigTemplates => _configTemplates;

    /// <summary>The templates of kernel calls, by class of layers.</summary>
    public IReadOnlyDictionary<string, FunctionCallTemplate> CallTemplates => _callTemplates;

    /// <summary>Files it can bring into a project (kernels, headers): path below the firmware folder → how to read it.</summary>
    public IReadOnlyDictionary<string, Func<string>> Sources => _sources;

    /// <summary>
    /// What it takes, as declared: layer by layer, interface style by interface style. The compiler refuses what a class that is
    /// declared does not have here. None: whatever has a template is tried.
    /// </summary>
    public IReadOnlyList<LayerSupport> Support => _support;

    /// <summary>The roles of its custom layers whose types users may set.</summary>
    public IReadOnlyList<string> LayerRoles => [.. _prototypes.Values.SelectMany(prototype => prototype.Roles).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>The ONNX operators it reads beside the built-in ones: those registered, and those of its custom layers.</summary>
    public IReadOnlyList<OnnxOperator> Operators =>
    [
        .. _operators,
        .. _prototypes.Select(entry => CustomLayerOperator.Of(entry.Value, _layers[entry.Key])).Where(own => !_operators.Exists(own.IsSame)),
    ];

    /// <summary>
    /// The start of a conversion's configuration; the parent's where it has one. Override to decide from the options; a pass or
    /// template that depends on them may be registered here.
    /// </summary>
    /// <param name="options">Values of the declared options.</param>
    public virtual BackendConfig CreateInitialConfig(BackendOptions options) => _parent?.CreateInitialConfig(options) ?? new BackendConfig(options);

    /// <summary>Its own evaluation of models; the parent's where it has one; null for the built-in emulator.</summary>
    public virtual Predictor? CreatePredictor() => _parent?.CreatePredictor();

    /// <summary>Reads what the vendor's tool reported; null where there is no report, or nobody who reads it.</summary>
    /// <param name="projectDirectory">Root of the HLS project, absolute.</param>
    /// <param name="diagnostics">Where problems go; a report in an unknown form is a warning.</param>
    public virtual ToolReport? ReadReport(string projectDirectory, DiagnosticBag diagnostics) => _parent?.ReadReport(projectDirectory, diagnostics);

    /// <summary>The forms of the vendor's tool that it can drive, the preferred one first; none: it has no tool. The parent's unless overridden.</summary>
    public virtual IReadOnlyList<ToolFlavour> Tools => _parent?.Tools ?? [];

    /// <summary>
    /// The commands that take a project through steps of synthesis; the parent's unless overridden. A step without a command is one that the
    /// tool does not have.
    /// </summary>
    public virtual IReadOnlyList<ToolCommand> PlanSynthesis(SynthesisRequest request) => _parent?.PlanSynthesis(request) ?? [];

    /// <summary>How C++ of this backend spells a fixed-point type; the AP spelling unless overridden.</summary>
    public virtual string TypeText(FixedType type) => _parent?.TypeText(type) ?? ApTypes.Text(type);

    /// <summary>Whether its tool has a type of that width and of those modes; every type unless overridden.</summary>
    public virtual bool TakesType(FixedType type) => _parent?.TakesType(type) ?? true;

    /// <summary>Declares that it takes a class of layers in an interface style; replaces an inherited declaration.</summary>
    public void DeclareSupport(LayerSupport support)
    {
        ArgumentNullException.ThrowIfNull(support);
        _support.RemoveAll(known => known.LayerClass == support.LayerClass && known.IOType == support.IOType);
        _support.Add(support);
    }

    /// <summary>Declares an option.</summary>
    /// <returns>The option, the key of its value.</returns>
    /// <exception cref="ArgumentException">An option of that name exists.</exception>
    public BackendOption<T> DeclareOption<T>(BackendOption<T> option)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(option);
        RequireNew(option, _options, "option");
        _options.Add(option);
        return option;
    }

    /// <summary>Declares a setting of single layers: metadata of <c>Hls4NetLayer</c> items, and a key of configuration files.</summary>
    /// <param name="option">Its name, default and check.</param>
    /// <param name="layerClasses">The classes of layers that heed it, e.g. <c>Dense</c>.</param>
    /// <returns>The option, the key for <see cref="LayerSettings.TryGet{T}"/>.</returns>
    /// <exception cref="ArgumentException">A setting of that name exists.</exception>
    public BackendOption<T> DeclareLayerOption<T>(BackendOption<T> option, params IReadOnlyList<string> layerClasses)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(option);
        ArgumentNullException.ThrowIfNull(layerClasses);
        RequireNew(option, _layerOptions.Select(known => known.Option), "layer option");
        _layerOptions.Add(new LayerOption(option, layerClasses));
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

    /// <summary>
    /// Adds a layer class of its own. A <see cref="CustomLayer"/> can then be imported from ONNX files and be part of the
    /// generated class.
    /// </summary>
    /// <param name="className">Name as settings and templates use it.</param>
    /// <param name="create">Makes a layer of that class from its name.</param>
    /// <exception cref="ArgumentException">A class of that name exists.</exception>
    public void RegisterLayer(string className, Func<string, Layer> create)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(className);
        ArgumentNullException.ThrowIfNull(create);
        if (!className.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') || char.IsAsciiDigit(className[0]))
        {
            throw new ArgumentException($"'{className}' is no identifier.", nameof(className));
        }

        if (GraphFile.LayerClasses.Contains(className, StringComparer.OrdinalIgnoreCase))
        {
            throw new ArgumentException($"'{className}' is a built-in layer class.", nameof(className));
        }

        if (!_layers.TryAdd(className, Create))
        {
            throw new ArgumentException($"Backend '{Name}' has layer class '{className}' twice.", nameof(className));
        }

        if (Create(className) is CustomLayer prototype)
        {
            _prototypes[className] = prototype;
        }

        Layer Create(string name)
        {
            var layer = create(name) ?? throw new InvalidOperationException($"The factory of layer class '{className}' returned null.");
            (layer as CustomLayer)?.NameClass(className);
            return layer;
        }
    }

    /// <summary>Adds an ONNX operator that it can read, by domain, type and version of the operator set.</summary>
    /// <exception cref="ArgumentException">The same domain, type and version is registered already.</exception>
    public void RegisterOperator(OnnxOperator onnxOperator)
    {
        ArgumentNullException.ThrowIfNull(onnxOperator);
        if (_operators.Exists(known => known.IsSame(onnxOperator)))
        {
            throw new ArgumentException(
                FormattableString.Invariant($"Backend '{Name}' reads operator {onnxOperator.Domain}::{onnxOperator.Type} version {onnxOperator.Since} twice."), nameof(onnxOperator));
        }

        _operators.Add(onnxOperator);
    }

    /// <summary>Offers a file to projects; it is written where something includes it.</summary>
    /// <param name="path">Path below the firmware folder, e.g. <c>nnet_utils/acme_reverse.h</c>.</param>
    /// <param name="read">Reads its text; called only when the file is needed.</param>
    public void RegisterSource(string path, Func<string> read) => _sources[path] = read;

    /// <summary>The configuration template of a layer; null where it has none.</summary>
    public LayerConfigTemplate? FindConfigTemplate(Layer layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        return Find(_configTemplates, layer);
    }

    /// <summary>The call template of a layer; null where it has none.</summary>
    public FunctionCallTemplate? FindCallTemplate(Layer layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        return Find(_callTemplates, layer);
    }

    /// <summary>
    /// Gives custom layers that importers and passes made by themselves the class name under which they are registered here. The
    /// compiler calls it after import and after the passes.
    /// </summary>
    public void AdoptLayers(ModelGraph model)
    {
        ArgumentNullException.ThrowIfNull(model);
        foreach (var layer in model.Layers.OfType<CustomLayer>().Where(layer => !_prototypes.ContainsKey(layer.ClassName)))
        {
            if (_prototypes.FirstOrDefault(entry => entry.Value.GetType() == layer.GetType()) is { Key: { } className })
            {
                layer.NameClass(className);
            }
        }
    }

    /// <summary>Takes over everything of <paramref name="parent"/> that this backend does not register itself. The compiler calls it once, for <see cref="Parent"/>.</summary>
    public void Inherit(Backend parent)
    {
        ArgumentNullException.ThrowIfNull(parent);
        _parent = parent;
        var known = _options.Select(option => option.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        _options.InsertRange(0, parent._options.Where(option => !known.Contains(option.Name)));
        _layerOptions.InsertRange(0, parent._layerOptions.Where(
            inherited => !_layerOptions.Exists(own => own.Option.Name.Equals(inherited.Option.Name, StringComparison.OrdinalIgnoreCase))));
        _passes.InsertRange(0, parent._passes.Where(inherited => !_passes.Exists(own => own.Pass.Name.Equals(inherited.Pass.Name, StringComparison.OrdinalIgnoreCase))));
        _operators.InsertRange(0, parent._operators.Where(inherited => !_operators.Exists(inherited.IsSame)));
        _support.InsertRange(0, parent._support.Where(inherited => !_support.Exists(own => own.LayerClass == inherited.LayerClass && own.IOType == inherited.IOType)));
        AddMissing(_configTemplates, parent._configTemplates);
        AddMissing(_callTemplates, parent._callTemplates);
        AddMissing(_prototypes, parent._prototypes.Where(entry => !_layers.ContainsKey(entry.Key)));
        AddMissing(_layers, parent._layers);
        AddMissing(_sources, parent._sources);
    }

    // A template typed by its layer's C# class serves it under whatever name the layer was registered.
    private static T? Find<T>(Dictionary<string, T> templates, Layer layer) =>
        templates.GetValueOrDefault(layer.ClassName) ?? templates.GetValueOrDefault(layer.GetType().Name);

    private void RequireNew(BackendOption option, IEnumerable<BackendOption> declared, string kind)
    {
        if (declared.Any(known => known.Name.Equals(option.Name, StringComparison.OrdinalIgnoreCase)))
        {
            throw new ArgumentException($"Backend '{Name}' declares {kind} '{option.Name}' twice.", nameof(option));
        }
    }

    private static void AddMissing<T>(IDictionary<string, T> target, IEnumerable<KeyValuePair<string, T>> source)
    {
        foreach (var (key, value) in source)
        {
            target.TryAdd(key, value);
        }
    }
}
