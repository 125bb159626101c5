using System.Globalization;
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

    /// <param name="name">Folder below ../shared/models.</param>
    /// <param name="step">One step of the output's quantiser; of a product without one, that of its integers.</param>
    /// <param name="steps">Largest deviation from the recorded outputs, in steps.</param>
    /// <param name="inputs">Dimensions that the file leaves open.</param>
    [TestMethod]
    [DataRow("kwsmlp_w3a3", 0.0115753, 0)]
    [DataRow("tfc_2w2a", 0.0440553, 0)]
    [DataRow("tfc_1w1a", 0.0411545, 0)]
    [DataRow("hls4ml_bnn_fc_1layer", 1.0, 0)]
    [DataRow("finn_tfc_multithreshold", 1.0, 0)]
    [DataRow("cnnxr_mnist_quantized", 0.0025, 0)]
    [DataRow("tract_qtdnn", 0.03125, 0, "input=12,10")]
    [DataRow("deeploy_transformer_deepquant", 0.0666667, 0)]
    public void The_outputs_are_the_recorded_ones_in_steps_of_their_quantiser(string name, double step, int steps, string inputs = "")
    {
        var conversion = Convert(name, new ConversionRequest { ModelPath = "", ProjectName = name, Inputs = inputs });
        var (actual, expected) = Predict(name, conversion);
        var deviations = actual.Zip(expected, (a, b) => Math.Round(Math.Abs(a - b) / step)).ToArray();
        var (same, samples) = SameChoice(actual, expected, name);
        TestContext.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{name}: at most {deviations.Max()} steps, {deviations.Count(d => d > 0)} of {deviations.Length} differ, same choice {same} of {samples}"));
        Assert.IsLessThanOrEqualTo(steps, deviations.Max());
        Assert.IsGreaterThanOrEqualTo(0.99 * samples, same);
    }

    private static Conversion Convert(string name, ConversionRequest request)
    {
        using var folder = new TemporaryFolder();
        var samples = NumPyArchive.Write(folder.File("samples.npz"), [.. Tensors(name, "input").Select(t => (t.Name, t.Shape, t.Values))]);
        var conversion = Pipeline.Convert(request with { ModelPath = Repository.Shared("models", name, "model.onnx"), TestDataPath = samples }, Backends);
        Assert.IsTrue(conversion.Succeeded, string.Join(Environment.NewLine, conversion.Diagnostics));
        return conversion;
    }

    /// <summary>What the emulator makes of the recorded inputs, and the recorded values, of the (last) output.</summary>
    private static (float[] Actual, float[] Expected) Predict(string name, Conversion conversion)
    {
        var expected = Tensors(name, "output").First();
        Memory<float>[] outputs = [.. conversion.Model.Outputs.Select(output => (Memory<float>)new float[output.Shape.Count * expected.Shape[0]])];
        new Emulator(conversion.Model).Predict([.. Tensors(name, "input").Select(tensor => (ReadOnlyMemory<float>)tensor.Values)], outputs);
        return (outputs[^1].ToArray(), expected.Values);
    }

    private static (int Same, int Samples) SameChoice(float[] actual, float[] expected, string name)
    {
        var samples = Tensors(name, "output").First().Shape[0];
        var size = actual.Length / samples;
        return (Enumerable.Range(0, samples).Count(s => Best(actual, s) == Best(expected, s)), samples);

        int Best(float[] values, int sample) => Enumerable.Range(0, size).MaxBy(i => values[(sample * size) + i]);
    }

    private static IEnumerable<(string Name, int[] Shape, float[] Values)> Tensors(string model, string role)
    {
        using var io = JsonDocument.Parse(File.ReadAllBytes(Repository.Shared("models", model, "io.json")));
        foreach (var tensor in io.RootElement.GetProperty("tensors").EnumerateArray().Where(tensor => tensor.GetProperty("role").GetString() == role))
        {
            var bytes = File.ReadAllBytes(Repository.Shared("models", model, tensor.GetProperty("file").GetString()!));
            float[] values = tensor.GetProperty("dtype").GetString() == "i64"
                ? [.. Enumerable.Range(0, bytes.Length / sizeof(long)).Select(i => (float)BitConverter.ToInt64(bytes, i * sizeof(long)))]
                : [.. Enumerable.Range(0, bytes.Length / sizeof(float)).Select(i => BitConverter.ToSingle(bytes, i * sizeof(float)))];
            int[] shape = [io.RootElement.GetProperty("samples").GetInt32(), .. tensor.GetProperty("shape").EnumerateArray().Select(n => n.GetInt32())];
            yield return (tensor.GetProperty("name").GetString()!, shape, values);
        }
    }
}
