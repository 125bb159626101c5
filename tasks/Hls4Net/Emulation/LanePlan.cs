namespace Hls4Net.Emulation;

/// <summary>What a layer needs to know to build its <see cref="LaneKernel"/>: the proven intervals of its tensors and the lanes they are stored in.</summary>
/// <param name="layer">The layer.</param>
/// <param name="width">The instructions that matrix kernels are to use.</param>
public sealed class LanePlan(Layer layer, VectorWidth width)
{
    /// <summary>The instructions that matrix kernels are to use.</summary>
    public VectorWidth Width { get; } = width;

    /// <summary>The lane the first input is stored in.</summary>
    public Lane InputLane => LaneOf(layer.Inputs[0]);

    /// <summary>The narrowest lane that holds an interval.</summary>
    public static Lane LaneOf(ValueRange range) => range.SignedBits switch
    {
        <= 16 => Lane.Int16,
        <= 32 => Lane.Int32,
        <= 64 => Lane.Int64,
        _ => Lane.Wide,
    };

    /// <summary>The lane a tensor is stored in.</summary>
    public static Lane LaneOf(Tensor tensor) => LaneOf(RangeOf(tensor));

    /// <summary>Interval around every element of a tensor, raw units: what was proven, or else all its type can hold.</summary>
    public static ValueRange RangeOf(Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        return tensor.Range.Count == 0 ? ValueRange.Of(tensor.Type) : ValueRange.Hull(tensor.Range);
    }

    /// <summary>Interval around every element of an input, raw units of its type.</summary>
    public ValueRange InputRange(int index) => RangeOf(layer.Inputs[index]);

    /// <summary>
    /// The lane to compute in: holds every input and output of the layer and whatever else <paramref name="intermediates"/> need.
    /// With <see cref="Lane.Wide"/> there is no kernel.
    /// </summary>
    public Lane ComputeLane(params ReadOnlySpan<Lane> intermediates)
    {
        var lane = Lane.Int16;
        foreach (var tensor in layer.Inputs.Concat(layer.Outputs))
        {
            lane = Wider(lane, LaneOf(tensor));
        }

        foreach (var intermediate in intermediates)
        {
            lane = Wider(lane, intermediate);
        }

        return lane;
    }

    private static Lane Wider(Lane a, Lane b) => a > b ? a : b;
}
