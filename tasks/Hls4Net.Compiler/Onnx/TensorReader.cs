using System.Buffers;
using System.Text;

namespace Hls4Net.Compiler.Onnx;

/// <summary>Reads TensorProto; leaves the elements where they are.</summary>
internal sealed class TensorReader(ReadOnlyMemory<byte> bytes, OnnxLimits limits)
{
    /// <summary>TensorProto.</summary>
    public OnnxTensor Tensor((int Start, int End) at)
    {
        var tensor = new OnnxTensor();
        ElementBytes floats = new(bytes), doubles = new(bytes), int32s = new(bytes), int64s = new(bytes), uint64s = new(bytes);
        var r = new ProtoReader(bytes.Span, at.Start, at.End);
        while (r.Next())
        {
            switch (r.Field)
            {
                case 1:
                    Integers(ref r, tensor.DimensionList, limits.Rank);
                    break;
                case 2:
                    tensor.DataType = (OnnxDataType)(int)Math.Clamp(r.Int64(), 0, 1000);
                    break;
                case 4:
                    floats.Add(Elements(ref r));
                    break;
                case 5:
                    int32s.Add(Elements(ref r));
                    break;
                case 7:
                    int64s.Add(Elements(ref r));
                    break;
                case 8:
                    tensor.Name = Text(ref r);
                    break;
                case 9:
                    var raw = r.Block();
                    tensor.RawData = bytes[raw.Start..raw.End];
                    break;
                case 10:
                    doubles.Add(Elements(ref r));
                    break;
                case 11:
                    uint64s.Add(Elements(ref r));
                    break;
                case 13:
                    var (key, value) = Entry(r.Block());
                    tensor.ExternalMap[key] = value;
                    break;
                case 14:
                    tensor.IsExternal = r.Int64() == 1;
                    break;
                default:
                    r.Skip();
                    break;
            }
        }

        tensor.FloatData = floats.Memory;
        tensor.DoubleData = doubles.Memory;
        tensor.Int32Data = int32s.Memory;
        tensor.Int64Data = int64s.Memory;
        tensor.UInt64Data = uint64s.Memory;
        return tensor;
    }

    /// <summary>A repeated integer field, in either of its two forms.</summary>
    public void Integers(ref ProtoReader r, List<long> list, int limit)
    {
        if (r.Wire == WireType.Block)
        {
            var block = r.Block();
            var inner = new ProtoReader(bytes.Span, block.Start, block.End);
            while (inner.Position < block.End)
            {
                Add(unchecked((long)inner.Varint()), list, limit);
            }
        }
        else
        {
            Add(r.Int64(), list, limit);
        }
    }

    /// <summary>A name or another text; bytes that are not UTF-8 become U+FFFD.</summary>
    /// <exception cref="DiagnosticException">It is longer than names may be.</exception>
    public string Text(ref ProtoReader r)
    {
        var block = r.Block();
        return block.End - block.Start > limits.NameBytes
            ? throw OnnxReader.Exceeded($"a name of {block.End - block.Start} bytes", limits.NameBytes)
            : Encoding.UTF8.GetString(bytes.Span[block.Start..block.End]);
    }

    private static void Add(long value, List<long> list, int limit)
    {
        if (list.Count >= limit)
        {
            throw OnnxReader.Exceeded($"more than {limit} entries in one list", limit);
        }

        list.Add(value);
    }

    private static (int Start, int End) Elements(ref ProtoReader r)
    {
        if (r.Wire == WireType.Block)
        {
            return r.Block();
        }

        var start = r.Position;
        r.Skip();
        return (start, r.Position);
    }

    private (string Key, string Value) Entry((int Start, int End) at)
    {
        var (key, value) = ("", "");
        var r = new ProtoReader(bytes.Span, at.Start, at.End);
        while (r.Next())
        {
            switch (r.Field)
            {
                case 1:
                    key = Text(ref r);
                    break;
                case 2:
                    value = Text(ref r);
                    break;
                default:
                    r.Skip();
                    break;
            }
        }

        return (key, value);
    }

    /// <summary>Bytes of a repeated field: a slice of the file in the usual packed form, gathered where elements are stored one by one.</summary>
    private struct ElementBytes(ReadOnlyMemory<byte> file)
    {
        private ArrayBufferWriter<byte>? _gathered;

        public ReadOnlyMemory<byte> Memory { get; private set; }

        public void Add((int Start, int End) block)
        {
            var more = file[block.Start..block.End];
            if (Memory.IsEmpty)
            {
                Memory = more;
                return;
            }

            if (_gathered is null)
            {
                _gathered = new ArrayBufferWriter<byte>();
                _gathered.Write(Memory.Span);
            }

            _gathered.Write(more.Span);
            Memory = _gathered.WrittenMemory;
        }
    }
}
