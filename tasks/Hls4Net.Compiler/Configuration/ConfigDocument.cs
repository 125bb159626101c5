using System.Globalization;

namespace Hls4Net.Compiler.Configuration;

/// <summary>
/// The configuration of a finished conversion as an <c>HLSConfig</c> tree. Read back with the same model, it makes the same
/// conversion: decided types are stated, except those of lookup tables, whose layout follows from being inferred.
/// </summary>
internal sealed class ConfigDocument
{
    private readonly ModelGraph _model;
    private readonly ModelSettings _settings;
    private readonly Dictionary<string, string> _makers = new(StringComparer.Ordinal);
    private readonly HashSet<string> _softmaxes;

    private ConfigDocument(ModelGraph model, ModelSettings settings, IReadOnlyList<SourceNode> nodes)
    {
        (_model, _settings) = (model, settings);
        _softmaxes = nodes.Where(node => node.Operator == nameof(Operators.Softmax)).Select(node => node.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var node in nodes)
        {
            foreach (var output in node.Outputs.Where(output => output.Length > 0))
            {
                _makers.TryAdd(output, node.Name);
            }
        }
    }

    /// <summary>The tree.</summary>
    public static ConfigMap Create(ModelGraph model, ModelSettings settings, IReadOnlyList<SourceNode> nodes, ConfigGranularity granularity)
    {
        var document = new ConfigDocument(model, settings, nodes);
        var sections = new List<ConfigEntry> { Entry("Model", document.ModelLevel()) };
        if (granularity == ConfigGranularity.Type)
        {
            sections.Add(Entry("LayerType", document.ClassLevel()));
        }

        sections.Add(Entry("LayerName", document.LayerLevel(isDecided: granularity == ConfigGranularity.Name)));
        return Map(Entry("HLSConfig", Map([.. sections])));
    }

    private Precision Default => _settings.Model.Default is { } set && (!set.IsAuto || set.AutoWidth > 0) ? set : Precision.Auto;

    private ConfigMap ModelLevel()
    {
        var precision = new List<ConfigEntry> { Entry("default", Default.ToString()) };
        if (_settings.MaximumWidth is { } width)
        {
            precision.Add(Entry("maximum", new FixedType(width, width).ToString()));
        }

        precision.AddRange(_settings.Model.Precision.Select(pair => Entry(pair.Key, Text(pair.Value))));
        return Map(
        [
            Entry("Precision", Map([.. precision])),
            Entry("ReuseFactor", _settings.Model.ReuseFactor ?? 1),
            Entry("Strategy", (_settings.Model.Strategy ?? Strategy.Latency).ToString()),
        ]);
    }

    /// <summary>What holds for a class unless the user says otherwise. Types only where they are inferred: stated ones would hinder fusing.</summary>
    private ConfigMap ClassLevel()
    {
        var classes = _model.Layers.Where(HasSettings).GroupBy(layer => layer.ClassName, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal);
        return Map([.. classes.Select(group => Entry(group.Key, OfClass(group.First())))]);
    }

    private ConfigMap OfClass(Layer layer)
    {
        var entries = new List<ConfigEntry>();
        if (Default.IsAuto && layer is not Operators.Input)
        {
            var roles = RolesOf(layer).Where(role => !_settings.Model.Precision.ContainsKey(role)).Select(role => Entry(role, "auto"));
            entries.Add(Entry("Precision", Map([.. roles])));
        }

        if (layer.MatrixProducts.Count > 0)
        {
            entries.Add(Entry("ReuseFactor", _settings.Model.ReuseFactor ?? 1));
        }

        entries.Add(Entry("Trace", false));
        return Map([.. entries]);
    }

    private ConfigMap LayerLevel(bool isDecided)
    {
        var entries = new Dictionary<string, List<ConfigEntry>>(StringComparer.Ordinal);
        foreach (var layer in _model.Layers.Where(HasSettings))
        {
            var maker = MakerOf(layer);
            List<ConfigEntry> own = !isDecided && layer.Settings.DefaultPrecision != Default ? [Entry("default", Text(layer.Settings.DefaultPrecision))] : [];
            string? result = null;
            foreach (var role in RolesOf(layer))
            {
                if (TypeText(layer, role, isDecided) is { } text)
                {
                    if (role == "result")
                    {
                        result = text;
                    }

                    if (role != "result" || maker == layer.Name)
                    {
                        own.Add(Entry(role, text));
                    }
                }
            }

            List<ConfigEntry> settings = own.Count > 0 ? [Entry("Precision", Map([.. own]))] : [];
            AddKeys(settings, layer, isDecided);
            if (settings.Count > 0)
            {
                entries.TryAdd(layer.Name, settings);
            }

            if (maker != layer.Name && result is not null)
            {
                entries.TryAdd(maker, [Entry("Precision", Map(Entry("result", result)))]);
            }

            foreach (var skipped in layer.Origins.Where(origin => layer is not Operators.Softmax && _softmaxes.Contains(origin)))
            {
                entries.TryAdd(skipped, []);
                entries[skipped].Add(Entry("Implementation", "skip"));
            }
        }

        return Map([.. entries.Select(pair => Entry(pair.Key, Map([.. pair.Value])))]);
    }

    private void AddKeys(List<ConfigEntry> entries, Layer layer, bool isDecided)
    {
        var (settings, model) = (layer.Settings, _settings.Model);
        if (layer.MatrixProducts is [var product, ..] && (isDecided || settings.ReuseFactor != model.ReuseFactor || settings.Strategy != model.Strategy))
        {
            var isOpen = !isDecided;
            Add("ReuseFactor", isOpen ? settings.ReuseFactor : product.ReuseFactor);
            Add("Strategy", isOpen ? settings.Strategy?.ToString() : product.Strategy.ToString());
        }

        Add("ParallelizationFactor", layer is Operators.Convolution && !(settings.ParallelizationFactor == model.ParallelizationFactor && !isDecided)
            ? settings.ParallelizationFactor : null);
        Add("TableSize", settings.TableSize == model.TableSize && !isDecided ? null : settings.TableSize);
        Add("Implementation", layer is Operators.Softmax softmax && (isDecided || settings.Implementation is not null)
            ? softmax.Implementation.ToString().ToLowerInvariant() : null);
        Add("Trace", isDecided || settings.Trace ? settings.Trace : null);
        foreach (var (name, value) in settings.Options)
        {
            Add(name, value.Text);
        }

        void Add(string key, object? value)
        {
            if (value is not null)
            {
                entries.Add(Entry(key, value));
            }
        }
    }

    private static string? TypeText(Layer layer, string role, bool isDecided)
    {
        var isSet = layer.Settings.Precision.TryGetValue(role, out var requested);
        if (!isDecided || layer is Operators.Input)
        {
            return isSet ? Text(requested) : null;
        }

        if (layer.Tables.Count == 0 || role == "result" || (isSet && !requested.IsAuto) || !layer.Settings.DefaultPrecision.IsAuto)
        {
            return TypeOf(layer, role).ToString();
        }

        // An inferred table is laid out to fit; stating its type would lay it out as hls4ml does.
        return role == "inp_norm" && !isSet ? null : Text(layer.Settings.For(role));
    }

    private static IEnumerable<string> RolesOf(Layer layer) =>
        SettingKeys.Roles.Union((layer as CustomLayer)?.Roles ?? [], StringComparer.Ordinal).Where(role => TypeOf(layer, role).Width > 0);

    private static FixedType TypeOf(Layer layer, string role) => role switch
    {
        "result" => layer.Output.Type,
        "param" when layer.Weights.TryGetValue("alpha", out var slopes) => slopes.Type,
        _ when layer.Weights.TryGetValue(role, out var weight) => weight.Type,
        _ => layer.Types.TryGetValue(role, out var type) ? type : default,
    };

    /// <summary>The node that made the layer's output before fusing: a type set for it is the type of the fused layer's result.</summary>
    private string MakerOf(Layer layer) =>
        _makers.TryGetValue(layer.Output.Name, out var maker) && layer.Origins.Contains(maker, StringComparer.Ordinal) ? maker : layer.Name;

    private static bool HasSettings(Layer layer) => layer is not Operators.Reshape;

    private static string Text(Precision precision) => precision is { IsAuto: true, AutoWidth: 0 } ? "auto" : precision.ToString();

    private static ConfigEntry Entry(string key, object value) => new(key, 0, 0, value switch
    {
        ConfigNode node => node,
        bool truth => new ConfigScalar(truth ? "true" : "false", 0, 0),
        IFormattable number and int => new ConfigScalar(number.ToString(null, CultureInfo.InvariantCulture), 0, 0),
        _ => new ConfigScalar((string)value, 0, 0),
    });

    private static ConfigMap Map(params ConfigEntry[] entries) => new(entries, 0, 0);
}
