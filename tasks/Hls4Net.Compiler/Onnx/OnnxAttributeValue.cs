namespace Hls4Net.Compiler.Onnx;

/// <summary>Kinds of attribute; the numbers are those of the format.</summary>
public enum OnnxAttributeKind
{
    /// <summary>Nothing was stored.</summary>
    Undefined = 0,

    /// <summary>A number.</summary>
    Float = 1,

    /// <summary>An integer.</summary>
    Int = 2,

    /// <summary>A text.</summary>
    Text = 3,

    /// <summary>A tensor.</summary>
    Tensor = 4,

    /// <summary>A graph.</summary>
    Graph = 5,

    /// <summary>Several numbers.</summary>
    Floats = 6,

    /// <summary>Several integers.</summary>
    Ints = 7,

    /// <summary>Several texts.</summary>
    Texts = 8,

    /// <summary>A kind that this compiler does not read.</summary>
    Other = 100,
}

/// <summary>One attribute of a node, as written.</summary>
public sealed class OnnxAttributeValue
{
    /// <summary>Its name.</summary>
    public string Name { get; internal set; } = "";

    /// <summary>Which of the values below counts.</summary>
    public OnnxAttributeKind Kind { get; internal set; }

    /// <summary>A number.</summary>
    public float Float { get; internal set; }

    /// <summary>An integer.</summary>
    public long Int { get; internal set; }

    /// <summary>A text.</summary>
    public string Text { get; internal set; } = "";

    /// <summary>A tensor.</summary>
    public OnnxTensor? Tensor { get; internal set; }

    /// <summary>Several numbers.</summary>
    public IReadOnlyList<float> Floats => FloatList;

    /// <summary>Several integers.</summary>
    public IReadOnlyList<long> Ints => IntList;

    /// <summary>Several texts.</summary>
    public IReadOnlyList<string> Texts => TextList;

    internal List<float> FloatList { get; } = [];

    internal List<long> IntList { get; } = [];

    internal List<string> TextList { get; } = [];
}
