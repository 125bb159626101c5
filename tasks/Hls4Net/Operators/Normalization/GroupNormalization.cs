namespace Hls4Net.Operators;

/// <summary>
/// Normalizes groups of channels over all pixels of an image with its channels last; with a group for each channel it is an
/// instance normalization. Every channel has a factor and an offset.
/// </summary>
/// <param name="name">The user's name of the node.</param>
/// <param name="groups">Number of groups.</param>
/// <param name="channels">Number of channels: the last dimension.</param>
/// <param name="scale">The factors, named <c>scale</c>, one per channel; null for ones.</param>
/// <param name="bias">The offsets, named <c>bias</c>, one per channel; null for zeros.</param>
/// <param name="epsilon">Added to the variance.</param>
public sealed class GroupNormalization(string name, int groups, int channels, WeightTensor? scale = null, WeightTensor? bias = null, double epsilon = 1e-5)
    : NormalizationLayer(name, channels, scale, bias, epsilon)
{
    /// <inheritdoc/>
    public override string ClassName => GroupCount == Channels ? "InstanceNormalization" : "GroupNormalization";

    /// <summary>Number of groups.</summary>
    public int GroupCount { get; } = groups;

    /// <summary>Number of channels.</summary>
    public int Channels { get; } = channels;

    /// <inheritdoc/>
    public override NormalizationGroups Groups => new(1, Input.Shape.Count / Channels, GroupCount, Channels / GroupCount);

    /// <inheritdoc/>
    public override IReadOnlyList<TensorShape> InferShapes()
    {
        ShapeRule.RequireInputs(this, 1);
        return Input.Shape.Rank > 0 && Input.Shape[^1] == Channels && GroupCount > 0 && Channels % GroupCount == 0 ? base.InferShapes()
            : throw ShapeRule.Misfit(this, $"{ClassName} has {Channels} channels in {GroupCount} groups, which does not suit its input {Input.Shape}.");
    }
}
