using Aie4Net.Devices;
using Aie4Net.Network;
using Aie4Net.Planning;
using Hls4Net;

namespace Aie4Net.Passes;

/// <summary>When all types are final: checks that tiles can compute them, and plans the graph.</summary>
/// <param name="backend">Gets the plan.</param>
/// <param name="catalog">The micro-tiles.</param>
/// <param name="device">The device.</param>
/// <param name="batchSize">Samples of one run.</param>
public sealed class PlanGraph(AieBackend backend, DeviceCatalog catalog, Device device, int batchSize) : Pass
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

        if (!context.Diagnostics.HasErrors)
        {
            backend.Plan = new GraphPlanner(catalog, device, batchSize, _ => new LayerWishes(), context.Diagnostics).Plan(chain);
        }
    }
}
