using System.Numerics;
using Hls4Net.Emulation;
using Hls4Net.Operators;

namespace Hls4Net.Tests.Operators;

/// <summary>A graph of one layer with typed inputs: what a test of an operator needs.</summary>
internal sealed class SingleLayer
{
    private SingleLayer(ModelGraph graph, Layer layer) => (Graph, Layer) = (graph, layer);

    public ModelGraph Graph { get; }

    public Layer Layer { get; }

    public DiagnosticBag Diagnostics { get; } = new();

    public FixedType Result => Layer.Output.Type;

    /// <summary>Builds the graph and infers its types.</summary>
    public static SingleLayer Of(Layer layer, params (TensorShape Shape, FixedType Type)[] inputs)
    {
        var graph = new ModelGraph("net");
        var tensors = inputs.Select((input, k) =>
        {
            var port = graph.Add(new Input($"x{k}", input.Shape), []);
            port.Settings = Types(("result", input.Type));
            return port.Output;
        }).ToArray();
        var single = new SingleLayer(graph, graph.Add(layer, tensors));
        graph.AddOutput(layer.Output);
        var context = new PrecisionContext(single.Diagnostics);
        foreach (var each in graph.Layers)
        {
            each.InferPrecision(context);
        }

        if (!single.Diagnostics.HasErrors)
        {
            Assert.IsEmpty(GraphVerifier.Verify(graph, typed: true), string.Join(" ", GraphVerifier.Verify(graph, typed: true)));
        }

        return single;
    }

    /// <summary>Settings with explicit types by role.</summary>
    public static LayerSettings Types(params (string Role, FixedType Type)[] types) => new()
    {
        Precision = types.ToDictionary(t => t.Role, t => new Precision(t.Type), StringComparer.Ordinal),
    };

    public static LayerSettings Auto(int width) => new() { DefaultPrecision = new Precision(null, width) };

    public static WeightTensor Weight(string name, TensorShape shape, params double[] values) => new(name, shape, values, name);

    /// <summary>The exact evaluation, raw integers to raw integers.</summary>
    public BigInteger[] Evaluate(params BigInteger[][] inputs)
    {
        var result = new BigInteger[Layer.Output.Shape.Count];
        Layer.Evaluate(new ExactContext(inputs, result));
        return result;
    }

    /// <summary>The exact evaluation of numbers that the input types hold.</summary>
    public double[] EvaluateNumbers(params double[][] inputs) =>
    [
        .. Evaluate([.. inputs.Select((values, k) => values.Select(v => FixedPoint.FromDouble(v, Layer.Inputs[k].Type)).ToArray())])
            .Select(raw => FixedPoint.ToDouble(raw, Result.Fraction)),
    ];

    public double[] Reference(params double[][] inputs)
    {
        var result = new double[Layer.Output.Shape.Count];
        Layer.EvaluateReference(new DoubleContext(inputs, result));
        return result;
    }

    private sealed class ExactContext(BigInteger[][] inputs, BigInteger[] result) : EvaluationContext
    {
        public override ReadOnlySpan<BigInteger> Input(int index) => inputs[index];

        public override Span<BigInteger> Output(int index) => result;
    }

    private sealed class DoubleContext(double[][] inputs, double[] result) : ReferenceContext
    {
        public override ReadOnlySpan<double> Input(int index) => inputs[index];

        public override Span<double> Output(int index) => result;
    }
}
