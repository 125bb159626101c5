namespace Hls4Net.Operators;

/// <summary>A constant around the data, or (with negative numbers) a border taken away.</summary>
/// <param name="name">The user's name of the node.</param>
/// <param name="before">Elements added in front of each axis of a sample.</param>
/// <param name="after">Elements added behind each axis.</param>
/// <param name="value">The constant.</param>
public sealed class ZeroPadding(string name, IReadOnlyList<int> before, IReadOnlyList<int> after, double value = 0) : PickLayer(name)
{
    /// <summary>Elements added in front of each axis of a sample.</summary>
    public IReadOnlyList<int> Before { get; } = [.. before];

    /// <summary>Elements added behind each axis.</summary>
    public IReadOnlyList<int> After { get; } = [.. after];

    /// <inheritdoc/>
    public override string ClassName => Before.Count == 2 ? "ZeroPadding1D" : "ZeroPadding2D";

    /// <inheritdoc/>
    public override double? Fill => value;

    /// <inheritdoc/>
    public override IEnumerable<(string Name, object? Value)> Parameters =>
        [("before", string.Join(',', Before)), ("after", string.Join(',', After)), ("value", value)];

    /// <inheritdoc/>
    public override PickLayer Permuted(IReadOnlyList<int> permutation) =>
        new ZeroPadding(Name, [.. permutation.Select(axis => Before[axis])], [.. permutation.Select(axis => After[axis])], value);

    /// <inheritdoc/>
    public override IReadOnlyList<IReadOnlyList<int>> PicksOf(TensorShape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (Before.Count != input.Rank || After.Count != input.Rank || Enumerable.Range(0, input.Rank).Any(i => input[i] + Before[i] + After[i] <= 0))
        {
            throw ShapeRule.Misfit(this, $"Padding [{string.Join(',', Before)}] and [{string.Join(',', After)}] does not suit {input}.");
        }

        return
        [
            .. Enumerable.Range(0, input.Rank).Select(axis => Enumerable.Range(-Before[axis], input[axis] + Before[axis] + After[axis])
                .Select(i => i < input[axis] ? Math.Max(i, Constant) : Constant).ToArray()),
        ];
    }
}
