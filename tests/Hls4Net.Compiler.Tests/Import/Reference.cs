using Hls4Net.Emulation;

namespace Hls4Net.Compiler.Tests.Import;

/// <summary>Evaluates an imported graph in double precision: what the layers say they compute.</summary>
internal static class Reference
{
    public static double[][] Evaluate(ModelGraph graph, params double[][] inputs)
    {
        var values = new Dictionary<Tensor, double[]>();
        for (var i = 0; i < graph.Inputs.Count; i++)
        {
            Assert.AreEqual(graph.Inputs[i].Shape.Count, inputs[i].Length, "Size of input " + graph.Inputs[i].Name);
            values[graph.Inputs[i]] = inputs[i];
        }

        foreach (var layer in graph.Layers.Where(layer => layer is not Operators.Input))
        {
            foreach (var output in layer.Outputs)
            {
                values[output] = new double[output.Shape.Count];
            }

            layer.EvaluateReference(new Context(layer, values));
        }

        return [.. graph.Outputs.Select(output => values[output])];
    }

    private sealed class Context(Layer layer, Dictionary<Tensor, double[]> values) : ReferenceContext
    {
        public override ReadOnlySpan<double> Input(int index) => values[layer.Inputs[index]];

        public override Span<double> Output(int index) => values[layer.Outputs[index]];
    }
}
