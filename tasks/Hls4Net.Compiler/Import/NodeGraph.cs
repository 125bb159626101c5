using Hls4Net.Compiler.Onnx;

namespace Hls4Net.Compiler.Import;

/// <summary>Who makes and who reads each value of an ONNX graph. Casts and identities are looked through: they do nothing to the data.</summary>
internal sealed class NodeGraph
{
    // Exporters write one or two in a row; broken graphs can have a circle of them.
    private const int MostPassed = 8;

    private readonly Dictionary<string, OnnxNode> _makers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<OnnxNode>> _readers = new(StringComparer.Ordinal);
    private readonly HashSet<string> _outputs;

    public NodeGraph(OnnxGraph graph)
    {
        _outputs = [.. graph.Outputs.Select(output => output.Name)];
        foreach (var node in graph.Nodes)
        {
            foreach (var output in node.Outputs)
            {
                _makers.TryAdd(output, node);
            }

            foreach (var input in node.Inputs)
            {
                if (!_readers.TryGetValue(input, out var readers))
                {
                    _readers.Add(input, readers = []);
                }

                readers.Add(node);
            }
        }
    }

    /// <summary>The node that makes a value, if it is one of these operators; it and what is looked through is noted.</summary>
    /// <param name="name">The value.</param>
    /// <param name="pattern">Takes the nodes.</param>
    /// <param name="types">The operators.</param>
    public OnnxNode? Maker(string name, ISet<OnnxNode> pattern, params ReadOnlySpan<string> types)
    {
        var passed = new List<OnnxNode>();
        for (; passed.Count <= MostPassed && _makers.TryGetValue(name, out var node) && node.Domain.Length == 0; name = node.Inputs[0])
        {
            if (types.Contains(node.OpType))
            {
                if (node.Inputs.Count < Operands(node.OpType))
                {
                    return null;
                }

                pattern.UnionWith(passed.Append(node));
                return node;
            }

            if (node.OpType is not ("Cast" or "Identity") || node.Inputs.Count != 1)
            {
                return null;
            }

            passed.Add(node);
        }

        return null;
    }

    /// <summary>The nodes that read a value.</summary>
    public IReadOnlyList<OnnxNode> Readers(string name) => _readers.GetValueOrDefault(name, []);

    private static int Operands(string type) => type switch
    {
        "InstanceNormalization" => 3,
        "Sqrt" or "Reciprocal" or "ReduceMean" or "ReduceSum" or "ReduceMax" or "Unsqueeze" or "Exp" or "Log" or "Erf" or "Tanh" or "Sigmoid" or "Softplus" or "Clip" => 1,
        _ => 2,
    };

    /// <summary>The value before casts and identities.</summary>
    public string Source(string name)
    {
        for (var passed = 0; passed <= MostPassed && _makers.TryGetValue(name, out var node) && node is { Domain: "", OpType: "Cast" or "Identity", Inputs.Count: 1 }; passed++)
        {
            name = node.Inputs[0];
        }

        return name;
    }

    /// <summary>Whether nothing outside a pattern reads what its inner nodes make.</summary>
    public bool IsClosed(IReadOnlySet<OnnxNode> pattern, OnnxNode last) => pattern.Where(node => node != last).SelectMany(node => node.Outputs).All(
        output => !_outputs.Contains(output) && Readers(output).All(reader => reader == last || pattern.Contains(reader)));
}
