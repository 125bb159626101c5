using Hls4Net.Operators;

namespace Hls4Net.Compiler.TestInputs;

/// <summary>Samples of the user's for test bench, verification and reports, as real numbers.</summary>
/// <param name="Count">Number of samples.</param>
/// <param name="Inputs">Per model input: all samples, one after the other.</param>
/// <param name="Outputs">Per model output: what the user expects, one sample after the other; null where nothing is given.</param>
internal sealed record SampleSet(int Count, IReadOnlyList<double[]> Inputs, IReadOnlyList<double[]?> Outputs)
{
    /// <summary>Smallest and largest value of each model input.</summary>
    public IReadOnlyDictionary<string, (double Min, double Max)> Ranges(ModelGraph model) =>
        model.Inputs.Zip(Inputs).ToDictionary(pair => pair.First.Name, pair => (pair.Second.Min(), pair.Second.Max()), StringComparer.Ordinal);

    /// <summary>Turns the samples of an input: dimension <c>k</c> of the result is dimension <c>order[k]</c>.</summary>
    public void TurnInput(int port, TensorShape shape, IReadOnlyList<int> order) => Turn(Inputs[port], shape, order);

    /// <summary>Turns what is expected at an output, likewise.</summary>
    public void TurnOutput(int port, TensorShape shape, IReadOnlyList<int> order)
    {
        if (Outputs[port] is { } expected)
        {
            Turn(expected, shape, order);
        }
    }

    /// <summary>At most so many samples, spread evenly, per model input: the values, one sample after the other.</summary>
    public float[][] Spread(ModelGraph model, int most)
    {
        var taken = Math.Min(Count, most);
        return
        [
            .. model.Inputs.Select((tensor, i) => Enumerable.Range(0, taken).Select(k => (int)((long)k * Count / taken))
                .SelectMany(sample => Inputs[i].AsSpan(sample * tensor.Shape.Count, tensor.Shape.Count).ToArray()).Select(value => (float)value).ToArray()),
        ];
    }

    private static void Turn(double[] values, TensorShape shape, IReadOnlyList<int> order)
    {
        var graph = new ModelGraph("turn");
        var sources = graph.Add(new Transpose("turn", order), [graph.Add(new Input("x", shape), []).Output]).Sources;
        var turned = new double[shape.Count];
        for (var start = 0; start < values.Length; start += shape.Count)
        {
            for (var i = 0; i < turned.Length; i++)
            {
                turned[i] = values[start + sources[i]];
            }

            turned.CopyTo(values, start);
        }
    }
}
