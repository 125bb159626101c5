namespace Hls4Net.Import;

/// <summary>
/// One attribute that an operator handler understands. An attribute of a node that no declaration names is an error, never
/// ignored; so is a value other than the default where only the default is understood.
/// </summary>
public sealed class OnnxAttribute
{
    private OnnxAttribute(string name, Type type, object? @default) => (Name, ValueType, Default) = (name, type, @default);

    /// <summary>Name as ONNX has it.</summary>
    public string Name { get; }

    /// <summary><see cref="long"/>, <see cref="double"/>, <see cref="string"/>, arrays of these, or <see cref="ConstantTensor"/>.</summary>
    public Type ValueType { get; }

    /// <summary>ONNX's default; null where there is none (the handler sees an absent attribute).</summary>
    public object? Default { get; }

    /// <summary>Why nothing but the default is understood; null where every value is.</summary>
    public string? OnlyDefault { get; private init; }

    /// <summary>Why any value may be ignored (training, hints); null where the value matters.</summary>
    public string? Ignored { get; private init; }

    /// <summary>Whether it must be given.</summary>
    public bool Required { get; private init; }

    /// <summary>An integer.</summary>
    public static OnnxAttribute Int(string name, long? @default = null) => new(name, typeof(long), @default);

    /// <summary>A number; ONNX stores it as binary32, and so the default is rounded to it.</summary>
    public static OnnxAttribute Float(string name, double? @default = null) => new(name, typeof(double), @default is { } d ? (double)(float)d : null);

    /// <summary>A text.</summary>
    public static OnnxAttribute Text(string name, string? @default = null) => new(name, typeof(string), @default);

    /// <summary>Several integers.</summary>
    public static OnnxAttribute Ints(string name) => new(name, typeof(long[]), null);

    /// <summary>Several numbers.</summary>
    public static OnnxAttribute Floats(string name) => new(name, typeof(double[]), null);

    /// <summary>Several texts.</summary>
    public static OnnxAttribute Texts(string name) => new(name, typeof(string[]), null);

    /// <summary>A tensor.</summary>
    public static OnnxAttribute Tensor(string name) => new(name, typeof(ConstantTensor), null);

    /// <summary>The same, and it must be given.</summary>
    public OnnxAttribute MustBeGiven() => new(Name, ValueType, Default) { Required = true };

    /// <summary>The same, but any value other than the default is refused for the stated reason.</summary>
    public OnnxAttribute Only(string reason) => new(Name, ValueType, Default) { OnlyDefault = reason };

    /// <summary>The same, but it has no effect on inference for the stated reason.</summary>
    public OnnxAttribute WithoutEffect(string reason) => new(Name, ValueType, Default) { Ignored = reason };
}
