using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace Hls4Net.Serialization;

/// <summary>The primitives of the graph format: little endian, counts as 7-bit groups, integers in as few bytes as their type needs.</summary>
internal sealed class GraphWriter
{
    private readonly ArrayBufferWriter<byte> _buffer = new();

    /// <summary>What was written.</summary>
    public byte[] ToArray() => _buffer.WrittenSpan.ToArray();

    /// <summary>A number not below zero.</summary>
    public void Count(int value)
    {
        for (var rest = (uint)value; ; rest >>= 7)
        {
            _buffer.Write([(byte)(rest < 0x80 ? rest : rest | 0x80)]);
            if (rest < 0x80)
            {
                return;
            }
        }
    }

    /// <summary>A whole number.</summary>
    public void Integer(long value)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        _buffer.Write(bytes);
    }

    /// <summary>A double, bit for bit.</summary>
    public void Real(double value) => Integer(BitConverter.DoubleToInt64Bits(value));

    /// <summary>A truth value.</summary>
    public void Flag(bool value) => _buffer.Write([value ? (byte)1 : (byte)0]);

    /// <summary>A text.</summary>
    public void Text(string value)
    {
        var bytes = Encoding.UTF8.GetBytes(value);
        Count(bytes.Length);
        _buffer.Write(bytes);
    }

    /// <summary>A shape.</summary>
    public void Shape(TensorShape shape)
    {
        Count(shape.Rank);
        foreach (var dimension in shape.Dimensions)
        {
            Count(dimension);
        }
    }

    /// <summary>A type; width 0 stands for none.</summary>
    public void Type(FixedType type)
    {
        Count(type.Width);
        if (type.Width > 0)
        {
            Integer(type.Integer);
            Flag(type.Signed);
            Count((int)type.Rounding);
            Count((int)type.Overflow);
            Count(type.SaturationBits);
        }
    }

    /// <summary>An integer of any size.</summary>
    public void Big(BigInteger value)
    {
        var bytes = value.ToByteArray();
        Count(bytes.Length);
        _buffer.Write(bytes);
    }

    /// <summary>Intervals: their number, how many of them are written, these; they repeat.</summary>
    public void Ranges(IReadOnlyList<ValueRange> ranges)
    {
        Count(ranges.Count);
        var period = ranges is RepeatedRange repeated ? repeated.Pattern.Count : ranges.Count;
        var same = 0;
        while (same < period && ranges[same] == ranges[0])
        {
            same++;
        }

        var written = same == period && period > 0 ? 1 : period;
        Count(written);
        for (var i = 0; i < written; i++)
        {
            Big(ranges[i].Min);
            Big(ranges[i].Max);
        }
    }

    /// <summary>Raw integers: their number, bytes each (1, 2, 4 or 8), then the bytes.</summary>
    public void Raw(IReadOnlyList<long> values)
    {
        Count(values.Count);
        long low = 0, high = 0;
        foreach (var value in values)
        {
            low = Math.Min(low, value);
            high = Math.Max(high, value);
        }

        var size = low >= sbyte.MinValue && high <= sbyte.MaxValue ? 1
            : low >= short.MinValue && high <= short.MaxValue ? 2
            : low >= int.MinValue && high <= int.MaxValue ? 4 : 8;
        Count(size);
        Span<byte> bytes = stackalloc byte[8];
        foreach (var value in values)
        {
            BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
            _buffer.Write(bytes[..size]);
        }
    }
}
