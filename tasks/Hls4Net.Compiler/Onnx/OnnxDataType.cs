namespace Hls4Net.Compiler.Onnx;

/// <summary>Element types of ONNX tensors; the numbers are those of the format.</summary>
public enum OnnxDataType
{
    /// <summary>Not stated.</summary>
    Undefined = 0,

    /// <summary>IEEE 754 binary32.</summary>
    Float = 1,

    /// <summary>8 bits, unsigned.</summary>
    UInt8 = 2,

    /// <summary>8 bits, signed.</summary>
    Int8 = 3,

    /// <summary>16 bits, unsigned.</summary>
    UInt16 = 4,

    /// <summary>16 bits, signed.</summary>
    Int16 = 5,

    /// <summary>32 bits, signed.</summary>
    Int32 = 6,

    /// <summary>64 bits, signed.</summary>
    Int64 = 7,

    /// <summary>Text.</summary>
    String = 8,

    /// <summary>One byte, 0 or 1.</summary>
    Bool = 9,

    /// <summary>IEEE 754 binary16.</summary>
    Float16 = 10,

    /// <summary>IEEE 754 binary64.</summary>
    Double = 11,

    /// <summary>32 bits, unsigned.</summary>
    UInt32 = 12,

    /// <summary>64 bits, unsigned.</summary>
    UInt64 = 13,

    /// <summary>The upper half of a binary32.</summary>
    BFloat16 = 16,

    /// <summary>4 bits, unsigned, two in a byte.</summary>
    UInt4 = 21,

    /// <summary>4 bits, signed, two in a byte.</summary>
    Int4 = 22,
}

/// <summary>What the reader knows of each element type.</summary>
public static class OnnxDataTypes
{
    /// <summary>Bytes of an element (or of two of them) in <c>raw_data</c>; 0 for a type that is not read.</summary>
    public static int Size(this OnnxDataType type) => type switch
    {
        OnnxDataType.UInt8 or OnnxDataType.Int8 or OnnxDataType.Bool or OnnxDataType.UInt4 or OnnxDataType.Int4 => 1,
        OnnxDataType.UInt16 or OnnxDataType.Int16 or OnnxDataType.Float16 or OnnxDataType.BFloat16 => 2,
        OnnxDataType.Float or OnnxDataType.Int32 or OnnxDataType.UInt32 => 4,
        OnnxDataType.Double or OnnxDataType.Int64 or OnnxDataType.UInt64 => 8,
        _ => 0,
    };

    /// <summary>The integers that the type holds, as far as 64 signed bits do; null for other types.</summary>
    public static (long Min, long Max)? Limits(this OnnxDataType type) => type switch
    {
        OnnxDataType.UInt4 => (0, 15),
        OnnxDataType.Int4 => (-8, 7),
        OnnxDataType.UInt8 => (byte.MinValue, byte.MaxValue),
        OnnxDataType.Int8 => (sbyte.MinValue, sbyte.MaxValue),
        OnnxDataType.UInt16 => (ushort.MinValue, ushort.MaxValue),
        OnnxDataType.Int16 => (short.MinValue, short.MaxValue),
        OnnxDataType.UInt32 => (uint.MinValue, uint.MaxValue),
        OnnxDataType.Int32 => (int.MinValue, int.MaxValue),
        OnnxDataType.UInt64 => (0, long.MaxValue),
        OnnxDataType.Int64 => (long.MinValue, long.MaxValue),
        _ => null,
    };

    /// <summary>Whether two elements share a byte.</summary>
    public static bool IsHalfByte(this OnnxDataType type) => type is OnnxDataType.UInt4 or OnnxDataType.Int4;

    /// <summary>Whether it is one of the four floating-point types.</summary>
    public static bool IsReal(this OnnxDataType type) =>
        type is OnnxDataType.Float or OnnxDataType.Double or OnnxDataType.Float16 or OnnxDataType.BFloat16;
}
