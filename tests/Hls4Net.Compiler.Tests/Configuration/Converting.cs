using Hls4Net.Compiler;
using Hls4Net.Compiler.Plugins;
using Hls4Net.Testing;
using Hls4Net.Tests.Plugins;

namespace Hls4Net.Tests.Configuration;

/// <summary>
/// Converts a small model of every kind of name: <c>/fc1/MatMul</c>, <c>/fc1/Add</c>, <c>bn1</c>, <c>relu1</c>, <c>fc2</c> (Gemm),
/// <c>act</c> (sigmoid), <c>fc3</c>, <c>softmax</c>; inputs <c>x</c> [16] and outputs <c>y</c> [4].
/// </summary>
internal sealed class Converting : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public Converting() => new OnnxBuilder()
        .Input("x", "N,16").Output("y", "N,4")
        .Initializer("fc1.weight", Numbers(16 * 8, 1, 0.5f), 16, 8).Initializer("fc1.bias", Numbers(8, 2, 0.25f), 8)
        .Initializer("scale", Numbers(8, 3, 2), 8).Initializer("shift", Numbers(8, 4, 1), 8)
        .Initializer("mean", Numbers(8, 5, 1), 8).Initializer("variance", [1, 2, 3, 4, 5, 6, 7, 8], 8)
        .Initializer("fc2.weight", Numbers(8 * 6, 6, 1), 8, 6).Initializer("fc2.bias", Numbers(6, 7, 1), 6)
        .Initializer("fc3.weight", Numbers(6 * 4, 8, 4), 6, 4).Initializer("fc3.bias", Numbers(4, 9, 1), 4)
        .NamedNode("/fc1/MatMul", "MatMul", ["x", "fc1.weight"], ["h1"])
        .NamedNode("/fc1/Add", "Add", ["h1", "fc1.bias"], ["h2"])
        .NamedNode("bn1", "BatchNormalization", ["h2", "scale", "shift", "mean", "variance"], ["h3"])
        .NamedNode("relu1", "Relu", ["h3"], ["h4"])
        .NamedNode("fc2", "Gemm", ["h4", "fc2.weight", "fc2.bias"], ["h5"])
        .NamedNode("act", "Sigmoid", ["h5"], ["h6"])
        .NamedNode("fc3", "Gemm", ["h6", "fc3.weight", "fc3.bias"], ["h7"])
        .NamedNode("softmax", "Softmax", ["h7"], ["y"], ("axis", -1))
        .Save(_folder.File("model.onnx"));

    public ConversionRequest Request => new() { ModelPath = _folder.File("model.onnx"), ProjectName = "model", Backend = "Plain", VerifyGraph = true };

    public static BackendCatalog Backends { get; } = new(
        registry =>
        {
            registry.RegisterBackend("Plain", () => new PlainBackend("Plain"));
            registry.RegisterWriter("Plain", () => new PlainWriter(registry.PluginDirectory));
        },
        "");

    public static float[] Numbers(int count, int seed, float size)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (float)((random.NextDouble() * 2) - 1) * size)];
    }

    public string File(string name, string text)
    {
        System.IO.File.WriteAllText(_folder.File(name), text);
        return _folder.File(name);
    }

    public string Path(string name) => _folder.File(name);

    public Conversion Run(ConversionRequest request) => Pipeline.Convert(request, Backends);

    /// <summary>The typed graph; fails the test where there are errors.</summary>
    public string Graph(ConversionRequest request)
    {
        var conversion = Run(request);
        Assert.IsTrue(conversion.Succeeded, string.Join('\n', conversion.Diagnostics));
        return GraphText.Write(conversion.Model) + string.Join('\n', conversion.Model.Layers.Select(layer => $"{layer.Name} {layer.Settings.Trace}"));
    }

    /// <summary>The typed graph under a configuration file.</summary>
    public string Configured(string name, string text) => Graph(Request with { ConfigPath = File(name, text) });

    /// <summary>What is said about a configuration file.</summary>
    public IReadOnlyList<Diagnostic> Problems(string name, string text) => Run(Request with { ConfigPath = File(name, text) }).Diagnostics;

    public static LayerOverride Item(string layer, string key, string value) => new(layer, new Dictionary<string, string> { [key] = value });

    public void Dispose() => _folder.Dispose();
}
