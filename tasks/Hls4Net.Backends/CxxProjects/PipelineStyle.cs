namespace Hls4Net.CxxProjects;

/// <summary>How the top function of an io_parallel project is scheduled.</summary>
internal static class PipelineStyle
{
    /// <summary>
    /// The pragma: layers that reuse multipliers from memory, and those that compute their positions one after another, run as
    /// concurrent processes; unrolled reuse fixes the interval; otherwise everything is one pipeline. Null: layer after layer, because a tensor that two layers read (or that is copied to a
    /// port) is no legal channel between concurrent processes.
    /// </summary>
    public static string? Pragma(HlsProject project)
    {
        var products = project.Model.Layers.SelectMany(layer => layer.MatrixProducts).ToArray();
        return project.Model.Layers.Any(layer => layer is Einsum { ReuseFactor: > 1 })
                || products.Any(layer => layer.Strategy == Strategy.Resource || (layer is Convolution or RecurrentProduct && layer.ParallelPositions != layer.Positions))
                ? (IsChain(project) ? "DATAFLOW" : null)
            : products.Any(layer => layer.Strategy == Strategy.ResourceUnrolled)
                ? FormattableString.Invariant($"PIPELINE II={products.Max(layer => layer.ReuseFactor)}")
            : "PIPELINE";
    }

    private static bool IsChain(HlsProject project) =>
        project.Names.Copies.Count == 0
        && project.Model.Layers.Where(layer => layer is not Reshape).SelectMany(layer => layer.Inputs).GroupBy(project.Names.Variable).All(reads => reads.Count() == 1);
}
