namespace Hls4Net.Compiler.Passes;

/// <summary>The rewrites that bring quantised networks down to integers between quantisers.</summary>
internal static class QuantizedRules
{
    /// <summary>All of them, in their order.</summary>
    public static IEnumerable<OptimizerPass> All =>
        [new LimitQuantizer(), new RemoveIdleQuantizer(), new MergeIntoQuantizer(), new MergeIntoThresholds(), new SumBeforeQuantizer(), new PushScale(), new FoldScaleIntoSoftmax(), new SeparateSteps(), new QuantizeBeforeMoving()];
}
