using Aie4Net.Network;
using Aie4Net.Planning;
using Hls4Net;

namespace Aie4Net.Passes;

/// <summary>When all types are final: checks that tiles can compute them, and plans the graph.</summary>
/// <param name="plannerOf">Makes a planner that reports to a bag.</param>
/// <param name="take">Gets the plan.</param>
public sealed class PlanGraph(Func<DiagnosticBag, GraphPlanner> plannerOf, Action<GraphPlan?> take) : Pass
{
    /// <inheritdoc/>
    public override void Run(ModelGraph model, PassContext context)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(context);
        var chain = DenseChain.Of(model);
        foreach (var stage in chain.Stages)
        {
            context.Node = stage.Layer;
            StageRules.Check(stage, context.Diagnostics);
        }

        context.Diagnostics.ThrowIfErrors();
        take(plannerOf(context.Diagnostics).Plan(chain));
    }
}
