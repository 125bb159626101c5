using Hls4Net.Compiler.Onnx;
using Hls4Net.Import;
using Hls4Net.Operators;

namespace Hls4Net.Compiler.Import;

/// <summary>
/// Turns an ONNX graph into a graph of layers, a node at a time and in order; fusing is left to passes. A node that cannot be
/// read leaves its outputs open, and the nodes behind it are still checked as far as possible: one build shows all problems.
/// </summary>
public sealed class OnnxImporter
{
    private const long FoldingBudget = 1 << 26;
    private readonly OnnxModel _model;
    private readonly OperatorCatalog _catalog;
    private readonly DiagnosticBag _diagnostics;
    private readonly ModelGraph _graph;
    private readonly TensorDecoder _decoder;
    private readonly AttributeBinder _binder;
    private readonly NodeGraph _nodes;
    private readonly Decompositions _decompositions;
    private readonly IndexValues _indices;
    private readonly Dictionary<string, OnnxTensor> _initializers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ImportedValue?> _values = new(StringComparer.Ordinal);
    private readonly HashSet<string> _needed = new(StringComparer.Ordinal);
    private long? _statedBatch = 1;
    private long _folded;

    private OnnxImporter(OnnxModel model, string projectName, OperatorCatalog catalog, DiagnosticBag diagnostics)
    {
        (_model, _catalog, _diagnostics) = (model, catalog, diagnostics);
        _graph = new ModelGraph(projectName);
        _decoder = new TensorDecoder(model.Path, OnnxLimits.Default);
        _binder = new AttributeBinder(_decoder, diagnostics);
        _indices = new IndexValues(model.Graph);
        _nodes = new NodeGraph(model.Graph);
        _decompositions = new Decompositions(_nodes, _graph, name => Find(name).Value);
    }

    /// <summary>Imports a model.</summary>
    /// <param name="model">The model as read.</param>
    /// <param name="options">What the user says about it.</param>
    /// <param name="diagnostics">Where problems go; after an error the graph is incomplete.</param>
    /// <param name="catalog">The operators that can be read; null for the built-in ones.</param>
    /// <returns>The graph, without types.</returns>
    public static ModelGraph Import(OnnxModel model, ImportOptions options, DiagnosticBag diagnostics, OperatorCatalog? catalog = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(diagnostics);
        var importer = new OnnxImporter(model, options.ProjectName, catalog ?? new OperatorCatalog(), diagnostics);
        importer.CheckOpset();
        importer.AddInitializers();
        importer.AddInputs(options.Inputs);
        importer.FindNeeded();
        for (var i = 0; i < model.Graph.Nodes.Count; i++)
        {
            importer.AddNode(model.Graph.Nodes[i], i);
        }

        importer.AddOutputs();
        foreach (var input in importer._graph.Layers.OfType<Input>().Where(input => importer._indices.Contains(input.Name)))
        {
            input.Rows = IndexValues.RowsNamedBy(input.Output);
        }

        return importer._graph;
    }

    /// <summary>What the layer of a node is called: the node's own name, else its operator and position.</summary>
    internal static string NameOf(OnnxNode node, int index) =>
        node.Name.Length > 0 ? node.Name : FormattableString.Invariant($"{node.OpType}_{index}");

    private void CheckOpset()
    {
        if (_model.Opsets.TryGetValue("", out var version) && version > OperatorCatalog.NewestOpset)
        {
            _diagnostics.Report(ImportDiagnostics.NewOpset, null, version, OperatorCatalog.NewestOpset);
        }
    }

    private void AddInitializers()
    {
        if (_model.Graph.SparseInitializers > 0)
        {
            _diagnostics.Report(ImportDiagnostics.BrokenGraph, null, "it has sparse initializers, which are not read; store them as dense tensors");
        }

        foreach (var tensor in _model.Graph.Initializers)
        {
            if (!_initializers.TryAdd(tensor.Name, tensor))
            {
                _diagnostics.Report(ImportDiagnostics.BrokenGraph, null, $"two initializers are called '{NameText.Show(tensor.Name)}'");
            }
        }
    }

    private void AddInputs(string text)
    {
        // Old files list every initializer as an input, too: a default that nobody overrides.
        OnnxValue[] inputs = [.. _model.Graph.Inputs.Where(i => !_initializers.ContainsKey(i.Name))];
        var shapes = new InputShapes(text, inputs, BatchAxes.Of(_model.Graph), _diagnostics);
        foreach (var input in inputs)
        {
            var integers = QuantizedPort(input);
            if (input.Name.Length == 0 || !_values.TryAdd(input.Name, null))
            {
                _diagnostics.Report(ImportDiagnostics.BrokenGraph, null, $"two inputs are called '{NameText.Show(input.Name)}', or one has no name");
            }
            else if (!input.IsTensor || (input.DataType != OnnxDataType.Undefined && !input.DataType.IsReal() && !_indices.Contains(input.Name) && integers is null))
            {
                ReportElementType("Input", input);
            }
            else if (shapes.Of(input) is var (shape, batchAxis, batch))
            {
                var port = new Input(input.Name, ImportedValue.SampleShape(shape, batchAxis)) { IntegerType = integers };
                var tensor = _graph.Add(port, [], input.Name).Output;
                _values[input.Name] = new ImportedValue(tensor, shape, batchAxis) { IsInteger = integers is not null };
                _statedBatch = batch is null || _statedBatch is null ? null : Math.Max(batch.Value, _statedBatch.Value);
            }
        }

        if (inputs.Length == 0)
        {
            _diagnostics.Report(ImportDiagnostics.BrokenGraph, null, "it has no inputs");
        }
    }

    /// <summary>The type of a port for integers that only operators of quantised networks read; null for any other.</summary>
    private FixedType? QuantizedPort(OnnxValue input) =>
        input.DataType.Limits() is { } limits && input.DataType.Size() <= 2
        && _nodes.Readers(input.Name).All(node => node.OpType is "DequantizeLinear" or "ConvInteger" or "MatMulInteger" or "QGemm"
            || node.OpType.StartsWith("QLinear", StringComparison.Ordinal))
            ? new ValueRange(limits.Min, limits.Max).ToType(0) with { Overflow = Overflow.Saturate } : null;

    private void ReportElementType(string what, OnnxValue value) => _diagnostics.Report(
        ImportDiagnostics.ElementType, null, what, NameText.Show(value.Name), value.IsTensor ? value.DataType : "sequence, map or optional");

    /// <summary>Marks what the outputs depend on: dead branches (a training mask, a debug output) need not be understood.</summary>
    private void FindNeeded()
    {
        _needed.UnionWith(_model.Graph.Outputs.Select(output => output.Name));
        foreach (var node in _model.Graph.Nodes.Reverse())
        {
            if (node.Outputs.Any(_needed.Contains))
            {
                _needed.UnionWith(node.Inputs);
            }
        }
    }

    private void AddNode(OnnxNode node, int index)
    {
        var name = NameOf(node, index);
        var results = node.Outputs.Any(o => o.Length > 0 && _needed.Contains(o)) ? Results(node, name) : null;
        for (var i = 0; i < node.Outputs.Count; i++)
        {
            var output = node.Outputs[i];
            if (output.Length == 0)
            {
                continue;
            }

            var result = results?.GetValueOrDefault(i);
            if (results is not null && result is null && _needed.Contains(output))
            {
                _diagnostics.Report(
                    ImportDiagnostics.UnsupportedForm, NameText.Show(name), node.OpType,
                    FormattableString.Invariant($"output {i} ('{NameText.Show(output)}') is used, but only the first one is supported"));
            }

            if (_initializers.ContainsKey(output) || !_values.TryAdd(output, result))
            {
                _diagnostics.Report(ImportDiagnostics.BrokenGraph, NameText.Show(name), $"'{NameText.Show(output)}' is made more than once");
            }
        }
    }

    /// <summary>What the node makes by output index; null after an error here or before.</summary>
    private IReadOnlyDictionary<int, ImportedValue>? Results(OnnxNode node, string name)
    {
        try
        {
            var inputs = Inputs(node, name);
            var declaration = Declaration(node, name);
            var attributes = declaration is null ? null : _binder.Bind(node, name, declaration);
            if (inputs is null || declaration is null || attributes is null)
            {
                return null;
            }

            var operatorNode = new OperatorNode(declaration, name, _graph, attributes, inputs, [.. node.Outputs.Select(o => _needed.Contains(o) ? o : "")])
            {
                StatedBatch = _statedBatch,
                MakesIndices = node.Outputs.Count > 0 && _indices.Contains(node.Outputs[0]),
            };
            if (!_decompositions.Read(node, operatorNode))
            {
                Run(operatorNode, inputs);
            }

            if (!operatorNode.Results.ContainsKey(0) && node.Outputs is [{ Length: > 0 } first, ..] && _needed.Contains(first))
            {
                throw new NodeFailedException(
                    NameText.Show(name), node.OpType, new PluginFaultException("Import returned without a result: it calls Emit, or throws Unsupported."), declaration!.Import?.Target);
            }

            return operatorNode.Results;
        }
        catch (DiagnosticException e)
        {
            foreach (var diagnostic in e.Diagnostics)
            {
                _diagnostics.Add(diagnostic with { Node = diagnostic.Node ?? NameText.Show(name) });
            }

            return null;
        }
        catch (Exception e) when (e is not (OperationCanceledException or NodeFailedException))
        {
            throw new NodeFailedException(NameText.Show(name), node.OpType, e);
        }
    }

    private void Run(OperatorNode node, List<ImportedValue?> inputs)
    {
        var declared = node.Declaration.Inputs;
        if (inputs.Count > declared.Count && !node.Declaration.Variadic)
        {
            throw node.Unsupported($"it has {inputs.Count} inputs where {declared.Count} are understood");
        }

        for (var i = 0; i < declared.Count; i++)
        {
            if (!declared[i].Optional && (i >= inputs.Count || inputs[i] is null))
            {
                throw node.Unsupported($"input {i} ('{declared[i].Name}') is missing");
            }
        }

        if (inputs.TrueForAll(i => i is null or { Constant: not null }))
        {
            var fold = node.Declaration.Fold ?? throw node.Unsupported("all its inputs are constants, and it is not computed at build time; fold constants before export");
            var constant = fold(node);
            _folded += constant.Count;
            if (_folded > FoldingBudget)
            {
                throw OnnxReader.Exceeded($"{_folded} elements of constants computed at build time", FoldingBudget);
            }

            node.Alias(new ImportedValue(constant));
            return;
        }

        var import = node.Declaration.Import
            ?? throw node.Unsupported(node.Declaration.Fold is null
                ? "its declaration has neither Import nor Fold, which would say what becomes of it"
                : "it is understood only where its inputs are constants; here one depends on the model's inputs");

        // Asked for here so that every operator says it in the same words.
        for (var i = 0; i < inputs.Count && i < declared.Count; i++)
        {
            if (declared[i].Constant && inputs[i] is not null)
            {
                node.Constant(i);
            }
        }

        import(node);

        // Most operators make the element type they read.
        var isInteger = node.Declaration.MakesIntegers ?? inputs.TrueForAll(input => input?.Tensor is null || input.IsInteger);
        foreach (var result in node.Results.Values.Where(result => result.Tensor is not null && !inputs.Contains(result)))
        {
            result.IsInteger |= isInteger;
        }
    }

    private List<ImportedValue?>? Inputs(OnnxNode node, string name)
    {
        var inputs = new List<ImportedValue?>();
        var sound = true;
        foreach (var input in node.Inputs)
        {
            if (input.Length == 0)
            {
                inputs.Add(null);
                continue;
            }

            var (known, value) = Find(input);
            if (!known)
            {
                _diagnostics.Report(
                    ImportDiagnostics.BrokenGraph, NameText.Show(name), $"'{NameText.Show(input)}' is read but made nowhere before this node");
                sound = false;
            }
            else
            {
                sound &= value is not null;
                inputs.Add(value);
            }
        }

        while (inputs.Count > 0 && inputs[^1] is null)
        {
            inputs.RemoveAt(inputs.Count - 1);
        }

        return sound ? inputs : null;
    }

    private (bool Known, ImportedValue? Value) Find(string name)
    {
        if (_values.TryGetValue(name, out var value))
        {
            return (true, value);
        }

        if (!_initializers.TryGetValue(name, out var tensor))
        {
            return (false, null);
        }

        _values[name] = null; // A tensor that cannot be decoded is reported once.
        return (true, _values[name] = new ImportedValue(_decoder.Decode(tensor, name)));
    }

    private OnnxOperator? Declaration(OnnxNode node, string name)
    {
        var version = _model.Opsets.GetValueOrDefault(node.Domain, 1);
        if (_catalog.Find(node.Domain, node.OpType, version) is { } declaration)
        {
            return declaration;
        }

        if (_catalog.Find(node.Domain, node.OpType, long.MaxValue) is { } later)
        {
            _diagnostics.Report(ImportDiagnostics.Opset, NameText.Show(name), node.OpType, version, later.Since);
            return null;
        }

        var function = _model.Functions.Contains($"{node.Domain}::{node.OpType}");
        _diagnostics.Report(
            ImportDiagnostics.UnknownOperator, NameText.Show(name),
            NameText.Show(node.Domain.Length == 0 ? node.OpType : $"{node.Domain}::{node.OpType}"),
            OperatorHint.For(node.OpType, function, _catalog));
        return null;
    }

    /// <summary>Whether a tensor holds positions: the integers that leave a model.</summary>
    private static bool IsPosition(Tensor tensor)
    {
        while (tensor.Producer is Reshape { Input: var before })
        {
            tensor = before;
        }

        return tensor.Producer is ArgMax;
    }

    private void AddOutputs()
    {
        if (_model.Graph.Outputs.Count == 0)
        {
            _diagnostics.Report(ImportDiagnostics.BrokenGraph, null, "it has no outputs");
        }

        foreach (var output in _model.Graph.Outputs)
        {
            if (_values.TryGetValue(output.Name, out var unread) && unread is null)
            {
                continue; // Whatever stands in the way of what makes it was reported there.
            }

            var isInteger = _values.TryGetValue(output.Name, out var known) && known?.Tensor is { } made && (known.IsInteger || IsPosition(made));
            if (!output.IsTensor || (output.DataType != OnnxDataType.Undefined && !output.DataType.IsReal() && !isInteger))
            {
                ReportElementType("Output", output);
            }
            else if (_initializers.ContainsKey(output.Name) || (_values.TryGetValue(output.Name, out var value) && value is { Constant: not null }))
            {
                _diagnostics.Report(ImportDiagnostics.ConstantOutput, null, NameText.Show(output.Name));
            }
            else if (!_values.ContainsKey(output.Name))
            {
                _diagnostics.Report(ImportDiagnostics.BrokenGraph, null, $"output '{NameText.Show(output.Name)}' is made nowhere");
            }
            else if (value?.Tensor is { } tensor)
            {
                ChannelsLast.TakeName(tensor, output.Name);

                // A node that does nothing to the data has no layer; at the boundary it gives its name nevertheless.
                _graph.AddOutput(tensor.Name == output.Name && tensor.Producer is not Input
                    ? tensor
                    : _graph.Add(new Reshape(output.Name, tensor.Shape), [tensor], output.Name).Output);
            }
        }
    }
}
