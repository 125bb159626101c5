using System.Globalization;
using System.Text.Json;
using Hls4Net.Compiler;
using Hls4Net.Compiler.Output;
using Hls4Net.Compiler.Plugins;
using Hls4Net.Emulation;
using Hls4Net.Operators;
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
    /// <param name="steps">Largest deviation from the model evaluated in binary64, and from the recorded outputs, in steps.</param>
    /// <param name="within">
    /// Part of the samples whose recorded outputs are that near. The recording computes in binary32: where a number lies half-way between
    /// two steps (means of 64 integers often do), its rounding errors decide, and the next layers tell.
    /// </param>
    /// <param name="inputs">Dimensions that the file leaves open.</param>
    [TestMethod]
    [DataRow("kwsmlp_w3a3", 0.0115753, 0)]
    [DataRow("tfc_2w2a", 0.0440553, 0)]
    [DataRow("tfc_1w1a", 0.0411545, 0)]
    [DataRow("hls4ml_bnn_fc_1layer", 1.0, 0)]
    [DataRow("finn_tfc_multithreshold", 1.0, 0)]
    [DataRow("cnnxr_mnist_quantized", 0.0025, 0)]
    [DataRow("nemo_eegnet_1d", 1.0, 0)]
    [DataRow("micro_kws_qdq", 0.00392156886, 1, 0.9)]
    [DataRow("mlperf_kws_qdq", 0.00390625, 1)]
    [DataRow("mlperf_resnet8_qdq", 0.00390625, 1, 0.8)]
    [DataRow("tract_qtdnn", 0.03125, 0, 1.0, "input=12,10")]
    [DataRow("deeploy_transformer_deepquant", 0.0666667, 0)]
    public void The_outputs_are_the_recorded_ones_in_steps_of_their_quantiser(string name, double step, int steps, double within = 1, string inputs = "")
    {
        var conversion = Convert(name, new ConversionRequest { ModelPath = "", ProjectName = name, Inputs = inputs });
        var expected = Tensors(name, "output").First();
        var samples = expected.Shape[0];
        float[] actual = Run(new Emulator(conversion.Model).Predict), reference = Run((x, y) =>
        {
            new ReferenceEvaluator(conversion.Model).Predict(x, y);
            return 0;
        });
        var recorded = Deviations(actual, expected.Values).Chunk(actual.Length / samples).Select(sample => sample.Max()).ToArray();
        var evaluated = Deviations(actual, reference).Max();
        var same = Enumerable.Range(0, samples).Count(sample => Choice(actual, sample) == Choice(expected.Values, sample));
        TestContext.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name}: {recorded.Max()} steps from the recorded outputs, more than {steps} in {recorded.Count(d => d > steps)} of {samples} samples; {evaluated} from binary64; same choice {same} of {samples}"));
        Assert.IsLessThanOrEqualTo(steps, evaluated);
        Assert.IsGreaterThanOrEqualTo(within * samples, recorded.Count(d => d <= steps));
        Assert.IsGreaterThanOrEqualTo(0.99 * samples, same);

        double[] Deviations(float[] a, float[] b) => [.. a.Zip(b, (p, q) => Math.Round(Math.Abs(p - q) / step))];

        int Choice(float[] values, int sample) => Enumerable.Range(0, values.Length / samples).MaxBy(i => values[(sample * (values.Length / samples)) + i]);

        float[] Run(Func<IReadOnlyList<ReadOnlyMemory<float>>, IReadOnlyList<Memory<float>>, long> predict)
        {
            Memory<float>[] outputs = [.. conversion.Model.Outputs.Select(output => (Memory<float>)new float[output.Shape.Count * samples])];
            predict([.. Tensors(name, "input").Select(tensor => (ReadOnlyMemory<float>)tensor.Values)], outputs);
            return outputs[^1].ToArray();
        }
    }

    /// <summary>Channels-last networks over images of up to 512 × 512: every tensor equals binary64; the one whose outputs were recorded has those.</summary>
    [TestMethod]
    [DataRow("hls4ml_branched_ch_last", true)]
    [DataRow("hls4ml_separable_conv_ch_last", false)]
    public void Every_tensor_of_large_images_is_what_the_quantisers_say(string name, bool isRecorded)
    {
        var request = new ConversionRequest { ModelPath = Repository.Shared("models", name, "model.onnx"), ProjectName = "images", IOType = "io_stream" };
        var conversion = isRecorded ? Convert(name, request) : Pipeline.Convert(request, Backends);
        Assert.IsTrue(conversion.Succeeded, string.Join(Environment.NewLine, conversion.Diagnostics));
        foreach (var row in conversion.Accuracy!.Tensors.Where(row => row.Tensor.Producer is not Input))
        {
            Assert.AreEqual(0, row.MaxAbsolute, row.Tensor.Name);
        }

        if (isRecorded)
        {
            var step = (float)conversion.Model.Outputs[0].Type.Step;
            CollectionAssert.AreEqual(Tensors(name, "output").First().Values, conversion.TestVectors.Outputs[0][0].Select(raw => (float)raw * step).ToArray());
        }
    }

    /// <summary>
    /// No quantiser rounds the probabilities of this network, nor its inputs. Up to its logits it is exact, and the probabilities are the
    /// recorded ones within two steps of the result type: a half for its rounding, the rest for bins of sums.
    /// </summary>
    [TestMethod]
    public void Every_tensor_up_to_the_logits_is_what_the_quantisers_say_and_the_probabilities_are_as_near_as_their_type()
    {
        var conversion = Convert("qonnx_jettagging_qkeras", new ConversionRequest { ModelPath = "", ProjectName = "jets" });
        var (input, recorded) = (Tensors("qonnx_jettagging_qkeras", "input").First(), Tensors("qonnx_jettagging_qkeras", "output").First());
        var (emulator, reference) = (new Emulator(conversion.Model), new ReferenceEvaluator(conversion.Model));
        foreach (var (sample, outputs) in input.Values.Chunk(16).Zip(recorded.Values.Chunk(5)))
        {
            var (actual, expected) = (emulator.Trace(sample), reference.Trace(sample));
            foreach (var layer in conversion.Model.Layers.OfType<Dense>())
            {
                CollectionAssert.AreEqual(expected[layer.Output.Name].Select(value => (float)value).ToArray(), actual[layer.Output.Name].ToArray(), layer.Output.Name);
            }

            var output = conversion.Model.Outputs[0];
            Assert.IsLessThanOrEqualTo(2 * output.Type.Step, actual[output.Name].Zip(outputs, (p, q) => Math.Abs((double)p - q)).Max());
        }
    }

    [TestMethod]
    [DataRow("hls4ml_bnn_fc_1layer", "io_parallel")]
    [DataRow("hls4ml_bnn_fc_1layer", "io_stream")]
    [DataRow("qonnx_jettagging_qkeras", "io_parallel")]
    [DataRow("qonnx_jettagging_qkeras", "io_stream")]
    [DataRow("tract_qtdnn", "io_parallel")]
    [DataRow("tract_qtdnn", "io_stream")]
    [DataRow("deeploy_transformer_deepquant", "io_parallel")]
    [DataRow("tfc_1w1a", "io_parallel")]
    [DataRow("tfc_2w2a", "io_stream")]
    [DataRow("cnnxr_mnist_quantized", "io_stream")]
    [DataRow("micro_kws_qdq", "io_stream")]
    public void The_bits_of_the_cpp_are_those_of_the_emulator(string name, string io)
    {
        var conversion = Convert(name, new ConversionRequest { ModelPath = "", ProjectName = name, IOType = io, Inputs = name == "tract_qtdnn" ? "input=12,10" : "" });
        using var folder = new TemporaryFolder();
        OutputFolder.Write(folder.Path, conversion.Output, new Manifest());
        var (status, text) = Cxx.Run(
            Cxx.Require("g++"), folder.Path, "-std=c++14", "-O1", "-Wall", "-Wextra", "-Werror", "-Ifirmware", "-Ifirmware/ap_types",
            "-Ifirmware/nnet_utils", $"{name}_test.cpp", $"firmware/{name}.cpp", "-o", "csim");
        Assert.AreEqual(0, status, text);
        (status, text) = Cxx.Run(folder.File("csim"), folder.Path);
        Assert.AreEqual(0, status, text);
    }

    /// <summary>Converts a model with its samples, or with one of them.</summary>
    internal static Conversion Convert(string name, ConversionRequest request, int? sample = null)
    {
        using var folder = new TemporaryFolder();
        var samples = NumPyArchive.Write(folder.File("samples.npz"), [.. Tensors(name, "input").Select(Chosen)]);
        var conversion = Pipeline.Convert(request with { ModelPath = Repository.Shared("models", name, "model.onnx"), TestDataPath = samples }, Backends);
        Assert.IsTrue(conversion.Succeeded, string.Join(Environment.NewLine, conversion.Diagnostics));
        return conversion;

        (string, int[], float[]) Chosen((string Name, int[] Shape, float[] Values) tensor) => sample is { } chosen
            ? (tensor.Name, [1, .. tensor.Shape.Skip(1)], tensor.Values.Chunk(tensor.Values.Length / tensor.Shape[0]).ElementAt(chosen)) : tensor;
    }

    internal static IEnumerable<(string Name, int[] Shape, float[] Values)> Tensors(string model, string role)
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
