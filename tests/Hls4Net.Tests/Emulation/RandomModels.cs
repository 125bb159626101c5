using Hls4Net.Operators;

namespace Hls4Net.Tests.Emulation;

/// <summary>Small models with random shapes, weights and types.</summary>
internal static class RandomModels
{
    /// <summary>A model of one Dense layer; <paramref name="choose"/> gives the precision of each role for a useful integer part.</summary>
    public static ModelGraph Dense(
        Random random, Func<Random, int, Precision> choose, FixedType? inputType = null, int maximumInputs = 40, bool rectified = false)
    {
        var (nIn, nOut, positions) = (random.Next(1, maximumInputs), random.Next(1, 12), random.Next(4) == 0 ? 3 : 1);
        var graph = new ModelGraph("random");
        var input = graph.Add(new Input("x", positions == 1 ? new TensorShape(nIn) : new TensorShape(positions, nIn)), [], "x");
        input.Settings = Settings(("result", new Precision(inputType ?? InputType(random))));
        var weight = new WeightTensor("weight", new TensorShape(nIn, nOut), Values(random, nIn * nOut, random.Next(5) == 0 ? 200 : 1), "w");
        var bias = random.Next(3) == 0 ? null : new WeightTensor("bias", new TensorShape(nOut), Values(random, nOut, 2), "b");
        var dense = graph.Add(new Dense("fc", weight, bias), [input.Output], "y");
        dense.Strategy = random.Next(2) == 0 ? Strategy.Latency : Strategy.Resource;
        dense.ReuseFactor = Enumerable.Range(1, nIn).Where(d => nIn % d == 0).OrderBy(_ => random.Next()).First();
        dense.Settings = Settings(
            ("weight", choose(random, 1)), ("bias", choose(random, 2)), ("accum", choose(random, 9)), ("result", choose(random, 9)));
        graph.AddOutput(rectified ? Rectified(graph, dense.Output, random, choose) : dense.Output);
        InferPrecision(graph);
        return graph;
    }

    /// <summary>A model of one convolution, every kind with a kernel of its own among them; types as in <see cref="Dense"/>.</summary>
    public static ModelGraph Convolution(
        Random random, Func<Random, int, Precision> choose, FixedType? inputType = null, bool rectified = false, bool depthwise = false)
    {
        var groups = depthwise ? random.Next(2, 6) : random.Next(3) == 0 ? random.Next(1, 4) : 1;
        var (channels, outputs) = (groups * (depthwise || random.Next(2) == 0 ? 1 : random.Next(1, 6)), groups * random.Next(1, 7));
        var (rows, columns) = (random.Next(1, 4), random.Next(1, 4));
        var window = new SlidingWindow(rows, columns)
        {
            StrideHeight = random.Next(1, 3), StrideWidth = random.Next(1, 4), DilationHeight = random.Next(1, 3), DilationWidth = random.Next(1, 3),
            PadTop = random.Next(3), PadLeft = random.Next(3), PadBottom = random.Next(3), PadRight = random.Next(3),
            UpsampleHeight = random.Next(4) == 0 ? 2 : 1, UpsampleWidth = random.Next(4) == 0 ? 3 : 1,
        };
        var graph = new ModelGraph("random");
        var input = graph.Add(new Input("x", new TensorShape(random.Next(5, 8), random.Next(5, 8), channels)), [], "x");
        input.Settings = Settings(("result", new Precision(inputType ?? InputType(random))));
        var shape = new TensorShape(rows, columns, channels / groups, outputs);
        var weight = new WeightTensor("weight", shape, Values(random, shape.Count, random.Next(5) == 0 ? 200 : 1), "w");
        var bias = random.Next(3) == 0 ? null : new WeightTensor("bias", new TensorShape(outputs), Values(random, outputs, 2), "b");
        var conv = graph.Add(new Convolution("conv", weight, bias, window, groups), [input.Output], "y");
        conv.Settings = Settings(
            ("weight", choose(random, 1)), ("bias", choose(random, 2)), ("accum", choose(random, 9)), ("result", choose(random, 9)));
        graph.AddOutput(rectified ? Rectified(graph, conv.Output, random, choose) : conv.Output);
        InferPrecision(graph);
        return graph;
    }

    /// <summary>Two products, a ReLU and a softmax with inferred types.</summary>
    public static ModelGraph Mlp(Random random)
    {
        var graph = new ModelGraph("mlp");
        var x = graph.Add(new Input("x", new TensorShape(10)), [], "x").Output;
        var hidden = graph.Add(new Dense("fc1", new WeightTensor("weight", new TensorShape(10, 13), Values(random, 130, 1), "w1")), [x], "fc1").Output;
        hidden = graph.Add(new Relu("relu"), [hidden], "relu").Output;
        var logits = graph.Add(new Dense("fc2", new WeightTensor("weight", new TensorShape(13, 5), Values(random, 65, 1), "w2")), [hidden], "fc2").Output;
        graph.AddOutput(graph.Add(new Softmax("softmax"), [logits], "softmax").Output);
        InferPrecision(graph);
        return graph;
    }

    /// <summary>Any type up to 24 bits (sometimes more) that holds part of what matters.</summary>
    public static Precision AnyType(Random random, int integer)
    {
        var width = random.Next(10) == 0 ? random.Next(25, 60) : random.Next(2, 25);
        var signed = random.Next(4) != 0;
        var overflow = random.Next(3) == 0 ? Overflow.Wrap : Pick(random, Enum.GetValues<Overflow>());
        overflow = !signed && overflow == Overflow.WrapSignMagnitude ? Overflow.Wrap : overflow;
        var n = overflow is Overflow.Wrap or Overflow.WrapSignMagnitude && random.Next(5) == 0 ? random.Next(1, Math.Min(3, width) + 1) : 0;
        return new Precision(new FixedType(
            width, integer + random.Next(-3, 4), signed, Pick(random, Enum.GetValues<Rounding>()), overflow, n));
    }

    /// <summary>A type of at most 8 bits.</summary>
    public static FixedType ByteType(Random random) => new(random.Next(2, 9), random.Next(-2, 9), random.Next(2) == 0);

    /// <summary>A raw integer of a type, often at the ends of its range.</summary>
    public static long Raw(Random random, FixedType type)
    {
        var range = ValueRange.Of(type);
        var (min, max) = ((long)range.Min, (long)range.Max);
        return random.Next(8) switch
        {
            0 => min,
            1 => max,
            2 => Math.Clamp(random.Next(-3, 4), min, max),
            _ => random.NextInt64(min, max) + random.Next(2),
        };
    }

    public static LayerSettings Settings(params (string Role, Precision Precision)[] roles) => new()
    {
        Precision = roles.ToDictionary(role => role.Role, role => role.Precision, StringComparer.Ordinal),
    };

    public static void InferPrecision(ModelGraph graph)
    {
        var context = new PrecisionContext(new DiagnosticBag());
        foreach (var layer in graph.Layers)
        {
            layer.InferPrecision(context);
        }
    }

    public static string Describe(ModelGraph graph) => string.Join("; ", graph.Layers.Select(layer =>
        $"{layer} {layer.Output} weights {string.Join(' ', layer.Weights.Values.Select(w => $"{w.Name}:{w.Type}"))} types {string.Join(' ', layer.Types)}"));

    /// <summary>Adds a ReLU, often of a type that holds every result as it is.</summary>
    private static Tensor Rectified(ModelGraph graph, Tensor tensor, Random random, Func<Random, int, Precision> choose)
    {
        var relu = graph.Add(new Relu("relu"), [tensor], "relu");
        relu.Settings = Settings(("result", random.Next(3) == 0 ? choose(random, 9) : new Precision(null, 60)));
        return relu.Output;
    }

    private static FixedType InputType(Random random) =>
        new(random.Next(5) == 0 ? random.Next(17, 40) : random.Next(1, 17), random.Next(-2, 8), random.Next(3) != 0);

    private static double[] Values(Random random, int count, double scale) =>
        [.. Enumerable.Range(0, count).Select(_ => random.Next(10) == 0 ? 0 : scale * ((2 * random.NextDouble()) - 1))];

    private static T Pick<T>(Random random, T[] values) => values[random.Next(values.Length)];
}
