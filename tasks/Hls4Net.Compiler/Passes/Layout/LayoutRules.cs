using Hls4Net.Compiler.Configuration;

namespace Hls4Net.Compiler.Passes;

/// <summary>The rewrites that bring a graph into the hardware's layout.</summary>
internal static class LayoutRules
{
    /// <summary>All of them, in their order.</summary>
    public static IEnumerable<OptimizerPass> All =>
    [
        new MergeTransposes(), new MoveTransposes(), new MoveTransposesOfOperands(), new MoveTransposesThroughReshapes(),
        new FoldTransposeIntoDense(), new FoldTransposeIntoProducer(), new FoldTransposeIntoEinsum(),
    ];

    /// <summary>Brings a graph to where its ports have their final shapes: what a signature needs of a conversion.</summary>
    public static void Apply(ModelGraph model, PortLayouts layouts)
    {
        if (layouts is not { Input: PortLayout.AsModel, Output: PortLayout.AsModel })
        {
            new PassPipeline().Add(PassPhase.Simplify, new RemoveNoOps()).Add(PassPhase.Simplify, new MergeReshapes()).Add(PassPhase.Simplify, All)
                .Add(PassPhase.Simplify, new ArrangePorts(layouts, samples: null)).Run(model, new PassContext(new DiagnosticBag()));
        }
    }
}
