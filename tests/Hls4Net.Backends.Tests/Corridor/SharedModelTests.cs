using System.Text.Json;
using Hls4Net.Vitis;
using Hls4Net.Compiler;
using Hls4Net.Compiler.Output;
using Hls4Net.Compiler.Plugins;
using Hls4Net.Emulation;

namespace Hls4Net.Tests.Corridor;

/// <summary>Networks that real exporters wrote: converted as they are, close to their reference outputs, equal in C++.</summary>
[TestClass]
public sealed class SharedModelTests
{
    private static readonly BackendCatalog Backends = new(Plugin.Register, AppContext.BaseDirectory);

    /// <param name="name">Folder below ../shared/models.</param>
    /// <param name="tolerance">Largest deviation, as a part of the largest reference output.</param>
    /// <param name="inputs">Dimensions that the file leaves open.</param>
    [TestMethod]
    [DataRow("acasxu_1_1", 0.02)]
    [DataRow("cartpole", 0.01)]
    [DataRow("certificate_controller", 0.01)]
    [DataRow("dubinsrejoin", 0.01)]
    [DataRow("gcas_reach", 0.01)]
    [DataRow("hls4ml_dense_big_keras", 0.01)]
    [DataRow("hls4ml_three_layer_keras", 0.03)]
    [DataRow("hls4ml_three_layer_pytorch", 0.03)]
    [DataRow("hls4ml_two_layer_keras", 0.02)]
    [DataRow("mlperf_ad_fp32", 0.02)]
    [DataRow("mnist5x20_leaky", 0.02)]
    [DataRow("mnistfc_256x2", 0.02)]
    [DataRow("onnx2c_lstm_k1", 0.01, "input_1=8,5")]
    [DataRow("deeploy_cct_16", 0.03)]
    [DataRow("tfl_helloworld", 0.01)]
    [DataRow("tll_n2_m8", 0.01)]
    public void A_network_as_its_exporter_wrote_it_converts_and_the_bits_of_its_cpp_are_those_of_the_emulator(
        string name, double tolerance, string inputs = "")
    {
        using var folder = new TemporaryFolder();
        var samples = NumPyArchive.Write(folder.File("samples.npz"), [.. Tensors(name, "input").Select(t => (t.Name, t.Shape, t.Values))]);
        var conversion = Pipeline.Convert(
            new ConversionRequest { ModelPath = Repository.Shared("models", name, "model.onnx"), ProjectName = name, TestDataPath = samples, Inputs = inputs },
            Backends);
        Assert.IsTrue(conversion.Succeeded, string.Join(Environment.NewLine, conversion.Diagnostics));

        RequireCloseToReference(name, new Emulator(conversion.Model), tolerance);
        RequireEqualCpp(name, conversion.Output);
    }

    private static void RequireCloseToReference(string name, Emulator emulator, double tolerance)
    {
        ReadOnlyMemory<float>[] inputs = [.. Tensors(name, "input").Select(tensor => (ReadOnlyMemory<float>)tensor.Values)];
        var expected = Tensors(name, "output").ToArray();
        Memory<float>[] outputs = [.. expected.Select(tensor => (Memory<float>)new float[tensor.Values.Length])];
        Assert.AreEqual(0, emulator.Predict(inputs, outputs), "reference inputs outside the input type");
        for (var i = 0; i < outputs.Length; i++)
        {
            var scale = expected[i].Values.Max(Math.Abs);
            var worst = outputs[i].ToArray().Zip(expected[i].Values, (a, b) => Math.Abs(a - b)).Max();
            Assert.IsLessThanOrEqualTo(tolerance, worst / scale, $"{name}, output {expected[i].Name}");
        }
    }

    private static void RequireEqualCpp(string name, OutputTree output)
    {
        using var folder = new TemporaryFolder();
        OutputFolder.Write(folder.Path, output, new Manifest());
        var (status, text) = Cxx.Run(
            Cxx.Require("g++"), folder.Path, "-std=c++14", "-O1", "-Wall", "-Wextra", "-Werror", "-Ifirmware", "-Ifirmware/ap_types",
            "-Ifirmware/nnet_utils", $"{name}_test.cpp", $"firmware/{name}.cpp", "-o", "csim");
        Assert.AreEqual(0, status, text);
        (status, text) = Cxx.Run(folder.File("csim"), folder.Path);
        Assert.AreEqual(0, status, text);
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
