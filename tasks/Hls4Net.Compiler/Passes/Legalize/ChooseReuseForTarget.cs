using Hls4Net.Compiler.Estimate;

namespace Hls4Net.Compiler.Passes;

/// <summary>
/// Chooses reuse factors for TargetInterval (the fewest multipliers that keep within it) or TargetDsp (the shortest interval whose
/// multipliers keep within it). Layers with a ReuseFactor or Strategy of their own keep theirs. Types are not settled yet: each
/// multiplier counts as one DSP block, and the estimate of the finished model says whether the target was met.
/// </summary>
/// <param name="budgets">What the user aims at.</param>
/// <param name="streams">Whether the project is io_stream.</param>
public sealed class ChooseReuseForTarget(Budgets budgets, bool streams) : Pass
{
    /// <inheritdoc/>
    public override void Run(ModelGraph model, PassContext context)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (budgets.TargetInterval is null && budgets.TargetDsp is null)
        {
            return;
        }

        var frontier = new ReuseFrontier(model, streams, null, layer => layer.Settings is { ReuseFactor: null, Strategy: null or Strategy.Resource });
        var points = frontier.Points();
        var affordable = budgets.TargetDsp is { } dsp && points.Count > 0 ? points.FirstOrDefault(point => point.Dsp <= dsp, points[^1]).Interval : 1;
        frontier.Apply(Math.Max(budgets.TargetInterval ?? 1, affordable));
    }
}
