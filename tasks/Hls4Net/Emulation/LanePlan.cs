namespace Hls4Net.Emulation;

/// <summary>What a layer needs to know to build its <see cref="LaneKernel"/>: the proven intervals of its tensors and the lanes they are stored in.</summary>
public sealed class LanePlan
{
    private readonly ValueRange[] _inputs;
    private readonly Lane _stored;

    /// <summary>The plan of a layer.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="width">The instructions that matrix kernels are to use.</param>
    public LanePlan(Layer layer, VectorWidth width)
        : this(RangesOf(layer?.Inputs), RangesOf(layer?.Outputs), width)
    {
    }

    /// <summary>The plan of a part of a layer that reads and writes rows of its own.</summary>
    internal LanePlan(ValueRange[] inputs, ValueRange[] outputs, VectorWidth width)
    {
        (_inputs, Width) = (inputs, width);
        foreach (var range in inputs)
        {
            _stored = Wider(_stored, LaneOf(range));
        }

        foreach (var range in outputs)
        {
            _stored = Wider(_stored, LaneOf(range));
        }
    }

    /// <summary>The instructions that matrix kernels are to use.</summary>
    public VectorWidth Width { get; }

    /// <summary>The lane the first input is stored in.</summary>
    public Lane InputLane => LaneOf(_inputs[0]);

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
    public ValueRange InputRange(int index) => _inputs[index];

    /// <summary>
    /// The lane to compute in: holds every input and output of the layer and whatever else <paramref name="intermediates"/> need.
    /// With <see cref="Lane.Wide"/> there is no kernel.
    /// </summary>
    public Lane ComputeLane(params ReadOnlySpan<Lane> intermediates)
    {
        var lane = _stored;
        foreach (var intermediate in intermediates)
        {
            lane = Wider(lane, intermediate);
        }

        return lane;
    }

    private static ValueRange[] RangesOf(IReadOnlyList<Tensor>? tensors)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        var ranges = new ValueRange[tensors.Count];
        for (var i = 0; i < ranges.Length; i++)
        {
            ranges[i] = RangeOf(tensors[i]);
        }

        return ranges;
    }

    private static Lane Wider(Lane a, Lane b) => a > b ? a : b;
}
