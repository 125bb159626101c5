using System.Buffers.Binary;
using Hls4Net.Import;

namespace Hls4Net.Compiler.Onnx;

/// <summary>Turns a stored tensor into numbers, once its dimensions and the amount of its data have been found to agree.</summary>
/// <param name="modelPath">Path of the model, for external data; empty for a model in memory.</param>
/// <param name="limits">How large a tensor may be.</param>
public sealed class TensorDecoder(string modelPath, OnnxLimits limits)
{
    /// <summary>The elements of a tensor.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="name">What messages call it where it has no name of its own.</param>
    /// <exception cref="DiagnosticException">HLSN2003, HLSN2004 or HLSN2005.</exception>
    public ConstantTensor Decode(OnnxTensor tensor, string name)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        name = tensor.Name.Length > 0 ? tensor.Name : name;
        var size = tensor.DataType.Size();
        if (size == 0)
        {
            throw Bad(name, $"its element type {tensor.DataType} is not read");
        }

        var (shape, count) = Count(tensor, name);
        var bytes = tensor.DataType.IsHalfByte() ? (count + 1) / 2 : count * size;
        if (tensor.IsExternal)
        {
            return Raw(name, tensor.DataType, shape, count, ExternalData.Read(tensor, name, modelPath, bytes));
        }

        if (tensor.RawData is { } raw)
        {
            return raw.Length == bytes
                ? Raw(name, tensor.DataType, shape, count, raw.Span)
                : throw Bad(name, $"it holds {raw.Length} bytes, but its dimensions [{string.Join(',', shape)}] need {bytes}");
        }

        if (tensor.DataType.IsHalfByte())
        {
            var pairs = Array.ConvertAll(Varints(name, tensor.Int32Data, bytes), pair => unchecked((byte)pair));
            return Raw(name, tensor.DataType, shape, count, pairs);
        }

        var held = tensor.DataType.Limits();
        return tensor.DataType switch
        {
            OnnxDataType.Float => Raw(name, OnnxDataType.Float, shape, count, Exactly(name, tensor.FloatData, count * sizeof(float))),
            OnnxDataType.Double => Raw(name, OnnxDataType.Double, shape, count, Exactly(name, tensor.DoubleData, count * sizeof(double))),
            OnnxDataType.Int64 => new ConstantTensor(name, shape, Varints(name, tensor.Int64Data, count)) { Limits = held },
            OnnxDataType.UInt32 or OnnxDataType.UInt64 => new ConstantTensor(name, shape, Varints(name, tensor.UInt64Data, count)) { Limits = held },
            OnnxDataType.Float16 => new ConstantTensor(
                name, shape, Array.ConvertAll(Varints(name, tensor.Int32Data, count), bits => (double)BitConverter.UInt16BitsToHalf(unchecked((ushort)bits)))),
            OnnxDataType.BFloat16 => new ConstantTensor(
                name, shape, Array.ConvertAll(Varints(name, tensor.Int32Data, count), bits => BFloat(unchecked((ushort)bits)))),
            _ => new ConstantTensor(name, shape, Varints(name, tensor.Int32Data, count)) { Limits = held },
        };
    }

    private (int[] Shape, long Count) Count(OnnxTensor tensor, string name)
    {
        long count = 1;
        var shape = new int[tensor.Dimensions.Count];
        for (var axis = 0; axis < shape.Length; axis++)
        {
            var dimension = tensor.Dimensions[axis];
            if (dimension < 0)
            {
                throw Bad(name, $"dimension {axis} is {dimension}");
            }

            // Checked one by one: a zero later on must not hide an impossible dimension.
            if (dimension > limits.Elements || count * Math.Max(dimension, 1) > limits.Elements)
            {
                throw OnnxReader.Exceeded($"constant '{NameText.Show(name)}' of dimensions [{string.Join(',', tensor.Dimensions)}]", limits.Elements);
            }

            shape[axis] = (int)dimension;
            count *= dimension;
        }

        return (shape, count);
    }

    private static ConstantTensor Raw(string name, OnnxDataType type, int[] shape, long count, ReadOnlySpan<byte> bytes)
    {
        if (type.IsReal())
        {
            var reals = new double[count];
            for (var i = 0; i < reals.Length; i++)
            {
                reals[i] = type switch
                {
                    OnnxDataType.Float => BinaryPrimitives.ReadSingleLittleEndian(bytes[(i * 4)..]),
                    OnnxDataType.Double => BinaryPrimitives.ReadDoubleLittleEndian(bytes[(i * 8)..]),
                    OnnxDataType.Float16 => (double)BinaryPrimitives.ReadHalfLittleEndian(bytes[(i * 2)..]),
                    _ => BFloat(BinaryPrimitives.ReadUInt16LittleEndian(bytes[(i * 2)..])),
                };
            }

            return new ConstantTensor(name, shape, reals);
        }

        var integers = new long[count];
        for (var i = 0; i < integers.Length; i++)
        {
            integers[i] = type switch
            {
                OnnxDataType.UInt4 or OnnxDataType.Int4 => HalfByte(bytes, i, type == OnnxDataType.Int4),
                OnnxDataType.UInt8 or OnnxDataType.Bool => bytes[i],
                OnnxDataType.Int8 => (sbyte)bytes[i],
                OnnxDataType.UInt16 => BinaryPrimitives.ReadUInt16LittleEndian(bytes[(i * 2)..]),
                OnnxDataType.Int16 => BinaryPrimitives.ReadInt16LittleEndian(bytes[(i * 2)..]),
                OnnxDataType.Int32 => BinaryPrimitives.ReadInt32LittleEndian(bytes[(i * 4)..]),
                OnnxDataType.UInt32 => BinaryPrimitives.ReadUInt32LittleEndian(bytes[(i * 4)..]),
                _ => BinaryPrimitives.ReadInt64LittleEndian(bytes[(i * 8)..]),
            };
        }

        return new ConstantTensor(name, shape, integers) { Limits = type.Limits() };
    }

    /// <summary>The first of two elements is in the low half of their byte.</summary>
    private static long HalfByte(ReadOnlySpan<byte> bytes, int index, bool isSigned)
    {
        var bits = (bytes[index / 2] >> (index % 2 * 4)) & 15;
        return isSigned && bits > 7 ? bits - 16 : bits;
    }

    private static ReadOnlySpan<byte> Exactly(string name, ReadOnlyMemory<byte> bytes, long expected) => bytes.Length == expected
        ? bytes.Span
        : throw Bad(name, $"it holds {bytes.Length} bytes, but its dimensions need {expected}");

    private static long[] Varints(string name, ReadOnlyMemory<byte> bytes, long count)
    {
        // Every integer ends with the one byte whose top bit is clear: counted before memory is taken.
        long stored = 0;
        foreach (var octet in bytes.Span)
        {
            stored += octet < 0x80 ? 1 : 0;
        }

        if (stored != count)
        {
            throw Bad(name, $"it holds {stored} integers, but its dimensions need {count}");
        }

        var values = new long[count];
        var reader = new ProtoReader(bytes.Span, 0, bytes.Length);
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = unchecked((long)reader.Varint());
        }

        return values;
    }

    private static double BFloat(ushort bits) => BitConverter.UInt32BitsToSingle((uint)bits << 16);

    private static DiagnosticException Bad(string name, FormattableString what) =>
        new(OnnxDiagnostics.BadTensor, null, NameText.Show(name), FormattableString.Invariant(what));
}
