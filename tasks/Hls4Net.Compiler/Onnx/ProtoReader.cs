using System.Buffers.Binary;

namespace Hls4Net.Compiler.Onnx;

/// <summary>
/// Walks the fields of one protobuf message in place. Every length is checked against what is left before it is used; a
/// violation is a <see cref="DiagnosticException"/> with the byte where it happened.
/// </summary>
/// <param name="file">The whole file.</param>
/// <param name="start">First byte of the message.</param>
/// <param name="end">First byte after it.</param>
internal ref struct ProtoReader(ReadOnlySpan<byte> file, int start, int end)
{
    private readonly ReadOnlySpan<byte> _file = file;
    private readonly int _end = end;

    /// <summary>Number of the current field.</summary>
    public int Field { get; private set; }

    /// <summary>How the current field is stored.</summary>
    public WireType Wire { get; private set; }

    /// <summary>Byte that is read next, counted from the start of the file.</summary>
    public int Position { get; private set; } = start;

    /// <summary>Goes to the next field; false at the end of the message.</summary>
    public bool Next()
    {
        if (Position >= _end)
        {
            return false;
        }

        var tag = Varint();
        Field = (int)Math.Min(tag >> 3, int.MaxValue);
        Wire = (WireType)(tag & 7);
        return Field is 0 or > 0x1FFFFFFF ? throw Malformed("a field has an impossible number") : true;
    }

    /// <summary>An integer of variable length.</summary>
    public ulong Varint()
    {
        ulong value = 0;
        for (var shift = 0; shift < 70; shift += 7)
        {
            if (Position >= _end)
            {
                throw Malformed("it ends within a number");
            }

            var octet = _file[Position++];
            value |= shift < 64 ? (ulong)(octet & 0x7F) << shift : 0;
            if (octet < 0x80)
            {
                return value;
            }
        }

        throw Malformed("a number has more than ten bytes");
    }

    /// <summary>A signed integer field.</summary>
    public long Int64()
    {
        Expect(WireType.Varint);
        return unchecked((long)Varint());
    }

    /// <summary>A binary32 field.</summary>
    public float Single()
    {
        Expect(WireType.Fixed32);
        var at = Position;
        Advance(4);
        return BinaryPrimitives.ReadSingleLittleEndian(_file[at..]);
    }

    /// <summary>Start and end of a text, a block of bytes or a message within this one; goes past it.</summary>
    public (int Start, int End) Block()
    {
        Expect(WireType.Block);
        var length = Varint();
        if (length > (ulong)(_end - Position))
        {
            throw Malformed("a block is longer than what is left");
        }

        var at = Position;
        Position += (int)length;
        return (at, Position);
    }

    /// <summary>Goes past the current field, whatever it is.</summary>
    public void Skip()
    {
        switch (Wire)
        {
            case WireType.Varint:
                Varint();
                break;
            case WireType.Fixed64:
                Advance(8);
                break;
            case WireType.Fixed32:
                Advance(4);
                break;
            case WireType.Block:
                Block();
                break;
            default:
                throw Malformed("a field has an unknown form");
        }
    }

    /// <summary>The error for a damaged file, at the current byte.</summary>
    public readonly DiagnosticException Malformed(string what) =>
        new(OnnxDiagnostics.Malformed, null, what, Position, _file.Length);

    private readonly void Expect(WireType wire)
    {
        if (Wire != wire)
        {
            throw Malformed("a field has another form than the format says");
        }
    }

    private void Advance(int bytes)
    {
        if (_end - Position < bytes)
        {
            throw Malformed("it ends within a number");
        }

        Position += bytes;
    }
}

/// <summary>How protobuf stores a field.</summary>
internal enum WireType
{
    /// <summary>Seven bits a byte.</summary>
    Varint = 0,

    /// <summary>Eight bytes.</summary>
    Fixed64 = 1,

    /// <summary>A length and that many bytes.</summary>
    Block = 2,

    /// <summary>Four bytes.</summary>
    Fixed32 = 5,
}
