using System.Globalization;

namespace Hls4Net.Compiler.Configuration;

/// <summary>
/// Finds the layers that a name in a configuration means: by the name of the ONNX node; by the names that hls4ml derives from it
/// (<c>MatMul_0</c>, <c>Dense_MatMul_0</c>, <c>global_in</c>); by the module it belongs to (<c>fc1</c> for <c>/fc1/Gemm</c> or <c>fc1.weight</c>).
/// </summary>
internal sealed class LayerNames
{
    private static readonly string[] DerivedPrefixes = ["Dense_", "Conv1D_", "Conv2D_", "bn_"];
    private static readonly string[] DerivedSuffixes = ["_act", "_scale", "_rescale", "_bias", "_linear"];
    private static readonly char[] Separators = ['/', '.'];

    private readonly ModelGraph _model;
    private readonly Dictionary<string, List<Layer>> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _numbered = new(StringComparer.Ordinal);
    private readonly HashSet<string> _constants;
    private readonly IReadOnlyCollection<string> _pluginClasses;

    /// <param name="model">The model as imported, nothing fused yet.</param>
    /// <param name="nodes">The nodes of its file, in order.</param>
    /// <param name="pluginClasses">Classes of layers that plugins add.</param>
    public LayerNames(ModelGraph model, IReadOnlyList<SourceNode> nodes, IReadOnlyCollection<string> pluginClasses)
    {
        (_model, _pluginClasses) = (model, pluginClasses);
        foreach (var layer in model.Layers)
        {
            foreach (var origin in layer.Origins)
            {
                LayersOf(origin).Add(layer);
            }
        }

        foreach (var node in nodes)
        {
            LayersOf(node.Name); // Nodes that import folded away are known, too; nothing is left to set there.
        }

        _constants = [.. nodes.SelectMany(node => node.Constants)];
        Number(nodes);
    }

    /// <summary>Names that a user would write, for messages.</summary>
    public IEnumerable<string> Shown => _model.Layers.Select(layer => layer.Name);

    /// <summary>Every class of the model, for messages.</summary>
    public IEnumerable<string> Classes => _model.Layers.Select(layer => layer.ClassName).Distinct(StringComparer.Ordinal);

    /// <summary>The layers of that name; none where the name is known but nothing is left to set; null where it is unknown.</summary>
    public IReadOnlyList<Layer>? Find(string name)
    {
        if (_byName.TryGetValue(name, out var layers))
        {
            return layers;
        }

        if (_constants.Contains(name))
        {
            return [];
        }

        if (_numbered.TryGetValue(name, out var numbered))
        {
            return _byName[numbered];
        }

        return FindDerived(name) ?? (IReadOnlyList<Layer>?)FindModule(name) ?? FindIgnoringCase(name);
    }

    /// <summary>The layers of a class, also of hls4ml's classes; null where there is no such class.</summary>
    public IReadOnlyList<Layer>? FindClass(string name)
    {
        string[]? classes = LayerClasses.Find(name);
        var layers = _model.Layers
            .Where(layer => classes?.Contains(layer.ClassName, StringComparer.Ordinal) ?? layer.ClassName.Equals(name, StringComparison.OrdinalIgnoreCase))
            .ToArray();
        return classes is null && layers.Length == 0 && !_pluginClasses.Contains(name, StringComparer.OrdinalIgnoreCase) ? null : layers;
    }

    private List<Layer> LayersOf(string name)
    {
        if (!_byName.TryGetValue(name, out var layers))
        {
            _byName.Add(name, layers = []);
        }

        return layers;
    }

    /// <summary>hls4ml calls nodes by operator and number; it splits Gemm into MatMul and Add before it counts.</summary>
    private void Number(IReadOnlyList<SourceNode> nodes)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var node in nodes)
        {
            foreach (var @operator in node.Operator == "Gemm" ? ["Gemm", "MatMul", "Add"] : new[] { node.Operator })
            {
                var number = counts.GetValueOrDefault(@operator);
                counts[@operator] = number + 1;
                _numbered.TryAdd(string.Create(CultureInfo.InvariantCulture, $"{@operator}_{number}"), node.Name);
            }
        }

        var inputs = _model.Inputs;
        for (var i = 0; i < inputs.Count; i++)
        {
            _numbered.TryAdd(i == 0 ? "global_in" : string.Create(CultureInfo.InvariantCulture, $"global_in_{i}"), inputs[i].Producer!.Name);
        }
    }

    private IReadOnlyList<Layer>? FindDerived(string name)
    {
        foreach (var prefix in DerivedPrefixes)
        {
            if (name.StartsWith(prefix, StringComparison.Ordinal) && Find(name[prefix.Length..]) is { } layers)
            {
                return layers;
            }
        }

        foreach (var suffix in DerivedSuffixes)
        {
            if (name.EndsWith(suffix, StringComparison.Ordinal) && Find(name[..^suffix.Length]) is { } layers)
            {
                return layers;
            }
        }

        var parameter = name.LastIndexOf("_param", StringComparison.Ordinal);
        return parameter > 0 && name[(parameter + 6)..].All(char.IsAsciiDigit) && Find(name[..parameter]) is not null ? [] : null;
    }

    private Layer[]? FindModule(string name)
    {
        var layers = _model.Layers
            .Where(layer => layer.Name.Split(Separators).SkipLast(1).Contains(name, StringComparer.Ordinal)
                || layer.Weights.Values.Any(weight => weight.Origin.Split(Separators).SkipLast(1).Contains(name, StringComparer.Ordinal)))
            .ToArray();
        var weighted = layers.Where(layer => layer.Weights.Count > 0).ToArray();
        return weighted.Length > 0 ? weighted : layers.Length > 0 ? layers : null;
    }

    private List<Layer>? FindIgnoringCase(string name)
    {
        var matches = _byName.Where(pair => pair.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Take(2).ToArray();
        return matches.Length == 1 ? matches[0].Value : null;
    }
}
