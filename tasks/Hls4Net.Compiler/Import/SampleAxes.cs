using Hls4Net.Import;

namespace Hls4Net.Compiler.Import;

/// <summary>Axes as ONNX counts them, and as those of one sample.</summary>
internal static class SampleAxes
{
    /// <summary>The axis of a sample; the batch is refused.</summary>
    /// <param name="node">The node, for messages.</param>
    /// <param name="x">The data.</param>
    /// <param name="axis">The axis of ONNX, counted from the front.</param>
    public static int Of(OperatorNode node, ImportedValue x, int axis) => axis == x.BatchAxis
        ? throw node.Unsupported(FormattableString.Invariant($"axis {axis} is the batch; samples cannot be mixed"))
        : x.BatchAxis >= 0 && axis > x.BatchAxis ? axis - 1 : axis;

    /// <summary>What belongs to each axis of ONNX, without that of the batch: one entry per axis of a sample.</summary>
    public static T[] Without<T>(ImportedValue x, IReadOnlyList<T> perAxis) => [.. perAxis.Where((_, axis) => axis != x.BatchAxis)];

    /// <summary>The data with a sample shape that has every dimension of ONNX but the batch; a scalar gets none.</summary>
    public static Tensor Tensor(OperatorNode node, ImportedValue x) => node.Reshaped(x.Tensor!, ImportedValue.SampleShape(x.Shape, x.BatchAxis));
}
