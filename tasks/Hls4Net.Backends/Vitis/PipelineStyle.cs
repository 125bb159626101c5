namespace Hls4Net.Vitis;

/// <summary>How the top function of an io_parallel project is scheduled.</summary>
internal static class PipelineStyle
{
    /// <summary>
    /// The pragma: layers that reuse multipliers from memory run as concurrent processes; unrolled reuse fixes the interval;
    /// otherwise everything is one pipeline. Null: layer after layer, because a tensor that two layers read (or that is copied to a
    /// port) is no legal channel between concurrent processes.
    /// </summary>
    public static string? Pragma(HlsProject project)
    {
        var dense = project.Model.Layers.OfType<Dense>().ToArray();
        return dense.Any(layer => layer.Strategy == Strategy.Resource) ? (IsChain(project) ? "DATAFLOW" : null)
            : dense.Any(layer => layer.Strategy == Strategy.ResourceUnrolled)
                ? FormattableString.Invariant($"PIPELINE II={dense.Max(layer => layer.ReuseFactor)}")
            : "PIPELINE";
    }

    private static bool IsChain(HlsProject project) =>
        project.Names.Copies.Count == 0
        && project.Model.Layers.Where(layer => layer is not Reshape).SelectMany(layer => layer.Inputs).GroupBy(project.Names.Variable).All(reads => reads.Count() == 1);
}
