using System.Runtime.InteropServices;

namespace Hls4Net.Import;

/// <summary>
/// What a name in an ONNX graph stands for while it is imported: a constant, or a tensor of the graph. Shapes here are those
/// of ONNX, batch dimension included (always 1): attributes such as <c>axis</c> count in them.
/// </summary>
public sealed class ImportedValue
{
    /// <summary>A constant.</summary>
    public ImportedValue(ConstantTensor constant)
    {
        ArgumentNullException.ThrowIfNull(constant);
        Constant = constant;
        IsInteger = constant.IsInteger;
        Shape = constant.Shape;
    }

    /// <summary>A tensor of the graph.</summary>
    /// <param name="tensor">The tensor; its shape is that of one sample.</param>
    /// <param name="shape">The ONNX shape, with 1 for the batch.</param>
    /// <param name="batchAxis">Which dimension is the batch; −1 for none.</param>
    public ImportedValue(Tensor tensor, IReadOnlyList<int> shape, int batchAxis)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        ArgumentNullException.ThrowIfNull(shape);
        Tensor = tensor;
        Shape = shape;
        BatchAxis = batchAxis;
    }

    /// <summary>The constant; null for a tensor.</summary>
    public ConstantTensor? Constant { get; }

    /// <summary>The tensor; null for a constant.</summary>
    public Tensor? Tensor { get; }

    /// <summary>Whether its ONNX element type is an integer: quotients of such are truncated.</summary>
    public bool IsInteger { get; set; }

    /// <summary>ONNX dimensions, the batch as 1.</summary>
    public IReadOnlyList<int> Shape { get; }

    /// <summary>Number of dimensions.</summary>
    public int Rank => Shape.Count;

    /// <summary>Which dimension is the batch; −1 for none.</summary>
    public int BatchAxis { get; } = -1;

    /// <summary>Number of elements of one sample.</summary>
    public int Count => Shape.Aggregate(1, (product, d) => product * d);

    /// <summary>Shape of one sample: the dimensions without the batch; a scalar becomes <c>[1]</c>.</summary>
    public static TensorShape SampleShape(IReadOnlyList<int> shape, int batchAxis)
    {
        var dimensions = new List<int>();
        for (var axis = 0; axis < shape.Count; axis++)
        {
            if (axis != batchAxis)
            {
                dimensions.Add(shape[axis]);
            }
        }

        return new TensorShape(dimensions.Count == 0 ? [1] : CollectionsMarshal.AsSpan(dimensions));
    }
}
