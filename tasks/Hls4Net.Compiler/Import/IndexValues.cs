using Hls4Net.Compiler.Onnx;
using Hls4Net.Operators;

namespace Hls4Net.Compiler.Import;

/// <summary>
/// The values of an ONNX graph that are nothing but positions in tables: everything that reads them is a Gather's second input, or
/// moves them on to one. Only such integers have a place in hardware.
/// </summary>
internal sealed class IndexValues
{
    private static readonly string[] s_moving =
        ["Cast", "Identity", "Reshape", "Flatten", "Squeeze", "Unsqueeze", "Transpose", "Slice", "Split", "Concat", "Gather", "Dropout", "Expand", "Tile"];

    private readonly HashSet<string> _indices = new(StringComparer.Ordinal);

    public IndexValues(OnnxGraph graph)
    {
        var others = graph.Outputs.Select(output => output.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var node in graph.Nodes.Reverse())
        {
            var passesOn = node.Domain.Length == 0 && s_moving.Contains(node.OpType, StringComparer.Ordinal) && node.Outputs.All(IsIndex);
            for (var i = 0; i < node.Inputs.Count; i++)
            {
                // Only the first input of an operator that moves data is data, but for Concat.
                var reads = node is { Domain: "", OpType: "Gather" } && i == 1 || (passesOn && (i == 0 || node.OpType == "Concat"));
                (reads ? _indices : others).Add(node.Inputs[i]);
            }
        }

        _indices.ExceptWith(others);

        bool IsIndex(string output) => output.Length == 0 || (_indices.Contains(output) && !others.Contains(output));
    }

    /// <summary>Whether a value is that, and something reads it.</summary>
    public bool Contains(string name) => _indices.Contains(name);

    /// <summary>Rows of the largest table that a tensor names rows of, moved or not; 0 for none.</summary>
    public static int RowsNamedBy(Tensor tensor)
    {
        var (rows, seen, pending) = (0, new HashSet<Tensor> { tensor }, new Stack<Tensor>([tensor]));
        while (pending.TryPop(out var next))
        {
            foreach (var reader in next.Consumers)
            {
                rows = reader is Embedding embedding ? Math.Max(rows, embedding.Rows) : rows;
                if (reader is Reshape or RearrangeLayer or Concatenate && seen.Add(reader.Output))
                {
                    pending.Push(reader.Output);
                }
            }
        }

        return rows;
    }
}
