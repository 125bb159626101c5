namespace Hls4Net.Compiler.Onnx;

/// <summary>What an ONNX file holds, as far as this compiler reads it.</summary>
public sealed class OnnxModel
{
    /// <summary>Absolute path of the file; external data is looked for beside it. Empty for a model in memory.</summary>
    public string Path { get; init; } = "";

    /// <summary>Version of the file format.</summary>
    public long IrVersion { get; internal set; }

    /// <summary>The tool that wrote it.</summary>
    public string Producer { get; internal set; } = "";

    /// <summary>Version of each operator set it uses, by domain; the default domain is the empty text.</summary>
    public IReadOnlyDictionary<string, long> Opsets => OpsetMap;

    /// <summary>The graph.</summary>
    public OnnxGraph Graph { get; internal set; } = new();

    /// <summary>Names (<c>domain::name</c>) of functions defined inside the model.</summary>
    public IReadOnlyList<string> Functions => FunctionList;

    internal Dictionary<string, long> OpsetMap { get; } = new(StringComparer.Ordinal);

    internal List<string> FunctionList { get; } = [];
}

/// <summary>Nodes in order, with the values that go in, come out, and are built in.</summary>
public sealed class OnnxGraph
{
    /// <summary>The exporter's name for it.</summary>
    public string Name { get; internal set; } = "";

    /// <summary>Nodes in the order of the file; in topological order where the file's is not and there is one.</summary>
    public IReadOnlyList<OnnxNode> Nodes => NodeList;

    /// <summary>Inputs in the order of the file; may repeat initializers (before format version 4 it had to).</summary>
    public IReadOnlyList<OnnxValue> Inputs => InputList;

    /// <summary>Outputs in the order of the file.</summary>
    public IReadOnlyList<OnnxValue> Outputs => OutputList;

    /// <summary>Constants.</summary>
    public IReadOnlyList<OnnxTensor> Initializers => InitializerList;

    /// <summary>How many sparse initializers there are (they are not read).</summary>
    public int SparseInitializers { get; internal set; }

    internal List<OnnxNode> NodeList { get; } = [];

    internal List<OnnxValue> InputList { get; } = [];

    internal List<OnnxValue> OutputList { get; } = [];

    internal List<OnnxTensor> InitializerList { get; } = [];
}

/// <summary>One operation.</summary>
public sealed class OnnxNode
{
    /// <summary>The user's name; often empty.</summary>
    public string Name { get; internal set; } = "";

    /// <summary>Operator, e.g. <c>Gemm</c>.</summary>
    public string OpType { get; internal set; } = "";

    /// <summary>Operator set; empty for the default one.</summary>
    public string Domain { get; internal set; } = "";

    /// <summary>Names of what it reads; an empty name is an omitted input.</summary>
    public IReadOnlyList<string> Inputs => InputList;

    /// <summary>Names of what it makes; an empty name is an omitted output.</summary>
    public IReadOnlyList<string> Outputs => OutputList;

    /// <summary>Attributes as written; defaults are not filled in.</summary>
    public IReadOnlyList<OnnxAttributeValue> Attributes => AttributeList;

    internal List<string> InputList { get; } = [];

    internal List<string> OutputList { get; } = [];

    internal List<OnnxAttributeValue> AttributeList { get; } = [];
}

/// <summary>A graph input or output: name, element type and shape as far as stated.</summary>
public sealed class OnnxValue
{
    /// <summary>The user's name.</summary>
    public string Name { get; internal set; } = "";

    /// <summary>Element type; undefined where not stated or not a tensor.</summary>
    public OnnxDataType DataType { get; internal set; }

    /// <summary>False for a sequence, a map or an optional.</summary>
    public bool IsTensor { get; internal set; } = true;

    /// <summary>Dimensions, outermost first; null where no shape is stated.</summary>
    public IReadOnlyList<OnnxDimension>? Shape => ShapeList;

    internal List<OnnxDimension>? ShapeList { get; set; }
}

/// <summary>One stated dimension.</summary>
/// <param name="Value">The number; null for a symbol or nothing at all.</param>
/// <param name="Symbol">The symbol's name; empty where there is none.</param>
public sealed record OnnxDimension(long? Value, string Symbol)
{
    /// <summary>Whether the number is known and makes sense (exporters also write −1 and 0 for "any").</summary>
    public bool IsFixed => Value is > 0;

    /// <inheritdoc/>
    public override string ToString() =>
        Value is { } number ? FormattableString.Invariant($"{number}") : Symbol.Length > 0 ? Symbol : "?";
}
