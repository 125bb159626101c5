namespace Hls4Net.Operators;

/// <summary>Exchanges axes: axis <c>k</c> of the result is axis <c>Permutation[k]</c> of the input.</summary>
/// <param name="name">The user's name of the node.</param>
/// <param name="permutation">An order of the input's axes; the batch is none of them.</param>
public sealed class Transpose(string name, IReadOnlyList<int> permutation) : RearrangeLayer(name)
{
    /// <summary>For each axis of the result, the input's axis.</summary>
    public IReadOnlyList<int> Permutation { get; } = [.. permutation];

    /// <inheritdoc/>
    public override IEnumerable<(string Name, object? Value)> Parameters => [("permutation", string.Join(',', Permutation))];

    /// <inheritdoc/>
    protected override TensorShape ResultOf(TensorShape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return Permutation.Order().SequenceEqual(Enumerable.Range(0, input.Rank))
            ? new TensorShape([.. Permutation.Select(axis => input[axis])])
            : throw ShapeRule.Misfit(this, $"[{string.Join(',', Permutation)}] is no order of the axes of {input}.");
    }

    /// <inheritdoc/>
    protected override int[] SourcesOf(TensorShape input)
    {
        var strides = AxisSources.Strides(input);
        return AxisSources.Combine(
            [.. Permutation.Select(axis => Enumerable.Range(0, input[axis]).Select(i => i * strides[axis]).ToArray())]);
    }
}
