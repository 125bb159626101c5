namespace Hls4Net;

/// <summary>A value that flows along an edge of the graph: made by one layer, read by any number.</summary>
public sealed class Tensor
{
    internal Tensor(string name, TensorShape shape)
    {
        Name = name;
        Shape = shape;
    }

    /// <summary>The user's name: that of the ONNX tensor, through all rewrites.</summary>
    public string Name { get; internal set; }

    /// <summary>Unique C identifier, given by the graph from <see cref="Name"/>.</summary>
    public string Identifier { get; internal set; } = "";

    /// <summary>Shape of one sample.</summary>
    public TensorShape Shape { get; internal set; }

    /// <summary>Its fixed-point type; default (width 0) until precision inference ran.</summary>
    public FixedType Type { get; set; }

    /// <summary>Proven interval of each element in raw units of <see cref="Type"/>, C order; empty until precision inference ran.</summary>
    public IReadOnlyList<ValueRange> Range { get; set; } = [];

    /// <summary>The type that a quantiser of the model gives its values: the float reference rounds to it, too. Null where the model computes in floating point.</summary>
    public FixedType? TrainedType { get; set; }

    /// <summary>Whether it must lose nothing although nobody named a type: what a quantiser of the model rounds has to be the exact number.</summary>
    public bool KeepsExact { get; set; }

    /// <summary>Smallest and largest value of the float reference over the user's samples; null where there are none.</summary>
    public (double Min, double Max)? Observed { get; set; }

    /// <summary>The layer that makes it (an <see cref="Operators.Input"/> layer for a model input).</summary>
    public Layer? Producer { get; internal set; }

    /// <summary>The layers that read it; a layer that reads it twice is listed twice.</summary>
    public IReadOnlyList<Layer> Consumers => ConsumerList;

    /// <summary>Whether the model hands it out.</summary>
    public bool IsModelOutput => Producer?.Graph?.Outputs.Contains(this) ?? false;

    internal List<Layer> ConsumerList { get; } = [];

    /// <inheritdoc/>
    public override string ToString() => Type.Width == 0 ? $"{Name}{Shape}" : $"{Name}{Shape}:{Type}";
}
