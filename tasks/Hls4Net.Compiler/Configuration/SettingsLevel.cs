namespace Hls4Net.Compiler.Configuration;

/// <summary>What the user set at one level: for the model, for a class of layers, or for one layer. Null means nothing.</summary>
internal sealed class SettingsLevel
{
    /// <summary>The type of every role that has none of its own. Width 0 of an inferred type: the model's.</summary>
    public Precision? Default { get; set; }

    public SortedList<string, Precision> Precision { get; } = new(StringComparer.Ordinal);

    public int? ReuseFactor { get; set; }

    public int? RecurrentReuseFactor { get; set; }

    public Strategy? Strategy { get; set; }

    public int? ParallelizationFactor { get; set; }

    public int? TableSize { get; set; }

    public string? Implementation { get; set; }

    public bool? Trace { get; set; }

    /// <summary>Settings that the backend adds, by name.</summary>
    public SortedList<string, LayerOptionValue> Options { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Takes over everything that <paramref name="stronger"/> says, role by role and key by key.</summary>
    public SettingsLevel Overlay(SettingsLevel stronger)
    {
        Default = stronger.Default ?? Default;
        ReuseFactor = stronger.ReuseFactor ?? ReuseFactor;
        RecurrentReuseFactor = stronger.RecurrentReuseFactor ?? RecurrentReuseFactor;
        Strategy = stronger.Strategy ?? Strategy;
        ParallelizationFactor = stronger.ParallelizationFactor ?? ParallelizationFactor;
        TableSize = stronger.TableSize ?? TableSize;
        Implementation = stronger.Implementation ?? Implementation;
        Trace = stronger.Trace ?? Trace;
        foreach (var (role, type) in stronger.Precision)
        {
            Precision[role] = type;
        }

        foreach (var (name, value) in stronger.Options)
        {
            Options[name] = value;
        }

        return this;
    }
}
