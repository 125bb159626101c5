namespace Hls4Net.Operators;

/// <summary>
/// Blocks of channels become blocks of pixels: <c>[h, w, c·b·b]</c> to <c>[h·b, w·b, c]</c>. Pixel (p, q) of a block of channel k
/// comes from channel <c>(p·b + q)·c + k</c>, or with <paramref name="channelFirst"/> from <c>k·b·b + p·b + q</c>.
/// </summary>
/// <param name="name">The user's name of the node.</param>
/// <param name="blockSize">Pixels b of a block along each side.</param>
/// <param name="channelFirst">Whether the channel is the slowest part of the input's channel (mode CRD).</param>
public sealed class DepthToSpace(string name, int blockSize, bool channelFirst) : RearrangeLayer(name)
{
    /// <summary>Pixels of a block along each side.</summary>
    public int BlockSize { get; } = blockSize;

    /// <summary>Whether the channel is the slowest part of the input's channel.</summary>
    public bool ChannelFirst { get; } = channelFirst;

    /// <inheritdoc/>
    public override IEnumerable<(string Name, object? Value)> Parameters => [("block_size", BlockSize), ("channel_first", ChannelFirst)];

    /// <inheritdoc/>
    protected override TensorShape ResultOf(TensorShape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input.Rank == 3 && BlockSize > 0 && input[2] % (BlockSize * BlockSize) == 0
            ? new TensorShape(input[0] * BlockSize, input[1] * BlockSize, input[2] / (BlockSize * BlockSize))
            : throw ShapeRule.Misfit(this, $"{input} has no channels for blocks of {BlockSize}x{BlockSize}.");
    }

    /// <inheritdoc/>
    protected override int[] SourcesOf(TensorShape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var (width, depth) = (input[1], input[2]);
        var channels = depth / (BlockSize * BlockSize);
        var (pixel, channel) = ChannelFirst ? (1, BlockSize * BlockSize) : (channels, 1);
        return AxisSources.Combine(
            Axis(input[0] * BlockSize, i => (i / BlockSize * width * depth) + (i % BlockSize * BlockSize * pixel)),
            Axis(width * BlockSize, i => (i / BlockSize * depth) + (i % BlockSize * pixel)),
            Axis(channels, i => i * channel));
    }

    private static int[] Axis(int length, Func<int, int> offset) => [.. Enumerable.Range(0, length).Select(offset)];
}
