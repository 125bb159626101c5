using Hls4Net.Operators;

namespace Hls4Net.Import;

/// <summary>
/// One node while a handler turns it into layers: its attributes (checked against the declaration, defaults filled in), its
/// inputs, and where the outputs go.
/// </summary>
public sealed class OperatorNode
{
    private readonly ModelGraph _graph;
    private readonly IReadOnlyDictionary<string, object> _attributes;
    private readonly IReadOnlyList<ImportedValue?> _inputs;
    private readonly IReadOnlyList<string> _outputs;
    private readonly Dictionary<int, ImportedValue> _results = [];

    /// <summary>A node about to be imported.</summary>
    /// <param name="declaration">The handler's declaration.</param>
    /// <param name="name">The user's name, or <c>OpType_index</c> where there is none.</param>
    /// <param name="graph">The graph that grows.</param>
    /// <param name="attributes">Values by name, defaults filled in; absent ones without default are missing.</param>
    /// <param name="inputs">Inputs in order; null for an omitted one.</param>
    /// <param name="outputs">Output names in order; empty for one that is omitted or that nothing depends on.</param>
    public OperatorNode(
        OnnxOperator declaration, string name, ModelGraph graph, IReadOnlyDictionary<string, object> attributes,
        IReadOnlyList<ImportedValue?> inputs, IReadOnlyList<string> outputs)
    {
        ArgumentNullException.ThrowIfNull(declaration);
        (Declaration, Name, _graph, _attributes, _inputs, _outputs) = (declaration, name, graph, attributes, inputs, outputs);
    }

    /// <summary>The declaration of the handler.</summary>
    public OnnxOperator Declaration { get; }

    /// <summary>The user's name of the node, or <c>OpType_index</c> where it has none.</summary>
    public string Name { get; }

    /// <summary>The batch size that the file states for its inputs; null where it is symbolic. Shapes hold 1 in its place.</summary>
    public long? StatedBatch { get; init; }

    /// <summary>Whether all that reads the first output takes it for positions in tables: the only integers that data can become.</summary>
    public bool MakesIndices { get; init; }

    /// <summary>How many inputs are written, omitted ones at the end not counted.</summary>
    public int InputCount => _inputs.Count;

    /// <summary>Whether anything depends on an output: others need no layer.</summary>
    public bool IsNeeded(int output) => output < _outputs.Count && _outputs[output].Length > 0;

    /// <summary>How many outputs are written.</summary>
    public int OutputCount => _outputs.Count;

    /// <summary>What the handler made, by output index.</summary>
    public IReadOnlyDictionary<int, ImportedValue> Results => _results;

    /// <summary>Whether an attribute has a value, its default included.</summary>
    public bool Has(string attribute) => _attributes.ContainsKey(attribute);

    /// <summary>An attribute of any kind: long, double, string, an array of the first two, or <see cref="ConstantTensor"/>.</summary>
    public object Value(string attribute) => _attributes[attribute];

    /// <summary>An integer attribute.</summary>
    public long Int(string attribute) => (long)_attributes[attribute];

    /// <summary>A number attribute.</summary>
    public double Float(string attribute) => (double)_attributes[attribute];

    /// <summary>A text attribute.</summary>
    public string Text(string attribute) => (string)_attributes[attribute];

    /// <summary>An attribute of several integers; null where absent.</summary>
    public long[]? Ints(string attribute) => _attributes.TryGetValue(attribute, out var value) ? (long[])value : null;

    /// <summary>An attribute of several numbers; null where absent.</summary>
    public double[]? Floats(string attribute) => _attributes.TryGetValue(attribute, out var value) ? (double[])value : null;

    /// <summary>An attribute of several texts; null where absent.</summary>
    public string[]? Texts(string attribute) => _attributes.TryGetValue(attribute, out var value) ? (string[])value : null;

    /// <summary>A tensor attribute; null where absent.</summary>
    public ConstantTensor? Tensor(string attribute) =>
        _attributes.TryGetValue(attribute, out var value) ? (ConstantTensor)value : null;

    /// <summary>An input; null where it is omitted.</summary>
    public ImportedValue? Optional(int index) => index < _inputs.Count ? _inputs[index] : null;

    /// <summary>An input that is given.</summary>
    public ImportedValue Input(int index) =>
        Optional(index) ?? throw Unsupported($"input {index} is missing");

    /// <summary>An input that is a tensor.</summary>
    public ImportedValue Data(int index) => Input(index) is { Tensor: not null } data
        ? data : throw Unsupported($"input {index} is a constant where data is expected");

    /// <summary>An input that is constant; may hold NaN or infinity.</summary>
    public ConstantTensor Constant(int index) => Input(index).Constant
        ?? throw new DiagnosticException(ImportDiagnostics.NotConstant, NameText.Show(Name), Declaration.Type, InputName(index), NameText.Show(Input(index).Tensor!.Name));

    /// <summary>A constant input that becomes a weight: at least one number, all of them finite.</summary>
    public ConstantTensor Weight(int index)
    {
        var constant = Constant(index);
        if (constant.Count == 0)
        {
            throw Mismatch($"constant '{NameText.Show(constant.Origin)}' is empty");
        }

        RequireFinite(constant.Origin, constant.Reals);
        return constant;
    }

    /// <summary>The integers of a constant input, such as a shape or axes.</summary>
    public long[] Integers(int index) => Constant(index) is { IsInteger: true } constant
        ? constant.Integers : throw Unsupported($"input '{InputName(index)}' must hold integers");

    /// <summary>An axis counted from the front.</summary>
    /// <param name="axis">Axis; negative counts from the back.</param>
    /// <param name="rank">Number of dimensions.</param>
    public int Axis(long axis, int rank) => axis >= -rank && axis < rank
        ? (int)(axis < 0 ? axis + rank : axis)
        : throw Unsupported(FormattableString.Invariant($"axis {axis} does not exist in {rank} dimensions"));

    /// <summary>
    /// What another operator makes of other inputs, with the attributes of this node as far as that operator declares them: an
    /// operator that is known as another one between conversions.
    /// </summary>
    /// <param name="other">The other operator.</param>
    /// <param name="inputs">Its inputs.</param>
    /// <param name="output">Name of what it makes.</param>
    public ImportedValue As(OnnxOperator other, IReadOnlyList<ImportedValue?> inputs, string output)
    {
        ArgumentNullException.ThrowIfNull(other);
        ArgumentNullException.ThrowIfNull(inputs);
        var attributes = other.Attributes.Where(a => _attributes.ContainsKey(a.Name) || a.Default is not null)
            .ToDictionary(a => a.Name, a => _attributes.GetValueOrDefault(a.Name) ?? a.Default!, StringComparer.Ordinal);
        var node = new OperatorNode(other, Name, _graph, attributes, inputs, [output]) { StatedBatch = StatedBatch };
        (other.Import ?? throw Unsupported($"{other.Type} is understood for constants only"))(node);
        return node.Results[0];
    }

    /// <summary>Sets an output to a value that exists already: the node does nothing to the data.</summary>
    public void Alias(ImportedValue value, int output = 0) => _results[output] = value;

    /// <summary>
    /// Adds the layer that makes an output. Where its own rule gives other dimensions than ONNX (the same elements in the same
    /// order), a <see cref="Reshape"/> follows.
    /// </summary>
    /// <param name="layer">The layer; usually named <see cref="Name"/>.</param>
    /// <param name="inputs">What it reads.</param>
    /// <param name="shape">ONNX shape of the output, batch as 1.</param>
    /// <param name="batchAxis">Which of its dimensions is the batch; −1 for none.</param>
    /// <param name="output">Index of the node's output.</param>
    public void Emit(Layer layer, IReadOnlyList<Tensor> inputs, IReadOnlyList<int> shape, int batchAxis, int output = 0)
    {
        ArgumentNullException.ThrowIfNull(layer);
        RequireFinite(layer);
        var name = OutputName(output);
        var made = _graph.Add(layer, inputs, name).Output;
        var sample = ImportedValue.SampleShape(shape, batchAxis);
        if (!made.Shape.Equals(sample))
        {
            // What others read carries the user's name.
            var view = _graph.Add(new Reshape($"{Name}_shape", sample), [made], $"{name}_flat").Output;
            (made.Name, view.Name) = (view.Name, made.Name);
            (made.Identifier, view.Identifier) = (view.Identifier, made.Identifier);
            made = view;
        }

        _results[output] = new ImportedValue(made, shape, batchAxis);
    }

    /// <summary>Adds a layer whose own shape rule decides about all outputs of the node.</summary>
    /// <param name="layer">The layer; usually named <see cref="Name"/>.</param>
    /// <param name="inputs">What it reads.</param>
    /// <param name="batchAxis">Where the outputs have the batch; −1 for nowhere.</param>
    public void Emit(Layer layer, IReadOnlyList<Tensor> inputs, int batchAxis)
    {
        ArgumentNullException.ThrowIfNull(layer);
        RequireFinite(layer);
        _graph.Add(layer, inputs, [.. Enumerable.Range(0, _outputs.Count).Select(OutputName)]);
        for (var i = 0; i < layer.Outputs.Count; i++)
        {
            var shape = layer.Outputs[i].Shape.Dimensions.ToList();
            var axis = Math.Min(batchAxis, shape.Count);
            if (axis >= 0)
            {
                shape.Insert(axis, 1);
            }

            _results[i] = new ImportedValue(layer.Outputs[i], shape, axis);
        }
    }

    /// <summary>Adds a layer in the middle of a node that needs several; its output gets a name derived from the node's.</summary>
    public Tensor EmitInner(Layer layer, params IReadOnlyList<Tensor> inputs)
    {
        ArgumentNullException.ThrowIfNull(layer);
        return EmitInner(layer, layer.Name, inputs);
    }

    /// <summary>Adds a layer in the middle of a node that needs several, with a name for its output.</summary>
    public Tensor EmitInner(Layer layer, string outputName, params IReadOnlyList<Tensor> inputs)
    {
        ArgumentNullException.ThrowIfNull(layer);
        RequireFinite(layer);
        return _graph.Add(layer, inputs, outputName).Output;
    }

    /// <summary>The tensor under another sample shape; the same tensor where that is its shape already.</summary>
    public Tensor Reshaped(Tensor tensor, TensorShape shape)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        return tensor.Shape.Equals(shape) ? tensor : EmitInner(new Reshape($"{Name}_input", shape), tensor);
    }

    /// <summary>The name of an output, for constants that folding makes.</summary>
    public string OutputName(int index) => index < _outputs.Count && _outputs[index].Length > 0 ? _outputs[index] : $"{Name}_{index}";

    /// <summary>The error for a form of the operator that is not supported.</summary>
    /// <param name="what">What is not supported and what to do instead; no full stop.</param>
    public DiagnosticException Unsupported(string what) =>
        new(ImportDiagnostics.UnsupportedForm, NameText.Show(Name), Declaration.Type, what);

    /// <summary>The error for shapes that contradict each other.</summary>
    public DiagnosticException Mismatch(string what) =>
        new(ImportDiagnostics.ShapeMismatch, NameText.Show(Name), Declaration.Type, what);

    /// <summary>Finite constants can still make weights that are not (a reciprocal, a product of large numbers).</summary>
    private void RequireFinite(Layer layer)
    {
        foreach (var weight in layer.Weights.Values)
        {
            RequireFinite(weight.Origin, weight.Values);
        }
    }

    private void RequireFinite(string origin, IReadOnlyList<double> values)
    {
        for (var i = 0; i < values.Count; i++)
        {
            if (!double.IsFinite(values[i]))
            {
                throw new DiagnosticException(
                    ImportDiagnostics.NotFinite, NameText.Show(Name), NameText.Show(origin), values[i], i, values.Count(v => !double.IsFinite(v)));
            }
        }
    }

    private string InputName(int index) =>
        Declaration.Inputs.Count == 0 ? "" : Declaration.Inputs[Math.Min(index, Declaration.Inputs.Count - 1)].Name;
}
