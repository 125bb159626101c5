using System.Text.Json;
using Hls4Net;
using Hls4Net.Import;
using Hls4Net.Operators;

namespace MlpJson;

/// <summary>Reads models such as <c>{ "inputs": 2, "layers": [ { "name": "fc1", "weights": [[1, 2, 3], [4, 5, 6]], "bias": [0, 0, 1], "activation": "relu" } ] }</c>.</summary>
public static class Plugin
{
    /// <summary>The entry point.</summary>
    public static void Register(IPluginRegistry registry) => registry.RegisterImporter(new MlpImporter());
}

/// <summary>The importer.</summary>
public sealed class MlpImporter() : ModelImporter(".mlp.json")
{
    private static readonly DiagnosticDescriptor s_badFile = new("MLP001", Severity.Error, "Not an MLP file", "'{0}' is no network of dense layers: {1}");

    public override ModelGraph Import(ModelFile file, DiagnosticBag diagnostics)
    {
        var graph = new ModelGraph(file.ProjectName);
        try
        {
            using var json = JsonDocument.Parse(file.ReadText());
            var tensor = graph.Add(new Input("x", new TensorShape(json.RootElement.GetProperty("inputs").GetInt32())), []).Output;
            foreach (var layer in json.RootElement.GetProperty("layers").EnumerateArray())
            {
                tensor = Add(graph, tensor, layer, layer.GetProperty("name").GetString()!);
            }

            graph.AddOutput(tensor);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException)
        {
            diagnostics.Report(s_badFile, null, file.Name, e.Message);
        }

        return graph;
    }

    private static Tensor Add(ModelGraph graph, Tensor input, JsonElement layer, string name)
    {
        var rows = layer.GetProperty("weights").EnumerateArray().Select(Numbers).ToArray();
        var weight = new WeightTensor("weight", new TensorShape(rows.Length, rows[0].Length), [.. rows.SelectMany(row => row)], $"{name}.weights");
        var bias = layer.TryGetProperty("bias", out var values)
            ? new WeightTensor("bias", new TensorShape(rows[0].Length), Numbers(values), $"{name}.bias") : null;
        var sum = graph.Add(new Dense(name, weight, bias), [input]).Output;
        return (layer.TryGetProperty("activation", out var activation) ? activation.GetString() : "linear") switch
        {
            "linear" => sum,
            "relu" => graph.Add(new Relu($"{name}_relu"), [sum]).Output,
            "sigmoid" => graph.Add(new Sigmoid($"{name}_sigmoid"), [sum]).Output,
            "softmax" => graph.Add(new Softmax($"{name}_softmax"), [sum]).Output,
            var other => throw new ArgumentException($"'{name}' has activation '{other}'; possible: linear, relu, sigmoid, softmax."),
        };
    }

    private static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(number => number.GetDouble())];
}
