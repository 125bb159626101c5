using Hls4Net;

namespace CustomAsic;

/// <summary>Marks the layers whose multipliers can rest while their operands are zero.</summary>
public sealed class PowerOptimization : OptimizerPass
{
    /// <summary>Name of the attribute that turns clock gating on.</summary>
    public const string ClockGating = "clock_gating";

    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Roots => ["Dense", "Conv1D", "Conv2D"];

    /// <inheritdoc/>
    public override bool Match(Layer node)
    {
        ArgumentNullException.ThrowIfNull(node);
        return !node.Attributes.ContainsKey(ClockGating);
    }

    /// <inheritdoc/>
    public override bool Transform(ModelGraph model, Layer node)
    {
        ArgumentNullException.ThrowIfNull(node);
        node.Attributes[ClockGating] = true;
        node.Attributes["power_mode"] = "low";
        return true;
    }
}
