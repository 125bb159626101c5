using Hls4Net.Import;

namespace Hls4Net.Compiler.Import.Operators;

/// <summary>Where the points of a resized axis lie on the original one, as ONNX defines its modes.</summary>
/// <param name="Mode">Attribute <c>coordinate_transformation_mode</c>.</param>
/// <param name="Rounding">Attribute <c>nearest_mode</c>.</param>
/// <param name="Region">Input <c>roi</c>: all starts, then all ends, relative; null where it is not given.</param>
internal sealed record ResizeCoordinates(string Mode, string Rounding, double[]? Region)
{
    /// <summary>The point of the original axis that each index of the result shows.</summary>
    /// <param name="node">The node, for messages.</param>
    /// <param name="length">Length of the original axis.</param>
    /// <param name="count">Length of the result.</param>
    /// <param name="scale">The scale as given, or as the lengths say.</param>
    /// <param name="axis">Which of the resized axes it is.</param>
    /// <param name="axes">How many axes are resized.</param>
    public double[] Points(OperatorNode node, int length, int count, double scale, int axis, int axes)
    {
        // In single precision as runtimes do: 3 / 0.6f is 5, and one step below it in double precision, another neighbour.
        var factor = (float)scale;
        double[] points = [.. Enumerable.Range(0, count).Select(i => Mode switch
        {
            "half_pixel" => ((i + 0.5f) / factor) - 0.5f,
            "half_pixel_symmetric" => (length / 2f * (1 - (count / (factor * length)))) + ((i + 0.5f) / factor) - 0.5f,
            "pytorch_half_pixel" => count > 1 ? ((i + 0.5f) / factor) - 0.5f : 0,
            "align_corners" => count > 1 ? i * (length - 1.0) / ((scale * length) - 1) : 0,
            "asymmetric" => i / factor,
            "tf_half_pixel_for_nn" => (i + 0.5f) / factor,
            "tf_crop_and_resize" => Cropped(node, i, length, count, axis, axes),
            _ => throw node.Unsupported($"coordinate_transformation_mode '{NameText.Show(Mode)}' is not known"),
        })];
        return Mode == "tf_crop_and_resize" && Array.Exists(points, point => point < 0 || point > length - 1)
            ? throw node.Unsupported("the region reaches outside the data, which would be extrapolated") : points;
    }

    /// <summary>The index nearest to a point.</summary>
    public int Nearest(OperatorNode node, double point, int length) => Math.Clamp(
        (int)(Rounding switch
        {
            "round_prefer_floor" => Math.Ceiling(point - 0.5),
            "round_prefer_ceil" => Math.Floor(point + 0.5),
            "floor" => Math.Floor(point),
            "ceil" => Math.Ceiling(point),
            _ => throw node.Unsupported($"nearest_mode '{NameText.Show(Rounding)}' is not known"),
        }), 0, length - 1);

    private double Cropped(OperatorNode node, int i, int length, int count, int axis, int axes)
    {
        if (Region?.Length != 2 * axes)
        {
            throw node.Mismatch(FormattableString.Invariant($"roi must have {2 * axes} numbers"));
        }

        var (start, end) = (Region[axis] * (length - 1), Region[axis + axes] * (length - 1));
        return count > 1 ? start + (i * (end - start) / (count - 1)) : (start + end) / 2;
    }
}
