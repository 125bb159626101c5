namespace Hls4Net;

/// <summary>Stable topological order: of all layers that are ready, the one added first comes next (Kahn, with a priority queue).</summary>
internal static class TopologicalOrder
{
    /// <summary>Orders in place; linear in layers and edges but for the queue's logarithm.</summary>
    /// <exception cref="InvalidOperationException">The layers form a cycle.</exception>
    public static void Sort(List<Layer> layers)
    {
        var position = new Dictionary<Layer, int>(layers.Count);
        for (var i = 0; i < layers.Count; i++)
        {
            position[layers[i]] = i;
        }

        var missing = new int[layers.Count];
        var ready = new PriorityQueue<int, int>();
        for (var i = 0; i < layers.Count; i++)
        {
            missing[i] = layers[i].InputList.Count(input => input.Producer is not null);
            if (missing[i] == 0)
            {
                ready.Enqueue(i, i);
            }
        }

        var order = new List<Layer>(layers.Count);
        while (ready.TryDequeue(out var next, out _))
        {
            order.Add(layers[next]);
            foreach (var consumer in layers[next].OutputList.SelectMany(output => output.ConsumerList))
            {
                var index = position[consumer];
                if (--missing[index] == 0)
                {
                    ready.Enqueue(index, index);
                }
            }
        }

        if (order.Count != layers.Count)
        {
            throw new InvalidOperationException("The layers form a cycle.");
        }

        layers.Clear();
        layers.AddRange(order);
    }
}
