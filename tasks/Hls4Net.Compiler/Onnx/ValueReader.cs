namespace Hls4Net.Compiler.Onnx;

/// <summary>Reads ValueInfoProto: a name, an element type and a shape.</summary>
internal sealed class ValueReader(ReadOnlyMemory<byte> bytes, OnnxLimits limits)
{
    private readonly TensorReader _tensors = new(bytes, limits);

    /// <summary>ValueInfoProto.</summary>
    public OnnxValue Value((int Start, int End) at)
    {
        var value = new OnnxValue();
        var r = new ProtoReader(bytes.Span, at.Start, at.End);
        while (r.Next())
        {
            switch (r.Field)
            {
                case 1:
                    value.Name = _tensors.Text(ref r);
                    break;
                case 2:
                    ValueType(r.Block(), value);
                    break;
                default:
                    r.Skip();
                    break;
            }
        }

        return value;
    }

    private void ValueType((int Start, int End) at, OnnxValue value)
    {
        var r = new ProtoReader(bytes.Span, at.Start, at.End);
        while (r.Next())
        {
            value.IsTensor = r.Field is 1 or 6 && value.IsTensor;
            if (r.Field != 1)
            {
                r.Skip();
                continue;
            }

            var block = r.Block();
            var tensor = new ProtoReader(bytes.Span, block.Start, block.End);
            while (tensor.Next())
            {
                switch (tensor.Field)
                {
                    case 1:
                        value.DataType = (OnnxDataType)(int)Math.Clamp(tensor.Int64(), 0, 1000);
                        break;
                    case 2:
                        Shape(tensor.Block(), value.ShapeList = []);
                        break;
                    default:
                        tensor.Skip();
                        break;
                }
            }
        }
    }

    private void Shape((int Start, int End) at, List<OnnxDimension> shape)
    {
        var r = new ProtoReader(bytes.Span, at.Start, at.End);
        while (r.Next())
        {
            if (r.Field != 1)
            {
                r.Skip();
                continue;
            }

            long? number = null;
            var symbol = "";
            var block = r.Block();
            var dimension = new ProtoReader(bytes.Span, block.Start, block.End);
            while (dimension.Next())
            {
                switch (dimension.Field)
                {
                    case 1:
                        number = dimension.Int64();
                        break;
                    case 2:
                        symbol = _tensors.Text(ref dimension);
                        break;
                    default:
                        dimension.Skip();
                        break;
                }
            }

            shape.Add(new OnnxDimension(number, symbol));
            OnnxReader.Bound(shape.Count, limits.Rank, "dimensions in one shape");
        }
    }
}
