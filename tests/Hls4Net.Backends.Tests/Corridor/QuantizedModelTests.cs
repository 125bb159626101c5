using System.Text.Json;
using Hls4Net.Compiler;
using Hls4Net.Compiler.Plugins;
using Hls4Net.Emulation;
using Hls4Net.Vitis;

namespace Hls4Net.Tests.Corridor;

/// <summary>Quantised networks as their exporters wrote them: what hardware computes is what the quantisers say.</summary>
[TestClass]
public sealed class QuantizedModelTests
{
    private static readonly BackendCatalog Backends = new(Plugin.Register, AppContext.BaseDirectory);

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    [DataRow("qonnx_jettagging_qkeras", 0.0, "fixed<48,8>")]
    [DataRow("kwsmlp_w3a3", 0.0)]
    [DataRow("tfc_2w2a", 0.0)]
    [DataRow("tfc_1w1a", 0.0)]
    [DataRow("hls4ml_bnn_fc_1layer", 0.0)]
    [DataRow("finn_tfc_multithreshold", 0.0)]
    [DataRow("nemo_eegnet_1d", 0.0)]
    [DataRow("mlperf_resnet8_qdq", 0.0)]
    [DataRow("mlperf_kws_qdq", 0.0)]
    [DataRow("micro_kws_qdq", 0.0)]
    [DataRow("cnnxr_mnist_quantized", 0.0)]
    [DataRow("tract_qtdnn", 0.0)]
    [DataRow("deeploy_transformer_deepquant", 0.0)]
    public void Try(string name, double steps, string input = "")
    {
        using var folder = new TemporaryFolder();
        var samples = NumPyArchive.Write(folder.File("samples.npz"), [.. Tensors(name, "input").Select(t => (t.Name, t.Shape, t.Values))]);
        var timer = System.Diagnostics.Stopwatch.StartNew();
        var conversion = Pipeline.Convert(
            new ConversionRequest { ModelPath = Repository.Shared("models", name, "model.onnx"), ProjectName = name, TestDataPath = samples, InputPrecision = input, Inputs = name == "tract_qtdnn" ? "input=12,10" : "", VerifyGraph = true },
            Backends);
        Assert.IsTrue(conversion.Succeeded, string.Join(Environment.NewLine, conversion.Diagnostics));
        TestContext.WriteLine($"conversion {timer.ElapsedMilliseconds} ms");
        TestContext.WriteLine(GraphText.Write(conversion.Model));
        ReadOnlyMemory<float>[] inputs = [.. Tensors(name, "input").Select(tensor => (ReadOnlyMemory<float>)tensor.Values)];
        var expected = Tensors(name, "output").ToArray();
        Memory<float>[] outputs = [.. expected.Select(tensor => (Memory<float>)new float[tensor.Values.Length])];
        Memory<float>[] references = [.. expected.Select(tensor => (Memory<float>)new float[tensor.Values.Length])];
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var outside = new Emulator(conversion.Model).Predict(inputs, outputs);
        TestContext.WriteLine($"outside {outside} emulator {watch.ElapsedMilliseconds} ms");
        new ReferenceEvaluator(conversion.Model).Predict(inputs, references);
        for (var i = 0; i < outputs.Length; i++)
        {
            var a = outputs[i].ToArray().Zip(expected[i].Values, (x, y) => Math.Abs(x - y)).Max();
            var b = references[i].ToArray().Zip(expected[i].Values, (x, y) => Math.Abs(x - y)).Max();
            var c = references[i].ToArray().Zip(outputs[i].ToArray(), (x, y) => Math.Abs(x - y)).Max();
            var n = references[i].ToArray().Zip(outputs[i].ToArray(), (x, y) => Math.Abs(x - y)).Count(d => d > steps);
            TestContext.WriteLine($"{name}: max |emulator - file| {a:G4}  |reference - file| {b:G4} |emulator-reference| {c:G4} ({n}) largest {expected[i].Values.Max(Math.Abs)}");
        }
    }

    private static IEnumerable<(string Name, int[] Shape, float[] Values)> Tensors(string model, string role)
    {
        using var io = JsonDocument.Parse(File.ReadAllBytes(Repository.Shared("models", model, "io.json")));
        foreach (var tensor in io.RootElement.GetProperty("tensors").EnumerateArray().Where(tensor => tensor.GetProperty("role").GetString() == role))
        {
            var bytes = File.ReadAllBytes(Repository.Shared("models", model, tensor.GetProperty("file").GetString()!));
            var values = new float[bytes.Length / sizeof(float)];
            Buffer.BlockCopy(bytes, 0, values, 0, bytes.Length);
            int[] shape = [io.RootElement.GetProperty("samples").GetInt32(), .. tensor.GetProperty("shape").EnumerateArray().Select(n => n.GetInt32())];
            yield return (tensor.GetProperty("name").GetString()!, shape, values);
        }
    }
}
