namespace Hls4Net;

/// <summary>
/// A model as a graph of layers joined by tensors. <see cref="Layers"/> is always in topological order;
/// every change goes through the methods here, which keep producers, consumers and order consistent.
/// </summary>
public sealed class ModelGraph
{
    private readonly List<Layer> _layers = [];

    // Still in the list until it is sorted: taking one out of the middle takes as long as the list is.
    private readonly HashSet<Layer> _removed = [];
    private readonly List<Tensor> _outputs = [];
    private readonly IdentifierTable _layerIdentifiers = new();
    private readonly IdentifierTable _tensorIdentifiers = new();
    private bool _sorted = true;

    /// <summary>An empty graph.</summary>
    /// <param name="name">Project name: a lower-case C identifier; top function, file names and C++ namespace.</param>
    public ModelGraph(string name) => Name = name;

    /// <summary>Project name: top function, file names, C++ namespace.</summary>
    public string Name { get; }

    /// <summary>Every layer, in topological order; ties keep the order of insertion.</summary>
    public IReadOnlyList<Layer> Layers
    {
        get
        {
            Sort();
            return _layers;
        }
    }

    /// <summary>The model's inputs in the order of the file; each is produced by an <see cref="Operators.Input"/> layer.</summary>
    public IReadOnlyList<Tensor> Inputs => [.. _layers.OfType<Operators.Input>().Where(layer => layer.Graph == this).Select(layer => layer.Output)];

    /// <summary>The model's outputs in the order of the file; a tensor may be listed twice.</summary>
    public IReadOnlyList<Tensor> Outputs => _outputs;

    /// <summary>While a rewrite runs: the layers whose edges it touched. The pass driver asks again at these and their neighbours.</summary>
    internal List<Layer>? Journal { get; set; }

    /// <summary>Counts every change; a pass driver sees from it whether something happened.</summary>
    public int Version { get; private set; }

    /// <summary>Adds a layer that reads <paramref name="inputs"/>; its outputs get the given names (missing ones are derived from the layer's).</summary>
    /// <returns>The layer, wired up.</returns>
    /// <exception cref="DiagnosticException">The shape rule of the layer rejects the inputs.</exception>
    /// <exception cref="InvalidOperationException">The layer already belongs to a graph.</exception>
    public T Add<T>(T layer, IReadOnlyList<Tensor> inputs, params ReadOnlySpan<string> outputNames)
        where T : Layer
    {
        ArgumentNullException.ThrowIfNull(layer);
        ArgumentNullException.ThrowIfNull(inputs);
        if (layer.Graph is not null)
        {
            throw new InvalidOperationException($"{layer} already belongs to a graph.");
        }

        foreach (var input in inputs)
        {
            layer.InputList.Add(input);
            input.ConsumerList.Add(layer);
        }

        IReadOnlyList<TensorShape> shapes;
        try
        {
            shapes = layer.InferShapes();
        }
        catch
        {
            Detach(layer);
            throw;
        }

        for (var i = 0; i < shapes.Count; i++)
        {
            var name = i < outputNames.Length ? outputNames[i] : i == 0 ? layer.Name : $"{layer.Name}_{i}";
            layer.OutputList.Add(new Tensor(name, shapes[i])
            {
                Identifier = _tensorIdentifiers.Claim(name, "tensor"),
                Producer = layer,
            });
        }

        layer.Identifier = _layerIdentifiers.Claim(layer.Name, layer.ClassName);
        layer.Graph = this;
        if (_removed.Remove(layer))
        {
            _layers.Remove(layer);
        }

        _layers.Add(layer);
        Changed(layer);
        return layer;
    }

    /// <summary>Appends a tensor to the model's outputs.</summary>
    public void AddOutput(Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        _outputs.Add(tensor);
        Changed();
    }

    /// <summary>Makes every reader of <paramref name="old"/>, the model's outputs included, read <paramref name="replacement"/> instead.</summary>
    /// <param name="old">The tensor that loses its readers.</param>
    /// <param name="replacement">The tensor that gains them. Where <paramref name="old"/> was a model output it takes over its name: the boundary keeps the user's names.</param>
    public void ReplaceUses(Tensor old, Tensor replacement)
    {
        ArgumentNullException.ThrowIfNull(old);
        ArgumentNullException.ThrowIfNull(replacement);
        foreach (var consumer in old.ConsumerList.ToArray())
        {
            if (replacement.Producer == consumer)
            {
                continue; // The replacement is computed from the old tensor: inserted after it, not instead of it.
            }

            for (var i = 0; i < consumer.InputList.Count; i++)
            {
                if (consumer.InputList[i] == old)
                {
                    consumer.InputList[i] = replacement;
                    old.ConsumerList.Remove(consumer);
                    replacement.ConsumerList.Add(consumer);
                    Journal?.Add(consumer);
                }
            }
        }

        if (_outputs.Contains(old))
        {
            if (!_outputs.Contains(replacement) && replacement.Producer is not Operators.Input)
            {
                ExchangeNames(replacement, old);
            }

            for (var i = 0; i < _outputs.Count; i++)
            {
                _outputs[i] = _outputs[i] == old ? replacement : _outputs[i];
            }
        }

        Changed(old.Producer, replacement.Producer);
    }

    /// <summary>Makes one input of a layer read another tensor.</summary>
    public void SetInput(Layer layer, int index, Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(layer);
        ArgumentNullException.ThrowIfNull(tensor);
        var old = layer.InputList[index];
        old.ConsumerList.Remove(layer);
        layer.InputList[index] = tensor;
        tensor.ConsumerList.Add(layer);
        Changed(layer, old.Producer, tensor.Producer);
    }

    /// <summary>
    /// Makes a layer read other tensors and gives its outputs the shapes that follow. Layers that read those outputs are the
    /// caller's to rewire: they may not suit the new shapes.
    /// </summary>
    /// <exception cref="DiagnosticException">The shape rule of the layer rejects the inputs.</exception>
    public void SetInputs(Layer layer, IReadOnlyList<Tensor> inputs)
    {
        ArgumentNullException.ThrowIfNull(layer);
        ArgumentNullException.ThrowIfNull(inputs);
        Changed([layer, .. layer.InputList.Concat(inputs).Select(input => input.Producer)]);
        Detach(layer);
        foreach (var input in inputs)
        {
            layer.InputList.Add(input);
            input.ConsumerList.Add(layer);
        }

        foreach (var (output, shape) in layer.OutputList.Zip(layer.InferShapes()))
        {
            output.Shape = shape;
        }
    }

    /// <summary>Exchanges the names of two tensors: the user's name goes to the one that now holds what it stands for.</summary>
    public static void ExchangeNames(Tensor a, Tensor b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        (a.Name, b.Name) = (b.Name, a.Name);
        (a.Identifier, b.Identifier) = (b.Identifier, a.Identifier);
    }

    /// <summary>
    /// Numbers the tensors between the model's ports whose name another tensor has, too: what a node or a rewrite is made of
    /// is called after it, however often that happens. Traces go by name.
    /// </summary>
    internal void DistinguishNames()
    {
        var taken = _outputs.Concat(Inputs).Select(port => port.Name).ToHashSet(StringComparer.Ordinal);
        var last = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var tensor in Layers.Where(layer => layer is not Operators.Input).SelectMany(layer => layer.Outputs).Except(_outputs))
        {
            for (var name = tensor.Name; !taken.Add(tensor.Name);)
            {
                var n = last[name] = last.GetValueOrDefault(name, 1) + 1;
                tensor.Name = FormattableString.Invariant($"{name}_{n}");
            }
        }
    }

    /// <summary>Removes a layer whose outputs nobody reads.</summary>
    /// <exception cref="InvalidOperationException">An output still has readers.</exception>
    public void Remove(Layer layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        if (layer.OutputList.Exists(output => output.ConsumerList.Count > 0 || _outputs.Contains(output)))
        {
            throw new InvalidOperationException($"An output of {layer} is still read.");
        }

        Changed([.. layer.InputList.Select(input => input.Producer)]);
        Detach(layer);
        _removed.Add(layer);
        layer.Graph = null;
    }

    /// <summary>
    /// Removes a layer with one input and one output; its readers read its input instead. Where the layer was the only reader,
    /// the input takes over the name of the output: after a fusion it holds that tensor's values.
    /// </summary>
    public void Bypass(Layer layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        var (input, output) = (layer.Input, layer.Output);
        var onlyReader = input.ConsumerList.Count == 1 && !_outputs.Contains(input) && input.Producer is not Operators.Input;
        ReplaceUses(output, input);
        if (onlyReader && input.Name != output.Name && !_outputs.Contains(input))
        {
            ExchangeNames(input, output);
        }

        Remove(layer);
    }

    /// <summary>Puts <paramref name="replacement"/> in the place of <paramref name="old"/>: same inputs, same output names, same readers.</summary>
    /// <returns>The replacement, wired up; it has absorbed the origins of the old layer.</returns>
    public T Replace<T>(Layer old, T replacement)
        where T : Layer
    {
        ArgumentNullException.ThrowIfNull(old);
        ArgumentNullException.ThrowIfNull(replacement);
        Add(replacement, [.. old.InputList], [.. old.OutputList.Select(output => output.Name)]);
        for (var i = 0; i < old.OutputList.Count; i++)
        {
            ReplaceUses(old.OutputList[i], replacement.OutputList[i]);
        }

        replacement.Absorb(old);
        Remove(old);
        return replacement;
    }

    private static void Detach(Layer layer)
    {
        foreach (var input in layer.InputList)
        {
            input.ConsumerList.Remove(layer);
        }

        layer.InputList.Clear();
    }

    private void Changed(params ReadOnlySpan<Layer?> touched)
    {
        foreach (var layer in touched)
        {
            if (layer is not null)
            {
                Journal?.Add(layer);
            }
        }

        Version++;
        _sorted = false;
    }

    private void Sort()
    {
        if (_sorted)
        {
            return;
        }

        _layers.RemoveAll(_removed.Contains);
        _removed.Clear();
        TopologicalOrder.Sort(_layers);
        for (var i = 0; i < _layers.Count; i++)
        {
            _layers[i].Index = i + 1;
        }

        _sorted = true;
    }
}
