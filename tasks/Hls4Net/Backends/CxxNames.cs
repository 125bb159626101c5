using Hls4Net.Operators;

namespace Hls4Net;

/// <summary>
/// The C++ names of a project, made from the user's names and unique within the model's namespace: <c>fc1_out</c> (array of a
/// tensor), <c>fc1_t</c> (its type), <c>fc1_config</c>, <c>fc1_weight</c>. Ports keep the names of the model's inputs and outputs.
/// </summary>
public sealed class CxxNames
{
    private const int MaximumStem = 48;

    /// <summary>Names that generated code uses beside ports and layers, and words that a suffix could make a keyword.</summary>
    private static readonly string[] OwnWords =
        ["i", "trace", "on_trace", "trace_function", "run_tensors", "compute", "inputs", "outputs", "input_data", "output_data", "pipes", "pipe_id", "kernel", "kernel_name", "device_queue", "queue", "sycl", "component", "t", "tensor", "values", "count", "raw", "wchar_t", "char8_t", "char16_t", "char32_t"];

    private readonly IdentifierTable _table = new();
    private readonly Dictionary<Tensor, string> _variables = [];
    private readonly Dictionary<Tensor, string> _types = [];
    private readonly Dictionary<Layer, string> _configs = [];
    private readonly Dictionary<(Layer Layer, string Role), string> _constants = [];
    private readonly List<string> _outputPorts = [];
    private readonly List<(string Port, Tensor Source)> _copies = [];

    internal CxxNames(ModelGraph model)
    {
        _table.Claim(model.Name, "model");
        foreach (var word in OwnWords)
        {
            _table.Claim(word, "model");
        }

        NamePortTypes(model);
        foreach (var layer in model.Layers)
        {
            var stem = layer.Identifier.Length > MaximumStem ? layer.Identifier[..MaximumStem] : layer.Identifier;
            _configs[layer] = _table.Claim(stem + "_config", "layer");
            foreach (var role in layer.Weights.Keys.Concat(layer.Tables.Keys).Order(StringComparer.Ordinal))
            {
                _constants[(layer, role)] = _table.Claim($"{stem}_{role}", "layer");
            }

            for (var i = 0; i < layer.Outputs.Count; i++)
            {
                var suffix = i == 0 ? "" : FormattableString.Invariant($"_{i}");
                if (!_types.ContainsKey(layer.Outputs[i]))
                {
                    _types[layer.Outputs[i]] = _table.Claim($"{stem}{suffix}_t", "layer");
                }

                if (layer is not (Input or Reshape))
                {
                    _variables[layer.Outputs[i]] = _table.Claim($"{stem}{suffix}_out", "layer");
                }
            }
        }

        NamePorts(model);
    }

    /// <summary>The output ports in the order of the model.</summary>
    public IReadOnlyList<string> OutputPorts => _outputPorts;

    /// <summary>Output ports that no kernel writes, because the tensor is read inside too or leaves twice: copied at the end.</summary>
    public IReadOnlyList<(string Port, Tensor Source)> Copies => _copies;

    /// <summary>The array that holds a tensor: a port, an array of its own, or (reshape) that of another tensor.</summary>
    public string Variable(Tensor tensor) => _variables[Root(tensor)];

    /// <summary>The typedef of a tensor's elements.</summary>
    public string Type(Tensor tensor) => _types[tensor];

    /// <summary>The configuration struct of a layer.</summary>
    public string Config(Layer layer) => _configs[layer];

    /// <summary>The array of a layer's weight or table.</summary>
    public string Constant(Layer layer, string role) => _constants[(layer, role)];

    /// <summary>Whether a tensor has an array of its own inside the top function.</summary>
    public bool IsInternal(Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        return tensor.Producer is not (Input or Reshape) && !_outputPorts.Contains(_variables[tensor]);
    }

    /// <summary>A name of its own for something that a backend adds.</summary>
    /// <param name="name">The name wanted.</param>
    public string Unique(string name) => _table.Claim(name, "layer");

    /// <summary>The tensor whose array holds <paramref name="tensor"/>: reshaping moves nothing.</summary>
    public static Tensor Root(Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        while (tensor.Producer is Reshape reshape)
        {
            tensor = reshape.Input;
        }

        return tensor;
    }

    /// <summary>The names that hls4ml users expect, where there is one input or one output.</summary>
    private void NamePortTypes(ModelGraph model)
    {
        if (model.Outputs is [var output])
        {
            _types[output] = _table.Claim("result_t", "output");
        }

        if (model.Inputs is [var input])
        {
            _types[input] = _table.Claim("input_t", "input");
        }
    }

    private void NamePorts(ModelGraph model)
    {
        foreach (var input in model.Inputs)
        {
            _variables[input] = _table.Claim(input.Identifier, "input");
        }

        var readInside = model.Layers.Where(layer => layer is not Reshape).SelectMany(layer => layer.Inputs).Select(Root).ToHashSet();
        var taken = new HashSet<Tensor>();
        foreach (var output in model.Outputs)
        {
            var port = _table.Claim(output.Identifier, "output");
            _outputPorts.Add(port);
            var root = Root(output);
            if (taken.Add(root) && root.Producer is not Input && !readInside.Contains(root))
            {
                _variables[root] = port;
            }
            else
            {
                _copies.Add((port, output));
            }
        }
    }
}
