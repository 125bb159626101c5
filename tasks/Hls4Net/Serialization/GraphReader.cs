using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace Hls4Net.Serialization;

/// <summary>Reads what <see cref="GraphWriter"/> writes. Nothing is allocated before the bytes for it are known to be there.</summary>
internal ref struct GraphReader(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _position;

    /// <summary>Whether everything has been read.</summary>
    public readonly bool AtEnd => _position == _bytes.Length;

    /// <summary>A number not below zero.</summary>
    public int Count()
    {
        long value = 0;
        for (var shift = 0; shift < 35; shift += 7)
        {
            var part = Take(1)[0];
            value |= (long)(part & 0x7f) << shift;
            if (part < 0x80)
            {
                return value <= int.MaxValue ? (int)value : throw Damaged("a count is too large");
            }
        }

        throw Damaged("a count does not end");
    }

    /// <summary>How many items of at least <paramref name="size"/> bytes follow.</summary>
    public int Count(int size)
    {
        var count = Count();
        return (long)count * size <= _bytes.Length - _position ? count : throw Damaged("a count is larger than the file");
    }

    /// <summary>A whole number.</summary>
    public long Integer() => BinaryPrimitives.ReadInt64LittleEndian(Take(8));

    /// <summary>A whole number in a range.</summary>
    public int Integer(int low, int high)
    {
        var value = Integer();
        return value >= low && value <= high ? (int)value : throw Damaged("a number is out of range");
    }

    /// <summary>A double.</summary>
    public double Real() => BitConverter.Int64BitsToDouble(Integer());

    /// <summary>A truth value.</summary>
    public bool Flag() => Take(1)[0] switch { 0 => false, 1 => true, _ => throw Damaged("a flag is neither 0 nor 1") };

    /// <summary>A text.</summary>
    public string Text() => Encoding.UTF8.GetString(Take(Count()));

    /// <summary>A member of an enumeration that has <paramref name="members"/> of them, from 0.</summary>
    public int Choice(int members) => Count() is var value && value < members ? value : throw Damaged("an unknown choice");

    /// <summary>A shape.</summary>
    public TensorShape Shape()
    {
        var dimensions = new int[Count(1)];
        long elements = 1;
        for (var i = 0; i < dimensions.Length; i++)
        {
            dimensions[i] = Count();
            elements *= dimensions[i];
            if (elements is < 1 or > int.MaxValue)
            {
                throw Damaged("a shape is impossible");
            }
        }

        return new TensorShape(dimensions);
    }

    /// <summary>A type.</summary>
    public FixedType Type()
    {
        var width = Count();
        return width == 0 ? default
            : width > 1024 ? throw Damaged("a type is too wide")
            : new FixedType(
                width, Integer(-4096, 4096), Flag(), (Rounding)Choice(Enum.GetValues<Rounding>().Length),
                (Overflow)Choice(Enum.GetValues<Overflow>().Length), Count());
    }

    /// <summary>An integer of any size.</summary>
    public BigInteger Big() => new(Take(Count()));

    /// <summary>Intervals of a tensor of <paramref name="elements"/> elements.</summary>
    public IReadOnlyList<ValueRange> Ranges(int elements)
    {
        var count = Count();
        var written = Count(2);
        if (count != 0 && (count != elements || written == 0 || count % written != 0))
        {
            throw Damaged("a tensor has the wrong number of intervals");
        }

        var ranges = new ValueRange[written];
        for (var i = 0; i < written; i++)
        {
            ranges[i] = new ValueRange(Big(), Big());
        }

        return count == written ? ranges : new RepeatedRange(ranges, count == 0 ? 0 : count / written);
    }

    /// <summary>Raw integers.</summary>
    public long[] Raw()
    {
        var count = Count();
        var size = Count();
        if (size is not (1 or 2 or 4 or 8) || (long)count * size > _bytes.Length - _position)
        {
            throw Damaged("a list of integers is larger than the file");
        }

        var raw = Take(count * size);
        var values = new long[count];
        for (var i = 0; i < count; i++)
        {
            var item = raw.Slice(i * size, size);
            values[i] = size switch
            {
                1 => (sbyte)item[0],
                2 => BinaryPrimitives.ReadInt16LittleEndian(item),
                4 => BinaryPrimitives.ReadInt32LittleEndian(item),
                _ => BinaryPrimitives.ReadInt64LittleEndian(item),
            };
        }

        return values;
    }

    /// <summary>The exception for content that no writer wrote.</summary>
    public static InvalidDataException Damaged(string problem) => new($"The embedded graph is damaged: {problem}.");

    private ReadOnlySpan<byte> Take(int length)
    {
        if (length > _bytes.Length - _position)
        {
            throw Damaged("it ends too early");
        }

        _position += length;
        return _bytes.Slice(_position - length, length);
    }
}
