using System.Runtime.InteropServices;
using System.Text.Json;
using Hls4Net.Tests;

namespace Hls4Net.Compiler.Tests.Import;

/// <summary>Trained models from many exporters: what is imported computes what their reference outputs say.</summary>
[TestClass]
public sealed class RealModelTests
{
    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    [DataRow("own-models/digits_mlp")]
    [DataRow("own-models/breast_cancer_bn_mlp")]
    [DataRow("models/acasxu_1_1")]
    [DataRow("models/cartpole")]
    [DataRow("models/certificate_controller")]
    [DataRow("models/dubinsrejoin")]
    [DataRow("models/gcas_reach")]
    [DataRow("models/hls4ml_dense_big_keras")]
    [DataRow("models/hls4ml_three_layer_keras")]
    [DataRow("models/hls4ml_three_layer_pytorch")]
    [DataRow("models/hls4ml_two_layer_keras")]
    [DataRow("models/keras_tract_tf2")]
    [DataRow("models/mlperf_ad_fp32")]
    [DataRow("models/mnist5x20_leaky")]
    [DataRow("models/mnistfc_256x2")]
    [DataRow("models/tfl_helloworld")]
    [DataRow("models/tll_n2_m8")]
    public void An_imported_model_computes_its_reference_outputs(string folder)
    {
        var path = Repository.Shared([.. folder.Split('/')]);
        var graph = Imported.Graph(Path.Combine(path, "model.onnx"));
        using var description = JsonDocument.Parse(File.ReadAllText(Path.Combine(path, "io.json")));
        var tensors = description.RootElement.GetProperty("tensors").EnumerateArray().ToArray();
        var inputs = Samples(path, tensors, "input");
        var outputs = Samples(path, tensors, "output");
        CollectionAssert.AreEqual(inputs.Select(t => t.Name).ToArray(), graph.Inputs.Select(t => t.Name).ToArray());
        CollectionAssert.AreEqual(outputs.Select(t => t.Name).ToArray(), graph.Outputs.Select(t => t.Name).ToArray());

        for (var sample = 0; sample < Math.Min(32, inputs[0].Values.Length); sample++)
        {
            var actual = Reference.Evaluate(graph, [.. inputs.Select(t => t.Values[sample])]);
            for (var output = 0; output < outputs.Length; output++)
            {
                AssertClose(outputs[output].Values[sample], actual[output], $"sample {sample} of {outputs[output].Name}");
            }
        }
    }

    [TestMethod]
    public void Models_of_any_kind_import_or_fail_with_coded_errors_at_their_nodes()
    {
        foreach (var path in Directory.EnumerateFiles(Repository.Shared("models"), "model.onnx", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var (graph, diagnostics) = Imported.Try(Compiler.Onnx.OnnxReader.Read(path));
            var errors = diagnostics.Where(d => d.Descriptor.Severity == Severity.Error).ToArray();
            Assert.IsTrue(errors.Length > 0 || graph.Outputs.Count > 0, path);
            TestContext.WriteLine($"{Path.GetFileName(Path.GetDirectoryName(path))}: {(errors.Length == 0 ? $"{graph.Layers.Count} layers" : $"{errors.Length} errors")}");
            foreach (var error in errors)
            {
                TestContext.WriteLine("    " + error);
            }
        }
    }

    private static void AssertClose(double[] expected, double[] actual, string where)
    {
        Assert.HasCount(expected.Length, actual, where);
        var scale = Math.Max(1e-3, expected.Max(Math.Abs));
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.IsLessThan(1e-4, Math.Abs(expected[i] - actual[i]) / scale, $"{where}[{i}]: expected {expected[i]}, actual {actual[i]}");
        }
    }

    private static (string Name, double[][] Values)[] Samples(string path, JsonElement[] tensors, string role) =>
    [
        .. tensors.Where(t => t.GetProperty("role").GetString() == role).Select(t =>
        {
            var values = MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(Path.Combine(path, t.GetProperty("file").GetString()!))).ToArray();
            var perSample = values.Length / t.GetProperty("samples").GetInt32();
            return (t.GetProperty("name").GetString()!, values.Chunk(perSample).Select(v => v.Select(x => (double)x).ToArray()).ToArray());
        }),
    ];
}
