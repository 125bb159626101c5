using System.Numerics;
using Hls4Net.Operators;

namespace Hls4Net.Tests;

/// <summary>Typed graphs made by hand, small enough to compute on paper.</summary>
internal static class SmallModels
{
    /// <summary>y = relu(x · [[1,−2],[3,4]] + [0.5,−1]); x fixed&lt;8,4&gt;, weights fixed&lt;8,4&gt;, accumulator and results fixed&lt;16,8&gt;.</summary>
    public static ModelGraph TwoByTwo(string name = "small", string denseName = "fc1")
    {
        var graph = new ModelGraph(name);
        var input = graph.Add(new Input("x", new TensorShape(2)), []);
        var weight = new WeightTensor("weight", new TensorShape(2, 2), [1, -2, 3, 4], denseName + ".weight");
        var bias = new WeightTensor("bias", new TensorShape(2), [0.5, -1], denseName + ".bias");
        var dense = graph.Add(new Dense(denseName, weight, bias), [input.Output]);
        var relu = graph.Add(new Relu("relu"), [dense.Output], "y");
        graph.AddOutput(relu.Output);

        input.Output.Type = new FixedType(8, 4);
        weight.Quantize(new FixedType(8, 4));
        bias.Quantize(new FixedType(16, 8));
        dense.Types["accum"] = new FixedType(16, 8);
        dense.Output.Type = relu.Output.Type = new FixedType(16, 8);
        foreach (var tensor in graph.Layers.SelectMany(layer => layer.Outputs))
        {
            tensor.Range = [.. Enumerable.Repeat(ValueRange.Of(tensor.Type), tensor.Shape.Count)];
        }

        return graph;
    }

    /// <summary>Two samples of <see cref="TwoByTwo"/>: (1, 2) → (7.5, 5) and (−1, 0.5) → (1, 3).</summary>
    public static TestVectors TwoByTwoVectors { get; } = new(
        [[[16, 32]], [[-16, 8]]],
        [[[(BigInteger)(7.5 * 256), 5 * 256]], [[256, 3 * 256]]]);
}
