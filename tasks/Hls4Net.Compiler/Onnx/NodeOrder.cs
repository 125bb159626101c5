namespace Hls4Net.Compiler.Onnx;

/// <summary>Puts nodes behind those whose outputs they read. ONNX asks files for that order, and runtimes forgive them where they lack it.</summary>
internal static class NodeOrder
{
    /// <summary>Sorts nodes that are out of order; the others, and those of a circle, stay as they are.</summary>
    public static void Sort(List<OnnxNode> nodes)
    {
        var makers = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < nodes.Count; i++)
        {
            foreach (var output in nodes[i].Outputs.Where(output => output.Length > 0))
            {
                makers.TryAdd(output, i);
            }
        }

        if (nodes.Index().All(node => node.Item.Inputs.All(input => makers.GetValueOrDefault(input, -1) < node.Index)))
        {
            return;
        }

        var sorted = new List<OnnxNode>(nodes.Count);
        var (entered, placed) = (new bool[nodes.Count], new bool[nodes.Count]);
        var open = new Stack<int>();
        for (var first = 0; first < nodes.Count; first++)
        {
            open.Push(first);
            while (open.TryPeek(out var node))
            {
                var waiting = -1;
                foreach (var input in nodes[node].Inputs)
                {
                    waiting = waiting < 0 && makers.TryGetValue(input, out var maker) && !placed[maker] ? maker : waiting;
                }

                if (waiting >= 0 && !placed[node])
                {
                    if (entered[node] && entered[waiting])
                    {
                        return; // A circle: import reports it.
                    }

                    entered[node] = true;
                    open.Push(waiting);
                    continue;
                }

                if (!placed[node])
                {
                    placed[node] = true;
                    sorted.Add(nodes[node]);
                }

                open.Pop();
            }
        }

        nodes.Clear();
        nodes.AddRange(sorted);
    }
}
