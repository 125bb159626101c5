namespace Hls4Net.Compiler.Onnx;

/// <summary>Reads AttributeProto.</summary>
internal sealed class AttributeReader(ReadOnlyMemory<byte> bytes, OnnxLimits limits)
{
    private readonly TensorReader _tensors = new(bytes, limits);

    /// <summary>AttributeProto.</summary>
    public OnnxAttributeValue Attribute((int Start, int End) at)
    {
        var attribute = new OnnxAttributeValue();
        var stated = OnnxAttributeKind.Undefined;
        var seen = OnnxAttributeKind.Undefined;
        var r = new ProtoReader(bytes.Span, at.Start, at.End);
        while (r.Next())
        {
            switch (r.Field)
            {
                case 1:
                    attribute.Name = _tensors.Text(ref r);
                    break;
                case 2:
                    attribute.Float = r.Single();
                    seen = OnnxAttributeKind.Float;
                    break;
                case 3:
                    attribute.Int = r.Int64();
                    seen = OnnxAttributeKind.Int;
                    break;
                case 4:
                    attribute.Text = _tensors.Text(ref r);
                    seen = OnnxAttributeKind.Text;
                    break;
                case 5:
                    attribute.Tensor = _tensors.Tensor(r.Block());
                    seen = OnnxAttributeKind.Tensor;
                    break;
                case 6:
                    r.Skip();
                    seen = OnnxAttributeKind.Graph;
                    break;
                case 7:
                    Floats(ref r, attribute.FloatList);
                    seen = OnnxAttributeKind.Floats;
                    break;
                case 8:
                    _tensors.Integers(ref r, attribute.IntList, limits.AttributeEntries);
                    seen = OnnxAttributeKind.Ints;
                    break;
                case 9:
                    attribute.TextList.Add(_tensors.Text(ref r));
                    OnnxReader.Bound(attribute.TextList.Count, limits.AttributeEntries, "texts in one attribute");
                    seen = OnnxAttributeKind.Texts;
                    break;
                case 20:
                    var kind = r.Int64();
                    stated = kind is >= 1 and <= 8 ? (OnnxAttributeKind)kind : OnnxAttributeKind.Other;
                    break;
                case 10 or 11 or 14 or 15 or 21 or 22:
                    r.Skip();
                    seen = OnnxAttributeKind.Other;
                    break;
                default:
                    r.Skip();
                    break;
            }
        }

        // Zero values may be left out of the file, and the oldest exporters leave out the kind: either tells.
        attribute.Kind = stated == OnnxAttributeKind.Undefined ? seen : stated;
        return attribute;
    }

    private void Floats(ref ProtoReader r, List<float> list)
    {
        if (r.Wire == WireType.Block)
        {
            var block = r.Block();
            OnnxReader.Bound(list.Count + ((block.End - block.Start) / sizeof(float)), limits.AttributeEntries, "numbers in one attribute");
            for (var at = block.Start; at + sizeof(float) <= block.End; at += sizeof(float))
            {
                list.Add(BitConverter.ToSingle(bytes.Span[at..]));
            }
        }
        else
        {
            list.Add(r.Single());
            OnnxReader.Bound(list.Count, limits.AttributeEntries, "numbers in one attribute");
        }
    }
}
