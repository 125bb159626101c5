using Hls4Net.Operators;

namespace Hls4Net.Tests;

/// <content>Layers with inner states and types: recurrent ones and normalizations.</content>
internal static partial class LayerModels
{
    private static readonly string[] s_roles =
    [
        "result", "weight", "bias", "scale", "accum", "table", "recurrent_weight", "recurrent_bias", "recurrent_table", "cell_table", "cell", "gate",
        "initial_state", "initial_cell", "mean", "difference", "square", "variance", "normal", "param", "slope", "shift", "embeddings",
        "exp_table", "inv_table", "inv_inp", "inp_norm", "fill",
    ];

    /// <summary>Recurrent layers of all kinds over a sequence.</summary>
    public static ModelGraph Recurrent(string precision) => Typed(Recurrent(), precision);

    /// <summary>Normalizations of all kinds over an image.</summary>
    public static ModelGraph Normalizations(string precision) => Typed(Normalizations(), precision);

    /// <summary>Layers with types drawn at random, role by role: unsigned, saturating, rounding, without integer bits or with too many.</summary>
    /// <param name="layers">Which: <c>recurrent</c>, <c>normalizations</c> or <c>others</c>.</param>
    /// <param name="random">Draws.</param>
    public static ModelGraph OfRandomTypes(string layers, Random random)
    {
        var graph = layers switch { "recurrent" => Recurrent(), "normalizations" => Normalizations(), _ => SideBySide() };
        foreach (var layer in graph.Layers)
        {
            DiagnosticBag diagnostics;
            do
            {
                layer.Settings = new LayerSettings
                {
                    DefaultPrecision = layer is Input || random.Next(2) == 0 ? new Precision(RandomType(random)) : Precision.Auto,
                    Precision = s_roles.Where(_ => random.Next(2) == 0).ToDictionary(role => role, _ => new Precision(RandomType(random)), StringComparer.Ordinal),
                    TableSize = random.Next(2) == 0 ? 12 + random.Next(100) : null,
                    Implementation = layer.Name.StartsWith("argmax", StringComparison.Ordinal) ? "argmax"
                        : layer.Name.StartsWith("latency", StringComparison.Ordinal) ? "latency" : layer.Name.StartsWith("legacy", StringComparison.Ordinal) ? "legacy" : "stable",
                };
                layer.InferPrecision(new PrecisionContext(diagnostics = new DiagnosticBag()));
            }
            while (diagnostics.HasErrors); // A type that holds none of the values is refused.
        }

        return graph;
    }

    private static FixedType RandomType(Random random)
    {
        var width = 2 + random.Next(16);
        var integer = random.Next(5) switch { 0 => -random.Next(4), 1 => width + random.Next(3), _ => Math.Min(width, 1 + random.Next(6)) };
        var signed = random.Next(3) > 0;
        return new FixedType(width, integer, signed, (Rounding)random.Next(7), (Overflow)random.Next(signed ? 4 : 3));
    }

    /// <summary>Normalizations of all kinds over an image.</summary>
    private static ModelGraph Normalizations()
    {
        var graph = new ModelGraph("net");
        var image = graph.Add(new Input("image", new TensorShape(3, 2, 4)), []).Output;
        Layer[] layers =
        [
            new LayerNormalization("last", 4, Weight("scale", 4), Weight("bias", 4)),
            new LayerNormalization("plain", 8, epsilon: 0.1),
            new LayerNormalization("all", 24, Weight("scale", 24), null, 0),
            new LayerNormalization("small table", 4, Weight("scale", 4), Weight("bias", 4)),
            new GroupNormalization("instance", 4, 4, Weight("scale", 4), Weight("bias", 4)),
            new GroupNormalization("group", 2, 4, Weight("scale", 4), Weight("bias", 4), 1e-3),
        ];
        foreach (var layer in layers)
        {
            graph.AddOutput(graph.Add(layer, [image]).Output);
        }

        return graph;
    }

    /// <summary>Recurrent layers of all kinds over a sequence.</summary>
    private static ModelGraph Recurrent()
    {
        var graph = new ModelGraph("net");
        var x = graph.Add(new Input("x", new TensorShape(5, 3)), []).Output;
        var h = graph.Add(new Input("h", new TensorShape(4)), []).Output;
        var c = graph.Add(new Input("c", new TensorShape(4)), []).Output;
        WeightTensor[] lstm = [Weight("weight", 3, 16), Weight("recurrent_weight", 4, 16), Weight("bias", 16)];
        WeightTensor[] gru = [Weight("weight", 3, 12), Weight("recurrent_weight", 4, 8), Weight("candidate_weight", 4, 4), Weight("bias", 12), Weight("candidate_bias", 4)];
        WeightTensor[] rnn = [Weight("weight", 3, 4), Weight("recurrent_weight", 4, 4), Weight("recurrent_bias", 4)];
        (RecurrentLayer, Tensor[])[] layers =
        [
            (new Lstm("lstm", lstm), [x]),
            (new Lstm("lstm reversed", [.. lstm, Weight("initial_state", 4), Weight("initial_cell", 4)]) { Reverse = true, ReturnSequences = true }, [x]),
            (new Lstm("lstm with states", lstm, statesAreInputs: true) { ReturnSequences = true, ReturnCell = true }, [x, h, c]),
            (new Lstm("lstm resource", lstm) { ReturnCell = true }, [x]),
            (new Gru("gru", gru), [x]),
            (new Gru("gru reset after", gru, statesAreInputs: true) { ResetAfter = true, ReturnSequences = true }, [x, h]),
            (new Gru("gru resource", [.. gru, Weight("initial_state", 4)]) { Reverse = true }, [x]),
            (new SimpleRnn("rnn", rnn), [x]),
            (new SimpleRnn("rnn resource", rnn, statesAreInputs: true) { Reverse = true, ReturnSequences = true }, [x, h]),
        ];
        foreach (var (layer, inputs) in layers)
        {
            foreach (var product in layer.Products.Where(_ => layer.Name.EndsWith("resource", StringComparison.Ordinal)))
            {
                (product.Strategy, product.ReuseFactor) = product.NIn == 3 ? (Strategy.Resource, 6) : (Strategy.ResourceUnrolled, 2);
            }

            graph.Add(layer, inputs).Outputs.ToList().ForEach(graph.AddOutput);
        }

        return graph;
    }
}
