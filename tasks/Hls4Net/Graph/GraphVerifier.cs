namespace Hls4Net;

/// <summary>Checks that a graph holds together. A finding is an error of ours (a pass broke the graph), never of the user's.</summary>
public static class GraphVerifier
{
    /// <summary>What is wrong with the graph, one sentence each; empty when it is sound.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="typed">Whether precision inference ran: every tensor must then have a type, and no interval may leave it.</param>
    public static IReadOnlyList<string> Verify(ModelGraph graph, bool typed = false)
    {
        ArgumentNullException.ThrowIfNull(graph);
        var problems = new List<string>();
        foreach (var layer in graph.Layers)
        {
            problems.AddRange(Verify(layer, typed));
        }

        problems.AddRange(graph.Outputs
            .Where(output => output.Producer is null || output.Producer.Graph != graph)
            .Select(output => $"Model output '{output.Name}' is made by no layer of the graph."));
        return problems;
    }

    /// <summary>What is wrong with one layer of a graph and with what joins it to others.</summary>
    internal static IReadOnlyList<string> Verify(Layer layer, bool typed)
    {
        var problems = new List<string>();
        VerifyEdges(layer, problems);
        VerifyShapes(layer, problems);
        if (typed)
        {
            VerifyTypes(layer, problems);
        }

        return problems;
    }

    /// <summary>What the layer's rule of types left out; empty when every output has a type and an interval for each of its elements.</summary>
    /// <param name="layer">The layer, after its <see cref="Layer.InferPrecision"/>.</param>
    public static IReadOnlyList<string> VerifyTypes(Layer layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        var problems = new List<string>();
        VerifyTypes(layer, problems);
        if (layer is CustomLayer)
        {
            problems.AddRange(layer.Weights.Values.Where(weight => weight.Type.Width == 0).Select(
                weight => $"Weight '{weight.Name}' of {layer} has no type: InferPrecision calls FitWeights for every weight."));
        }

        return problems;
    }

    private static void VerifyEdges(Layer layer, List<string> problems)
    {
        foreach (var input in layer.Inputs)
        {
            if (input.Producer is null || input.Producer.Graph != layer.Graph)
            {
                problems.Add($"{layer} reads '{input.Name}', which no layer of the graph makes.");
            }

            if (input.Consumers.Count(c => c == layer) != layer.Inputs.Count(t => t == input))
            {
                problems.Add($"{layer} and its input '{input.Name}' disagree on being joined.");
            }
        }

        problems.AddRange(layer.Outputs
            .Where(output => output.Producer != layer)
            .Select(output => $"Output '{output.Name}' of {layer} names another producer."));
    }

    private static void VerifyShapes(Layer layer, List<string> problems)
    {
        IReadOnlyList<TensorShape> shapes;
        try
        {
            shapes = layer.InferShapes();
        }
        catch (Exception e) when (e is DiagnosticException or KeyNotFoundException or ArgumentException)
        {
            problems.Add($"{layer} cannot tell its shapes: {e.Message}");
            return;
        }

        for (var i = 0; i < layer.Outputs.Count; i++)
        {
            if (!shapes[i].Equals(layer.Outputs[i].Shape))
            {
                problems.Add($"{layer} makes {shapes[i]} but its output '{layer.Outputs[i].Name}' says {layer.Outputs[i].Shape}.");
            }
        }
    }

    private static void VerifyTypes(Layer layer, List<string> problems)
    {
        foreach (var output in layer.Outputs)
        {
            if (output.Type.Width == 0)
            {
                problems.Add($"Output '{output.Name}' of {layer} has no type.");
            }
            else if (output.Range.Count != output.Shape.Count)
            {
                problems.Add($"Output '{output.Name}' of {layer} has {output.Range.Count} intervals for {output.Shape.Count} elements.");
            }
            else if ((output.Range is RepeatedRange repeated ? repeated.Pattern : output.Range).Any(r => r.Min < output.Type.MinRaw || r.Max > output.Type.MaxRaw || r.Min > r.Max))
            {
                problems.Add($"An interval of output '{output.Name}' of {layer} leaves {output.Type}.");
            }
        }
    }
}
