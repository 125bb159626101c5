namespace Hls4Net;

/// <summary>What the user set for one layer, resolved over model, type and name level. Null means: the compiler decides.</summary>
public sealed record LayerSettings
{
    /// <summary>Requested types by role (<c>result</c>, <c>weight</c>, <c>bias</c>, <c>accum</c>, <c>table</c>, …); a missing role is inferred by <see cref="DefaultPrecision"/>.</summary>
    public IReadOnlyDictionary<string, Precision> Precision { get; init; } = new Dictionary<string, Precision>(StringComparer.Ordinal);

    /// <summary>The model's default for roles that nothing names.</summary>
    public Precision DefaultPrecision { get; init; } = Hls4Net.Precision.Auto;

    /// <summary>How often one multiplier is used per inference; null: the compiler decides (1 where legal).</summary>
    public int? ReuseFactor { get; init; }

    /// <summary>The same of the matrices that a recurrent layer multiplies its state with; null: <see cref="ReuseFactor"/>.</summary>
    public int? RecurrentReuseFactor { get; init; }

    /// <summary>Chosen implementation of matrix products; null: the compiler decides (Latency where legal).</summary>
    public Strategy? Strategy { get; init; }

    /// <summary>Positions that a convolution computes at once; null: 1.</summary>
    public int? ParallelizationFactor { get; init; }

    /// <summary>Entries of lookup tables; null: the layer's default.</summary>
    public int? TableSize { get; init; }

    /// <summary>Implementation of softmax: <c>stable</c>, <c>latency</c>, <c>argmax</c>, <c>skip</c>; null: <c>stable</c>.</summary>
    public string? Implementation { get; init; }

    /// <summary>Whether the test bench records the layer's output.</summary>
    public bool Trace { get; init; }

    /// <summary>Settings that the backend declares, by name; those that the user gave.</summary>
    public IReadOnlyDictionary<string, LayerOptionValue> Options { get; init; } = new Dictionary<string, LayerOptionValue>(StringComparer.OrdinalIgnoreCase);

    /// <summary>What the user set for a setting that the backend declares; false and the default where there is nothing.</summary>
    /// <param name="option">What <see cref="Backend.DeclareLayerOption{T}"/> returned.</param>
    /// <param name="value">The value.</param>
    public bool TryGet<T>(BackendOption<T> option, out T value)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(option);
        var isSet = Options.TryGetValue(option.Name, out var given);
        value = isSet ? given!.As<T>() : option.Default;
        return isSet;
    }

    /// <summary>The same settings with another requested type of a role.</summary>
    /// <param name="role">The role, see <see cref="Precision"/>.</param>
    /// <param name="precision">What is requested.</param>
    public LayerSettings With(string role, Precision precision) =>
        this with { Precision = new Dictionary<string, Precision>(Precision, StringComparer.Ordinal) { [role] = precision } };

    /// <summary>The requested type of a role: its own, else the default.</summary>
    public Precision For(string role) => Precision.TryGetValue(role, out var own) ? own : DefaultPrecision;
}
