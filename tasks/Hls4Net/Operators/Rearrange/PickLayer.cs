namespace Hls4Net.Operators;

/// <summary>A rearrangement that works on each axis by itself: a list of the indices it takes there, in order.</summary>
/// <param name="name">The user's name of the node.</param>
public abstract class PickLayer(string name) : RearrangeLayer(name)
{
    /// <summary>For each axis, the index of the input that each index of the result is; negative where it is <see cref="RearrangeLayer.Fill"/>.</summary>
    /// <exception cref="DiagnosticException">The input does not suit the layer.</exception>
    public abstract IReadOnlyList<IReadOnlyList<int>> PicksOf(TensorShape input);

    /// <summary>The same layer for an input whose axes are exchanged: axis <c>k</c> takes the part of axis <c>permutation[k]</c>.</summary>
    public abstract PickLayer Permuted(IReadOnlyList<int> permutation);

    /// <inheritdoc/>
    protected sealed override TensorShape ResultOf(TensorShape input) => new([.. PicksOf(input).Select(pick => pick.Count)]);

    /// <inheritdoc/>
    protected sealed override int[] SourcesOf(TensorShape input)
    {
        var strides = AxisSources.Strides(input);
        return AxisSources.Combine([.. PicksOf(input).Select((pick, axis) => pick.Select(i => i < 0 ? Constant : i * strides[axis]).ToArray())]);
    }
}
