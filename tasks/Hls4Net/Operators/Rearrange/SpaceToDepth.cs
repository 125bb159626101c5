namespace Hls4Net.Operators;

/// <summary>
/// Blocks of pixels become blocks of channels: <c>[h·b, w·b, c]</c> to <c>[h, w, c·b·b]</c>; pixel (p, q) of channel k goes to
/// channel <c>(p·b + q)·c + k</c>.
/// </summary>
/// <param name="name">The user's name of the node.</param>
/// <param name="blockSize">Pixels b of a block along each side.</param>
public sealed class SpaceToDepth(string name, int blockSize) : RearrangeLayer(name)
{
    /// <summary>Pixels of a block along each side.</summary>
    public int BlockSize { get; } = blockSize;

    /// <inheritdoc/>
    public override IEnumerable<(string Name, object? Value)> Parameters => [("block_size", BlockSize)];

    /// <inheritdoc/>
    protected override TensorShape ResultOf(TensorShape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input.Rank == 3 && BlockSize > 0 && input[0] % BlockSize == 0 && input[1] % BlockSize == 0
            ? new TensorShape(input[0] / BlockSize, input[1] / BlockSize, input[2] * BlockSize * BlockSize)
            : throw ShapeRule.Misfit(this, $"{input} does not consist of blocks of {BlockSize}x{BlockSize}.");
    }

    /// <inheritdoc/>
    protected override int[] SourcesOf(TensorShape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var (row, column) = (input[1] * input[2], input[2]);
        int[] rows = [.. Enumerable.Range(0, input[0] / BlockSize).Select(i => i * BlockSize * row)];
        int[] columns = [.. Enumerable.Range(0, input[1] / BlockSize).Select(i => i * BlockSize * column)];
        int[] blockRows = [.. Enumerable.Range(0, BlockSize).Select(i => i * row)];
        int[] blockColumns = [.. Enumerable.Range(0, BlockSize).Select(i => i * column)];
        return AxisSources.Combine(rows, columns, blockRows, blockColumns, [.. Enumerable.Range(0, input[2])]);
    }
}
