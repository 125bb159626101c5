namespace Hls4Net.Compiler.Onnx;

/// <summary>Reads ModelProto, GraphProto and NodeProto.</summary>
internal sealed class ModelReader(ReadOnlyMemory<byte> bytes, OnnxLimits limits)
{
    private readonly TensorReader _tensors = new(bytes, limits);
    private readonly AttributeReader _attributes = new(bytes, limits);
    private readonly ValueReader _values = new(bytes, limits);

    /// <summary>ModelProto.</summary>
    public OnnxModel Model(string path)
    {
        var model = new OnnxModel { Path = path };
        var hasGraph = false;
        var r = new ProtoReader(bytes.Span, 0, bytes.Length);
        if (bytes.Length == 0)
        {
            throw r.Malformed("the file is empty");
        }

        while (r.Next())
        {
            switch (r.Field)
            {
                case 1:
                    model.IrVersion = r.Int64();
                    break;
                case 2:
                    model.Producer = Text(ref r);
                    break;
                case 7:
                    Graph(r.Block(), model.Graph);
                    hasGraph = true;
                    break;
                case 8:
                    Opset(r.Block(), model.OpsetMap);
                    OnnxReader.Bound(model.OpsetMap.Count, limits.Names, "operator sets");
                    break;
                case 25:
                    model.FunctionList.Add(Function(r.Block()));
                    OnnxReader.Bound(model.FunctionList.Count, limits.Names, "functions");
                    break;
                default:
                    r.Skip();
                    break;
            }
        }

        NodeOrder.Sort(model.Graph.NodeList);
        return !hasGraph ? throw r.Malformed("it holds no graph")
            : model.OpsetMap.Count == 0 ? throw r.Malformed("it names no operator set")
            : model;
    }

    private void Graph((int Start, int End) at, OnnxGraph graph)
    {
        var r = new ProtoReader(bytes.Span, at.Start, at.End);
        while (r.Next())
        {
            switch (r.Field)
            {
                case 1:
                    graph.NodeList.Add(Node(r.Block()));
                    OnnxReader.Bound(graph.NodeList.Count, limits.Nodes, "nodes");
                    break;
                case 2:
                    graph.Name = Text(ref r);
                    break;
                case 5:
                    graph.InitializerList.Add(_tensors.Tensor(r.Block()));
                    OnnxReader.Bound(graph.InitializerList.Count, limits.Initializers, "initializers");
                    break;
                case 11:
                    graph.InputList.Add(_values.Value(r.Block()));
                    OnnxReader.Bound(graph.InputList.Count, limits.Names, "inputs");
                    break;
                case 12:
                    graph.OutputList.Add(_values.Value(r.Block()));
                    OnnxReader.Bound(graph.OutputList.Count, limits.Names, "outputs");
                    break;
                case 15:
                    graph.SparseInitializers++;
                    r.Skip();
                    break;
                default:
                    r.Skip();
                    break;
            }
        }
    }

    private OnnxNode Node((int Start, int End) at)
    {
        var node = new OnnxNode();
        var r = new ProtoReader(bytes.Span, at.Start, at.End);
        while (r.Next())
        {
            switch (r.Field)
            {
                case 1:
                    node.InputList.Add(Text(ref r));
                    OnnxReader.Bound(node.InputList.Count, limits.Names, "inputs of one node");
                    break;
                case 2:
                    node.OutputList.Add(Text(ref r));
                    OnnxReader.Bound(node.OutputList.Count, limits.Names, "outputs of one node");
                    break;
                case 3:
                    node.Name = Text(ref r);
                    break;
                case 4:
                    node.OpType = Text(ref r);
                    break;
                case 5:
                    node.AttributeList.Add(_attributes.Attribute(r.Block()));
                    OnnxReader.Bound(node.AttributeList.Count, limits.Attributes, "attributes of one node");
                    break;
                case 7:
                    // The two spellings of the default domain become one.
                    var domain = Text(ref r);
                    node.Domain = domain == "ai.onnx" ? "" : domain;
                    break;
                default:
                    r.Skip();
                    break;
            }
        }

        return node;
    }

    private void Opset((int Start, int End) at, Dictionary<string, long> opsets)
    {
        var domain = "";
        long version = 0;
        var r = new ProtoReader(bytes.Span, at.Start, at.End);
        while (r.Next())
        {
            switch (r.Field)
            {
                case 1:
                    domain = Text(ref r);
                    break;
                case 2:
                    version = r.Int64();
                    break;
                default:
                    r.Skip();
                    break;
            }
        }

        opsets[domain == "ai.onnx" ? "" : domain] = version;
    }

    private string Function((int Start, int End) at)
    {
        var (name, domain) = ("", "");
        var r = new ProtoReader(bytes.Span, at.Start, at.End);
        while (r.Next())
        {
            switch (r.Field)
            {
                case 1:
                    name = Text(ref r);
                    break;
                case 10:
                    domain = Text(ref r);
                    break;
                default:
                    r.Skip();
                    break;
            }
        }

        return $"{domain}::{name}";
    }

    private string Text(ref ProtoReader r) => _tensors.Text(ref r);
}
