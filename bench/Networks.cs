using Hls4Net.Vitis;
using Hls4Net.Compiler;
using Hls4Net.Compiler.Plugins;
using Hls4Net.Operators;

namespace Hls4Net.Bench;

/// <summary>The networks that are measured: 16-64-32-32-5 with ReLU, the jet classifier of the particle physicists.</summary>
internal static class Networks
{
    public static readonly int[] Sizes = [16, 64, 32, 32, 5];

    /// <summary>The trained model with everything that belongs to it, converted as a build does; null where its file is not beside the checkout.</summary>
    public static ModelGraph? Trained(string precision, string model = "hls4ml_three_layer_keras")
    {
        var path = Path.GetFullPath(Path.Combine(RepositoryRoot(), "..", "shared", "models", model, "model.onnx"));
        if (!File.Exists(path))
        {
            return null;
        }

        var request = new ConversionRequest { ModelPath = path, ProjectName = "net", Precision = precision };
        var conversion = Pipeline.Convert(request, new BackendCatalog(Plugin.Register, AppContext.BaseDirectory));
        return conversion.Succeeded ? conversion.Model
            : throw new InvalidOperationException(string.Join(Environment.NewLine, conversion.Diagnostics));
    }

    /// <summary>The matrix products and ReLUs alone, with weights spread like those of a trained network.</summary>
    public static ModelGraph Synthetic(string precision)
    {
        var random = new Random(1);
        var graph = new ModelGraph("synthetic");
        var tensor = graph.Add(new Input("x", new TensorShape(Sizes[0])), [], "x").Output;
        for (var i = 1; i < Sizes.Length; i++)
        {
            var (n, m) = (Sizes[i - 1], Sizes[i]);
            var weights = Enumerable.Range(0, n * m).Select(_ => Normal(random) / Math.Sqrt(n)).ToArray();
            var bias = Enumerable.Range(0, m).Select(_ => 0.1 * Normal(random)).ToArray();
            tensor = graph.Add(new Dense(
                $"fc{i}", new WeightTensor("weight", new TensorShape(n, m), weights, "w"), new WeightTensor("bias", new TensorShape(m), bias, "b")), [tensor]).Output;
            tensor = i == Sizes.Length - 1 ? tensor : graph.Add(new Relu($"relu{i}"), [tensor]).Output;
        }

        graph.AddOutput(tensor);
        return Typed(graph, precision);
    }

    /// <summary>Infers the types of a network.</summary>
    public static ModelGraph Typed(ModelGraph graph, string precision)
    {
        var context = new PrecisionContext(new DiagnosticBag());
        foreach (var layer in graph.Layers)
        {
            layer.Settings = layer is Input ? layer.Settings : new LayerSettings { DefaultPrecision = PrecisionText.Parse(precision) };
            layer.InferPrecision(context);
        }

        return graph;
    }

    /// <summary>A normally distributed number.</summary>
    public static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    /// <summary>The folder of the checkout.</summary>
    public static string RepositoryRoot()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "Hls4Net.Sdk.sln")))
            {
                return folder;
            }
        }

        throw new InvalidOperationException("The benchmark runs from within the repository.");
    }
}
