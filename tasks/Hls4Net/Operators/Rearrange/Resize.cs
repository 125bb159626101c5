namespace Hls4Net.Operators;

/// <summary>An image made larger or smaller by repeating or leaving out pixels (nearest neighbour).</summary>
/// <param name="name">The user's name of the node.</param>
/// <param name="sources">For each axis of a sample, the index that each index of the result shows; null leaves the axis as it is.</param>
public sealed class Resize(string name, IReadOnlyList<IReadOnlyList<int>?> sources) : PickLayer(name)
{
    private readonly Gather _gather = new(name, sources);

    /// <summary>For each axis, the index that each index of the result shows; null leaves the axis as it is.</summary>
    public IReadOnlyList<IReadOnlyList<int>?> Picks => _gather.Indices;

    /// <inheritdoc/>
    public override IEnumerable<(string Name, object? Value)> Parameters => _gather.Parameters;

    /// <inheritdoc/>
    public override PickLayer Permuted(IReadOnlyList<int> permutation) => new Resize(Name, [.. permutation.Select(axis => Picks[axis])]);

    /// <inheritdoc/>
    public override IReadOnlyList<IReadOnlyList<int>> PicksOf(TensorShape input) => _gather.PicksOf(input);
}
