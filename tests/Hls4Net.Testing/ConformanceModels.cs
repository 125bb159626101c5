namespace Hls4Net.Testing;

/// <summary>The models that every backend is tried with: one for each layer, and some for the ways layers can be joined.</summary>
public static class ConformanceModels
{
    private const string Vector = "N,6";
    private const int Integers = 7;

    /// <summary>Every model, ordered by name.</summary>
    public static IReadOnlyList<ConformanceModel> All { get; } =
    [
        .. new ConformanceModel[]
        {
            new("Dense", (graph, p) => Dense(Ports(graph, p), p, "x", "y")),
            new("Dense without bias", (graph, p) => Ports(graph, p).Initializer(p + "w", Values(24, 1), 6, 4).Node("MatMul", $"{p}x {p}w", p + "y")),
            new("Gemm", (graph, p) => Ports(graph, p).Initializer(p + "w", Values(24, 2), 4, 6).Initializer(p + "b", Values(4, 3), 4)
                .Node("Gemm", $"{p}x {p}w {p}b", p + "y", ("transB", 1))),
            new("Dense on rows", (graph, p) => Dense(Ports(graph, p, "N,3,6"), p, "x", "y")),
            new("Two dense layers", (graph, p) =>
            {
                Dense(Ports(graph, p), p, "x", "h", 6);
                Dense(graph.Node("Relu", p + "h", p + "r"), p, "r", "y");
            }),
            new("BatchNormalization", (graph, p) => Ports(graph, p)
                .Initializer(p + "s", Values(6, 4), 6).Initializer(p + "b", Values(6, 5), 6).Initializer(p + "m", Values(6, 6), 6)
                .Initializer(p + "v", [1, 0.5f, 2, 0.7f, 1.5f, 0.9f], 6)
                .Node("BatchNormalization", $"{p}x {p}s {p}b {p}m {p}v", p + "y")),
            new("Scale", (graph, p) => Ports(graph, p).Initializer(p + "s", Values(6, 7), 6).Node("Mul", $"{p}x {p}s", p + "y")),
            new("Shift", (graph, p) => Ports(graph, p).Initializer(p + "b", Values(6, 8), 6).Node("Add", $"{p}x {p}b", p + "y")),
            Merge("Add"), Merge("Sub"), Merge("Mul"),
            Activation("Relu"), Activation("LeakyRelu", ("alpha", 0.1)), Activation("Elu", ("alpha", 0.7)), Activation("Selu"),
            Activation("Sigmoid"), Activation("HardSigmoid", ("alpha", 0.25), ("beta", 0.5)), Activation("Tanh"), Activation("Softplus"),
            Activation("Softsign"), Activation("Softmax", ("axis", -1)),
            new("PRelu", (graph, p) => Ports(graph, p).Initializer(p + "a", Values(6, 9), 6).Node("PRelu", $"{p}x {p}a", p + "y")),
            new("Clip", (graph, p) => Ports(graph, p).Initializer(p + "lo", [0]).Initializer(p + "hi", [6]).Node("Clip", $"{p}x {p}lo {p}hi", p + "y")),
            new("Embedding", (graph, p) => graph.Input(p + "x", "N,5", Integers).Output(p + "y").Initializer(p + "t", Values(21, 15), 7, 3).Node("Gather", $"{p}t {p}x", p + "y")),
            new("Reshape", (graph, p) => Ports(graph, p, "N,2,3").Node("Relu", p + "x", p + "r").Node("Flatten", p + "r", p + "y")),
            new("Transpose", (graph, p) => Ports(graph, p, "N,2,3").Node("Transpose", p + "x", p + "y", ("perm", Sizes(0, 2, 1)))),
            new("Slice", (graph, p) => Ports(graph, p, "N,4,3").Initializer(p + "s", Sizes(3), 1).Initializer(p + "e", Sizes(-5), 1).Initializer(p + "a", Sizes(1), 1).Initializer(p + "k", Sizes(-2), 1)
                .Node("Slice", $"{p}x {p}s {p}e {p}a {p}k", p + "y")),
            new("Pad", (graph, p) => Ports(graph, p, "N,2,3").Initializer(p + "s", Sizes(0, 1, 0, 0, 0, 2), 6).Initializer(p + "c", [0.5f]).Node("Pad", $"{p}x {p}s {p}c", p + "y")),
            new("MatMul of tensors", (graph, p) => Ports(graph, p, "N,2,3").Input(p + "z", "N,3,2").Node("MatMul", $"{p}x {p}z", p + "y")),
            new("ReduceMax", (graph, p) => Ports(graph, p, "N,2,3").Node("ReduceMax", p + "x", p + "y", ("axes", Sizes(1)), ("keepdims", 0))),
            Activation("Exp"), Activation("HardSwish"),
            Image("Resize", (graph, p) => graph.Initializer(p + "s", [1, 1, 2, 1.5f], 4)
                .Node("Resize", $"{p}x - {p}s", p + "y", ("mode", "nearest"), ("coordinate_transformation_mode", "asymmetric"), ("nearest_mode", "floor"))),
            Image("Conv2D", (graph, p) => graph.Initializer(p + "w", Values(72, 21), 4, 2, 3, 3).Initializer(p + "b", Values(4, 22), 4)
                .Node("Conv", $"{p}x {p}w {p}b", p + "y", ("kernel_shape", Sizes(3, 3)), ("pads", Sizes(1, 1, 1, 1)))),
            Image("Conv2D strided", (graph, p) => graph.Initializer(p + "w", Values(32, 23), 4, 2, 2, 2)
                .Node("Conv", $"{p}x {p}w", p + "y", ("kernel_shape", Sizes(2, 2)), ("strides", Sizes(2, 2)))),
            Image("DepthwiseConv2D", (graph, p) => graph.Initializer(p + "w", Values(18, 24), 2, 1, 3, 3)
                .Node("Conv", $"{p}x {p}w", p + "y", ("kernel_shape", Sizes(3, 3)), ("group", 2))),
            Image("MaxPooling2D", (graph, p) => graph.Node("MaxPool", p + "x", p + "y", ("kernel_shape", Sizes(2, 2)), ("strides", Sizes(2, 2)))),
            Image("AveragePooling2D", (graph, p) => graph.Node("AveragePool", p + "x", p + "y", ("kernel_shape", Sizes(3, 3)), ("strides", Sizes(1, 1)))),
            Image("GlobalAveragePooling2D", (graph, p) => graph.Node("GlobalAveragePool", p + "x", p + "y")),
            Image("Small CNN", (graph, p) => Dense(
                graph.Initializer(p + "w", Values(54, 25), 3, 2, 3, 3)
                    .Node("Conv", $"{p}x {p}w", p + "c", ("kernel_shape", Sizes(3, 3))).Node("Relu", p + "c", p + "r")
                    .Node("MaxPool", p + "r", p + "m", ("kernel_shape", Sizes(2, 2)), ("strides", Sizes(2, 2)))
                    .Node("Flatten", p + "m", p + "f").Initializer(p + "v", Values(72, 26), 12, 6).Node("MatMul", $"{p}f {p}v", p + "d"), p, "d", "y")),
            Image("Residual CNN", (graph, p) => graph.Initializer(p + "w", Values(36, 27), 2, 2, 3, 3)
                .Node("Conv", $"{p}x {p}w", p + "c", ("kernel_shape", Sizes(3, 3)), ("pads", Sizes(1, 1, 1, 1))).Node("Add", $"{p}c {p}x", p + "y")),
            Image("Concatenated channels", (graph, p) => graph.Node("Relu", p + "x", p + "r").Node("Concat", $"{p}x {p}r", p + "y", ("axis", 1))),
            new("Conv1D", (graph, p) => Ports(graph, p, "N,2,8").Initializer(p + "w", Values(24, 28), 4, 2, 3)
                .Node("Conv", $"{p}x {p}w", p + "y", ("kernel_shape", Sizes(3)), ("dilations", Sizes(2)))),
            new("Residual branch", (graph, p) => Dense(Ports(graph, p), p, "x", "h", 6).Node("Add", $"{p}h {p}x", p + "y")),
            new("Two outputs", (graph, p) =>
                Dense(Ports(graph, p).Output(p + "z", null), p, "x", "y").Node("Tanh", p + "x", p + "z")),
            new("Two inputs", (graph, p) =>
                Dense(Dense(Ports(graph, p).Input(p + "z", Vector), p, "x", "h"), p, "z", "g").Node("Add", $"{p}h {p}g", p + "y")),
            Convolution("Conv", "N,3,6,5", [4, 3, 3, 2], ("pads", new long[] { 1, 0, 1, 1 }), ("strides", new long[] { 2, 1 })),
            Convolution("Conv", "N,4,9", [6, 2, 3], ("group", 2), ("dilations", new long[] { 2 })),
            Convolution("Conv", "N,4,5,5", [4, 1, 3, 3], ("group", 4), ("auto_pad", "SAME_UPPER")),
            Convolution("ConvTranspose", "N,3,4,3", [3, 2, 3, 2], ("strides", new long[] { 2, 2 }), ("pads", new long[] { 1, 0, 1, 0 })),
            Pooling("MaxPool", ("strides", new long[] { 2, 2 }), ("ceil_mode", 1)),
            Pooling("AveragePool", ("pads", new long[] { 1, 1, 0, 0 }), ("count_include_pad", 1)),
            Pooling("AveragePool", ("pads", new long[] { 1, 1, 0, 0 }), ("strides", new long[] { 2, 3 })),
            new("Convolution beside a shortcut", (graph, p) => Ports(graph, p, "N,3,5,4").Initializer(p + "w", Values(81, 23), 3, 3, 3, 3)
                .Node("Conv", $"{p}x {p}w", p + "h", ("pads", new long[] { 1, 1, 1, 1 })).Node("Relu", p + "h", p + "r").Node("Add", $"{p}r {p}x", p + "y")),
            Normalization("LayerNormalization", "N,2,6", 6), Normalization("InstanceNormalization", "N,4,3,2", 4),
            Recurrent("LSTM", 4), Recurrent("GRU", 3, ("linear_before_reset", 1)), Recurrent("RNN", 1), Recurrent("LSTM", 4, ("direction", "bidirectional")),
        }.OrderBy(model => model.Name, StringComparer.Ordinal),
    ];

    /// <summary>The model of that name.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public static ConformanceModel Named(string name) => All.Single(model => model.Name == name);

    /// <summary>Pseudo-random numbers in (−1, 1), the same on every machine.</summary>
    /// <param name="count">How many.</param>
    /// <param name="seed">Which.</param>
    public static float[] Values(int count, int seed)
    {
        var state = (uint)seed * 2654435761u;
        var values = new float[count];
        for (var i = 0; i < count; i++)
        {
            state = unchecked((state * 1664525u) + 1013904223u);
            values[i] = (int)state / (float)(1L << 31);
        }

        return values;
    }

    private static ConformanceModel Image(string name, Action<OnnxBuilder, string> add) =>
        new(name, (graph, p) => add(Ports(graph, p, "N,2,6,6"), p));

    private static long[] Sizes(params long[] sizes) => sizes;

    private static ConformanceModel Activation(string type, params (string Name, object Value)[] attributes) =>
        new(type, (graph, p) => Ports(graph, p).Node(type, p + "x", p + "y", attributes));

    private static ConformanceModel Convolution(string type, string shape, long[] weight, params (string Name, object Value)[] attributes) => new(
        string.Join(' ', attributes.Select(a => a.Name).Prepend(type)), (graph, p) => Ports(graph, p, shape)
            .Initializer(p + "w", Values((int)weight.Aggregate(1L, (a, b) => a * b), 21), weight).Node(type, $"{p}x {p}w", p + "y", attributes));

    private static ConformanceModel Pooling(string type, params (string Name, object Value)[] attributes) => new(
        string.Join(' ', attributes.Select(a => a.Name).Prepend(type)), (graph, p) => Ports(graph, p, "N,3,5,6")
            .Node(type, p + "x", p + "y", [("kernel_shape", new long[] { 2, 3 }), .. attributes]));

    private static ConformanceModel Normalization(string type, string shape, int count) => new(type, (graph, p) => Ports(graph, p, shape)
        .Initializer(p + "s", Values(count, 13), count).Initializer(p + "b", Values(count, 14), count).Node(type, $"{p}x {p}s {p}b", p + "y"));

    /// <summary>A recurrent operator over four steps of six values, batch second; its last state leaves, too.</summary>
    private static ConformanceModel Recurrent(string type, int gates, params (string Name, object Value)[] attributes) => new(
        string.Join(' ', attributes.Select(a => a.Value.ToString() == "1" ? a.Name : $"{a.Value}").Prepend(type)),
        (graph, p) =>
        {
            const int State = 3;
            var directions = attributes.Contains(("direction", "bidirectional")) ? 2 : 1;
            Ports(graph, p, "4,N,6").Output(p + "h")
                .Initializer(p + "w", Values(directions * gates * State * 6, 10), directions, gates * State, 6)
                .Initializer(p + "r", Values(directions * gates * State * State, 11), directions, gates * State, State)
                .Initializer(p + "b", Values(directions * 2 * gates * State, 12), directions, 2 * gates * State)
                .Node(type, $"{p}x {p}w {p}r {p}b", $"{p}y {p}h", [("hidden_size", State), .. attributes]);
        });

    private static ConformanceModel Merge(string type) => new(type + " of tensors", (graph, p) =>
        Ports(graph, p).Input(p + "z", Vector).Node(type, $"{p}x {p}z", p + "y"));

    private static OnnxBuilder Ports(OnnxBuilder graph, string prefix, string shape = Vector) =>
        graph.Input(prefix + "x", shape).Output(prefix + "y");

    private static OnnxBuilder Dense(OnnxBuilder graph, string prefix, string input, string output, int width = 4) => graph
        .Initializer($"{prefix}{output}_w", Values(6 * width, output[0]), 6, width)
        .Initializer($"{prefix}{output}_b", Values(width, output[0] + 1), width)
        .NamedNode($"{prefix}{output}_product", "MatMul", [prefix + input, $"{prefix}{output}_w"], [$"{prefix}{output}_p"])
        .NamedNode($"{prefix}{output}_sum", "Add", [$"{prefix}{output}_p", $"{prefix}{output}_b"], [prefix + output]);
}
