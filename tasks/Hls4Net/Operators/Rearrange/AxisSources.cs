namespace Hls4Net.Operators;

/// <summary>Index maps that work on each axis by itself.</summary>
internal static class AxisSources
{
    /// <summary>
    /// The source of every element of a result whose axis <c>k</c> at index <c>i</c> contributes <c>offsets[k][i]</c> to the
    /// source's position; any negative contribution makes the element a constant.
    /// </summary>
    public static int[] Combine(params IReadOnlyList<int[]> offsets)
    {
        int[] sources = [0];
        foreach (var axis in offsets)
        {
            var next = new int[sources.Length * axis.Length];
            for (var i = 0; i < sources.Length; i++)
            {
                for (var k = 0; k < axis.Length; k++)
                {
                    next[(i * axis.Length) + k] = sources[i] < 0 || axis[k] < 0 ? RearrangeLayer.Constant : sources[i] + axis[k];
                }
            }

            sources = next;
        }

        return sources;
    }

    /// <summary>How far apart neighbours along each axis are.</summary>
    public static int[] Strides(TensorShape shape)
    {
        var strides = new int[shape.Rank];
        for (var (axis, stride) = (shape.Rank - 1, 1); axis >= 0; stride *= shape[axis], axis--)
        {
            strides[axis] = stride;
        }

        return strides;
    }
}
