namespace Hls4Net.Backends.Vitis;

/// <summary>How the top function of an io_parallel project is scheduled.</summary>
internal static class PipelineStyle
{
    /// <summary>
    /// The pragma: layers that reuse multipliers from memory run as concurrent processes; unrolled reuse fixes the interval;
    /// otherwise everything is one pipeline.
    /// </summary>
    public static string Pragma(ModelGraph model)
    {
        var dense = model.Layers.OfType<Dense>().ToArray();
        return dense.Any(layer => layer.Strategy == Strategy.Resource) ? "DATAFLOW"
            : dense.Any(layer => layer.Strategy == Strategy.ResourceUnrolled)
                ? FormattableString.Invariant($"PIPELINE II={dense.Max(layer => layer.ReuseFactor)}")
            : "PIPELINE";
    }
}
