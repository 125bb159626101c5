namespace Hls4Net.Compiler.Estimate;

/// <summary>What a model costs in hardware, before any tool has run.</summary>
/// <param name="Layers">Its layers, in the order of the data.</param>
/// <param name="Part">The part, where the catalogue knows it.</param>
/// <param name="Multiplier">The multiplier that DSP blocks are counted in.</param>
public sealed record ModelEstimate(IReadOnlyList<LayerEstimate> Layers, Part? Part, DspBlock Multiplier)
{
    /// <summary>Whether layers run as processes of their own; otherwise one pipeline computes everything.</summary>
    public bool IsDataflow { get; init; }

    /// <summary>Whether layers run one after another, because a tensor that several of them read joins no processes.</summary>
    public bool IsSequential { get; init; }

    /// <summary>Multipliers of all layers.</summary>
    public long Multipliers => Layers.Sum(layer => layer.Multipliers);

    /// <summary>Adders of all layers.</summary>
    public long Adders => Layers.Sum(layer => layer.Adders);

    /// <summary>DSP blocks of all layers.</summary>
    public Bounds Dsp => Sum(layer => layer.Dsp);

    /// <summary>Block memories of 18 kbit of all layers.</summary>
    public Bounds Bram => Sum(layer => layer.Bram);

    /// <summary>Cycles from a sample's first input to its last output. Layers beside each other count one after another: the most.</summary>
    public Bounds Latency => Sum(layer => layer.Latency);

    /// <summary>Cycles from one sample to the next.</summary>
    public Bounds Interval => IsSequential ? Latency : Layers.Aggregate(Bounds.Exactly(1), (most, layer) => Bounds.Max(most, layer.Interval));

    /// <summary>What else could be had by other reuse factors, from the fastest to the smallest.</summary>
    public IReadOnlyList<FrontierPoint> Frontier { get; init; } = [];

    private Bounds Sum(Func<LayerEstimate, Bounds> figure) => Layers.Aggregate(Bounds.Zero, (sum, layer) => sum + figure(layer));
}

/// <summary>One choice of reuse factors for the whole model: none is both faster and smaller.</summary>
/// <param name="Interval">Cycles from one sample to the next, of the matrix products.</param>
/// <param name="Multipliers">Multipliers of the matrix products.</param>
/// <param name="Dsp">DSP blocks of the matrix products, as many as there can be.</param>
public sealed record FrontierPoint(long Interval, long Multipliers, long Dsp);
