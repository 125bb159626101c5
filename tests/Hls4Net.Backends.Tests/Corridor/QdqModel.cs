using Hls4Net.Testing;

namespace Hls4Net.Tests.Corridor;

/// <summary>Builds QDQ graphs: random integers as weights, with a scale for each output, and offsets in int32.</summary>
/// <param name="random">Draws the parameters.</param>
internal sealed class QdqModel(Random random)
{
    private const int Int8 = 3;
    private int _names;

    public OnnxBuilder Builder { get; } = new(21);

    /// <summary>The input, without its batch of one.</summary>
    public string Input(params int[] shape)
    {
        Builder.Input("x", string.Join(',', (int[])[1, .. shape]));
        return "x";
    }

    public string Node(string type, string[] inputs, params (string Name, object Value)[] attributes)
    {
        var output = Fresh(type);
        Builder.NamedNode(Fresh("node"), type, inputs, [output], attributes);
        return output;
    }

    /// <summary>A quantiser and what its integers stand for; element type uint8 (2), int8 (3) or int16 (5).</summary>
    public string Quantized(string x, float scale, int zero, int type = Int8)
    {
        var (s, z) = (Constant(scale), Fresh("zero"));
        Builder.Initializer(OnnxBuilder.Tensor(z, type, [], type == 5 ? BitConverter.GetBytes((short)zero) : [unchecked((byte)zero)]));
        return Node("DequantizeLinear", [Node("QuantizeLinear", [x, s, z]), s, z]);
    }

    /// <summary>3 × 3 pixels, padded.</summary>
    public string Convolution(string x, int channels, int outputs) =>
        Node("Conv", [x, Weight(0, outputs, channels, 3, 3), Offsets(outputs)], ("kernel_shape", new long[] { 3, 3 }), ("pads", new long[] { 1, 1, 1, 1 }));

    public string Product(string x, int inputs, int outputs) => Node("MatMul", [x, Weight(1, inputs, outputs)]);

    private string Weight(int axis, params long[] shape)
    {
        var (integers, zeros) = (Fresh("w"), Fresh("zeros"));
        var outputs = shape[axis];
        Builder.Initializer(OnnxBuilder.Tensor(integers, Int8, shape, [.. Enumerable.Range(0, (int)shape.Aggregate((a, b) => a * b)).Select(_ => unchecked((byte)random.Next(-127, 128)))]))
            .Initializer(OnnxBuilder.Tensor(zeros, Int8, [outputs], new byte[outputs]));
        return Node("DequantizeLinear", [integers, Scales(0.008f, (int)outputs), zeros], ("axis", (long)axis));
    }

    private string Offsets(int outputs)
    {
        var (integers, zeros) = (Fresh("b"), Fresh("zeros"));
        Builder.Initializer(OnnxBuilder.Tensor(integers, 6, [outputs], [.. Enumerable.Range(0, outputs).SelectMany(_ => BitConverter.GetBytes(random.Next(-2000, 2000)))]))
            .Initializer(OnnxBuilder.Tensor(zeros, 6, [outputs], new byte[4 * outputs]));
        return Node("DequantizeLinear", [integers, Scales(0.0005f, outputs), zeros], ("axis", 0L));
    }

    private string Scales(float size, int count)
    {
        var name = Fresh("scales");
        Builder.Initializer(name, [.. Enumerable.Range(0, count).Select(_ => size * (0.5f + random.NextSingle()))], count);
        return name;
    }

    private string Constant(float value)
    {
        var name = Fresh("scale");
        Builder.Initializer(name, [value]);
        return name;
    }

    private string Fresh(string prefix) => $"{prefix}_{_names++}";
}
