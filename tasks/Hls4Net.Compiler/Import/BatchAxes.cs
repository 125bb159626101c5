using Hls4Net.Compiler.Onnx;

namespace Hls4Net.Compiler.Import;

/// <summary>
/// Inputs whose batch is not the first dimension: recurrent operators read <c>[steps, batch, values]</c> and states
/// <c>[directions, batch, values]</c>, unless they say that the batch comes first.
/// </summary>
internal static class BatchAxes
{
    private const int States = 5;

    /// <summary>The batch axis of such inputs, by name.</summary>
    public static IReadOnlyDictionary<string, int> Of(OnnxGraph graph)
    {
        var axes = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var node in graph.Nodes.Where(node => node.OpType is "RNN" or "GRU" or "LSTM" && node.Attributes.All(a => a.Name != "layout" || a.Int == 0)))
        {
            foreach (var name in node.Inputs.Take(1).Concat(node.Inputs.Skip(States).Take(2)))
            {
                axes[name] = 1;
            }
        }

        return axes;
    }
}
