using System.Globalization;
using System.Runtime.InteropServices;

namespace Hls4Net.Testing;

/// <summary>
/// Makes ONNX models for tests, node by node:
/// <c>new OnnxBuilder().Input("x", "N,4").Initializer("w", w, 4, 2).Node("MatMul", "x w", "y").Output("y", "N,2").ToArray()</c>.
/// </summary>
/// <param name="opset">Version of the default operator set.</param>
public sealed class OnnxBuilder(int opset = 13)
{
    private readonly ProtoWriter _graph = new();
    private readonly ProtoWriter _model = new ProtoWriter().Int(1, 8).Text(2, "OnnxBuilder")
        .Message(8, m => m.Text(1, "").Int(2, opset));

    /// <summary>Uses a further operator set.</summary>
    public OnnxBuilder Opset(string domain, int version)
    {
        _model.Message(8, m => m.Text(1, domain).Int(2, version));
        return this;
    }

    /// <summary>A graph input. Shape text: numbers or symbols, e.g. <c>N,28,28</c>; empty for a scalar; null for no shape.</summary>
    public OnnxBuilder Input(string name, string? shape, int elementType = 1)
    {
        _graph.Bytes(11, Value(name, shape, elementType));
        return this;
    }

    /// <summary>A graph output; shape text as for inputs.</summary>
    public OnnxBuilder Output(string name, string? shape = null, int elementType = 1)
    {
        _graph.Bytes(12, Value(name, shape, elementType));
        return this;
    }

    /// <summary>A constant of binary32 numbers.</summary>
    public OnnxBuilder Initializer(string name, float[] values, params long[] dimensions) =>
        Initializer(Tensor(name, 1, dimensions, MemoryMarshal.AsBytes(values.AsSpan()).ToArray()));

    /// <summary>A constant of 64-bit integers.</summary>
    public OnnxBuilder Initializer(string name, long[] values, params long[] dimensions) =>
        Initializer(Tensor(name, 7, dimensions, MemoryMarshal.AsBytes(values.AsSpan()).ToArray()));

    /// <summary>A constant given as the bytes of a TensorProto.</summary>
    public OnnxBuilder Initializer(byte[] tensor)
    {
        _graph.Bytes(5, tensor);
        return this;
    }

    /// <summary>A node with a name derived from nothing: unnamed, as many exporters leave it.</summary>
    /// <param name="type">Operator.</param>
    /// <param name="inputs">Input names separated by blanks; <c>-</c> for an omitted one.</param>
    /// <param name="outputs">Output names separated by blanks.</param>
    /// <param name="attributes">Values: int, long, float, double, string, string[], long[], float[], or byte[] for a TensorProto.</param>
    public OnnxBuilder Node(string type, string inputs, string outputs, params (string Name, object Value)[] attributes) =>
        NamedNode("", type, Names(inputs), Names(outputs), attributes);

    /// <summary>A node with a name; names may hold anything.</summary>
    public OnnxBuilder NamedNode(
        string name, string type, string[] inputs, string[] outputs, params (string Name, object Value)[] attributes) =>
        DomainNode("", name, type, inputs, outputs, attributes);

    /// <summary>A node of an operator set other than the default.</summary>
    public OnnxBuilder DomainNode(
        string domain, string name, string type, string[] inputs, string[] outputs, params (string Name, object Value)[] attributes)
    {
        _graph.Message(1, node =>
        {
            foreach (var input in inputs)
            {
                node.Text(1, input);
            }

            foreach (var output in outputs)
            {
                node.Text(2, output);
            }

            if (name.Length > 0)
            {
                node.Text(3, name);
            }

            node.Text(4, type);
            foreach (var (key, value) in attributes)
            {
                node.Bytes(5, Attribute(key, value));
            }

            if (domain.Length > 0)
            {
                node.Text(7, domain);
            }
        });
        return this;
    }

    /// <summary>The bytes of a TensorProto with raw data.</summary>
    public static byte[] Tensor(string name, int elementType, long[] dimensions, byte[] raw) =>
        new ProtoWriter().Packed(1, dimensions).Int(2, elementType).Text(8, name).Bytes(9, raw).ToArray();

    /// <summary>The bytes of a TensorProto whose data is in another file; offset and length as texts, null for none.</summary>
    public static byte[] ExternalTensor(string name, long[] dimensions, string location, string? offset = null, string? length = null)
    {
        var tensor = new ProtoWriter().Packed(1, dimensions).Int(2, 1).Text(8, name).Int(14, 1);
        foreach (var (key, value) in new[] { ("location", location), ("offset", offset), ("length", length) })
        {
            if (value is not null)
            {
                tensor.Message(13, entry => entry.Text(1, key).Text(2, value));
            }
        }

        return tensor.ToArray();
    }

    /// <summary>The file.</summary>
    public byte[] ToArray()
    {
        var graph = new ProtoWriter().Text(2, "graph").ToArray();
        return [.. _model.ToArray(), .. new ProtoWriter().Bytes(7, [.. graph, .. _graph.ToArray()]).ToArray()];
    }

    /// <summary>Writes the file.</summary>
    /// <returns>The path.</returns>
    public string Save(string path)
    {
        File.WriteAllBytes(path, ToArray());
        return path;
    }

    private static string[] Names(string names) =>
        [.. names.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(name => name == "-" ? "" : name)];

    private static byte[] Value(string name, string? shape, int elementType) =>
        new ProtoWriter().Text(1, name).Message(2, type => type.Message(1, tensor =>
        {
            tensor.Int(1, elementType);
            if (shape is not null)
            {
                tensor.Message(2, dimensions =>
                {
                    foreach (var dimension in shape.Split(',', StringSplitOptions.RemoveEmptyEntries))
                    {
                        dimensions.Message(1, d => _ = long.TryParse(dimension, CultureInfo.InvariantCulture, out var number)
                            ? d.Int(1, number) : dimension == "?" ? d : d.Text(2, dimension));
                    }
                });
            }
        })).ToArray();

    private static byte[] Attribute(string name, object value)
    {
        var attribute = new ProtoWriter().Text(1, name);
        return (value switch
        {
            int number => attribute.Int(3, number).Int(20, 2),
            long number => attribute.Int(3, number).Int(20, 2),
            float number => attribute.Float(2, number).Int(20, 1),
            double number => attribute.Float(2, (float)number).Int(20, 1),
            string text => attribute.Text(4, text).Int(20, 3),
            byte[] tensor => attribute.Bytes(5, tensor).Int(20, 4),
            long[] numbers => attribute.Packed(8, numbers).Int(20, 7),
            string[] texts => texts.Aggregate(attribute, (a, text) => a.Text(9, text)).Int(20, 8),
            float[] numbers => attribute.Bytes(7, MemoryMarshal.AsBytes(numbers.AsSpan())).Int(20, 6),
            _ => throw new ArgumentException($"No attribute of {value.GetType()}.", nameof(value)),
        }).ToArray();
    }
}
