namespace Hls4Net.Compiler.Onnx;

/// <summary>
/// A constant as the file stores it. The data stays where it is in the file's bytes until <see cref="TensorDecoder"/> has
/// checked that its amount agrees with the dimensions.
/// </summary>
public sealed class OnnxTensor
{
    /// <summary>The user's name; empty for an attribute's tensor.</summary>
    public string Name { get; internal set; } = "";

    /// <summary>Element type.</summary>
    public OnnxDataType DataType { get; internal set; }

    /// <summary>Dimensions as written; none is a scalar.</summary>
    public IReadOnlyList<long> Dimensions => DimensionList;

    /// <summary>Little-endian elements (<c>raw_data</c>); null where that field is absent.</summary>
    public ReadOnlyMemory<byte>? RawData { get; internal set; }

    /// <summary>Little-endian binary32 elements (<c>float_data</c>).</summary>
    public ReadOnlyMemory<byte> FloatData { get; internal set; }

    /// <summary>Little-endian binary64 elements (<c>double_data</c>).</summary>
    public ReadOnlyMemory<byte> DoubleData { get; internal set; }

    /// <summary>Variable-length integers (<c>int32_data</c>): all types of up to 32 bits, and the bits of 16-bit floats.</summary>
    public ReadOnlyMemory<byte> Int32Data { get; internal set; }

    /// <summary>Variable-length integers (<c>int64_data</c>).</summary>
    public ReadOnlyMemory<byte> Int64Data { get; internal set; }

    /// <summary>Variable-length integers (<c>uint64_data</c>): uint32 and uint64.</summary>
    public ReadOnlyMemory<byte> UInt64Data { get; internal set; }

    /// <summary>Whether the elements are in another file (<c>data_location</c>).</summary>
    public bool IsExternal { get; internal set; }

    /// <summary><c>location</c>, <c>offset</c>, <c>length</c>, … of external data.</summary>
    public IReadOnlyDictionary<string, string> ExternalData => ExternalMap;

    internal List<long> DimensionList { get; } = [];

    internal Dictionary<string, string> ExternalMap { get; } = new(StringComparer.Ordinal);
}
