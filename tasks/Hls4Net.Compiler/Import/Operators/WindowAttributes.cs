using Hls4Net.Import;

namespace Hls4Net.Compiler.Import.Operators;

/// <summary>The attributes that convolutions and poolings share, as lists of one number per dimension of the image.</summary>
/// <param name="Kernel">Size of the kernel.</param>
/// <param name="Strides">Distance from one position to the next.</param>
/// <param name="Dilations">Distance from one element of the kernel to the next.</param>
/// <param name="Pads">Padding at all beginnings, then at all ends.</param>
internal sealed record WindowAttributes(int[] Kernel, int[] Strides, int[] Dilations, int[] Pads)
{
    // Larger numbers make no sense for images within the limits, and cannot overflow.
    private const int Largest = 1 << 16;

    /// <summary>Padding at the beginnings and ends of each dimension.</summary>
    public static OnnxAttribute AutoPad => OnnxAttribute.Text("auto_pad", "NOTSET");

    /// <summary>The attributes of a node.</summary>
    /// <param name="node">The node.</param>
    /// <param name="image">Size of the image.</param>
    /// <param name="kernel">Size of the kernel where weights tell it; must agree with the attribute.</param>
    public static WindowAttributes Of(OperatorNode node, int[] image, int[]? kernel = null)
    {
        var rank = image.Length;
        var size = Numbers(node, "kernel_shape", rank, 0, 1) is { } given && given[0] != 0 ? given : kernel;
        if (size is null || (kernel is not null && !size.SequenceEqual(kernel)))
        {
            throw node.Mismatch($"kernel_shape [{Show(size)}] is not that of the weights, [{Show(kernel)}]");
        }

        var strides = Numbers(node, "strides", rank, 1, 1);
        var dilations = node.Declaration.Attributes.Any(a => a.Name == "dilations") ? Numbers(node, "dilations", rank, 1, 1) : [.. image.Select(_ => 1)];
        return new WindowAttributes(size, strides, dilations, []) is var window && node.Text("auto_pad") is var mode
            ? window with { Pads = window.Padding(node, image, mode) } : window;
    }

    /// <summary>Numbers of an attribute; all <paramref name="absent"/> where it is not given.</summary>
    public static int[] Numbers(OperatorNode node, string attribute, int count, int absent, int least)
    {
        var given = node.Ints(attribute) ?? [.. Enumerable.Repeat((long)absent, count)];
        return given.Length == count && (node.Ints(attribute) is null || Array.TrueForAll(given, n => n >= least && n <= Largest))
            ? Array.ConvertAll(given, n => (int)n)
            : throw node.Unsupported($"{attribute} = [{string.Join(',', given.Take(40))}] does not suit {count} dimensions");
    }

    /// <summary>Elements from the first the kernel looks at to the last, both included.</summary>
    public int Span(int axis) => ((Kernel[axis] - 1) * Dilations[axis]) + 1;

    private int[] Padding(OperatorNode node, int[] image, string mode)
    {
        if (mode is not ("NOTSET" or "VALID" or "SAME_UPPER" or "SAME_LOWER"))
        {
            throw node.Unsupported($"auto_pad '{NameText.Show(mode)}' is not supported; NOTSET, VALID, SAME_UPPER and SAME_LOWER are");
        }

        var rank = image.Length;
        if (mode == "NOTSET")
        {
            return Numbers(node, "pads", 2 * rank, 0, -Largest);
        }

        var pads = new int[2 * rank];
        for (var axis = 0; mode != "VALID" && axis < rank; axis++)
        {
            var outputs = (image[axis] + Strides[axis] - 1) / Strides[axis];
            var total = Math.Max(0, ((outputs - 1) * Strides[axis]) + Span(axis) - image[axis]);
            pads[axis] = mode == "SAME_UPPER" ? total / 2 : total - (total / 2);
            pads[axis + rank] = total - pads[axis];
        }

        return pads;
    }

    private static string Show(int[]? numbers) => string.Join(',', numbers ?? []);
}
