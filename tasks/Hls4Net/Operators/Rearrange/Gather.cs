namespace Hls4Net.Operators;

/// <summary>Elements by index along each axis: slices, parts of a split, tiles, gathers with constant indices.</summary>
/// <param name="name">The user's name of the node.</param>
/// <param name="indices">For each axis of a sample the indices to take, none negative; null takes the axis as it is.</param>
public sealed class Gather(string name, IReadOnlyList<IReadOnlyList<int>?> indices) : PickLayer(name)
{
    /// <summary>For each axis the indices to take; null takes the axis as it is.</summary>
    public IReadOnlyList<IReadOnlyList<int>?> Indices { get; } = [.. indices];

    /// <inheritdoc/>
    public override IEnumerable<(string Name, object? Value)> Parameters =>
        [("indices", string.Join(' ', Indices.Select(axis => axis is null ? "*" : $"[{string.Join(',', axis)}]")))];

    /// <inheritdoc/>
    public override PickLayer Permuted(IReadOnlyList<int> permutation) => new Gather(Name, [.. permutation.Select(axis => Indices[axis])]);

    /// <inheritdoc/>
    public override IReadOnlyList<IReadOnlyList<int>> PicksOf(TensorShape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var fits = Indices.Count == input.Rank
            && Indices.Index().All(axis => axis.Item is null || (axis.Item.Count > 0 && axis.Item.Min() >= 0 && axis.Item.Max() < input[axis.Index]));
        return fits ? [.. Indices.Select((taken, axis) => taken ?? [.. Enumerable.Range(0, input[axis])])]
            : throw ShapeRule.Misfit(this, $"Indices {Parameters.First().Value} do not lie within {input}.");
    }
}
