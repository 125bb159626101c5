using System.Globalization;
using Hls4Net.Compiler;
using Hls4Net.Compiler.Output;
using Hls4Net.Compiler.Plugins;
using Hls4Net.Emulation;
using Hls4Net.Vitis;

namespace Hls4Net.Tests.Corridor;

/// <summary>
/// Networks that real exporters wrote: converted as they are in both interface styles, close to their reference outputs, as good as
/// in floating point where there are labels, and equal in C++. Types are chosen from the first samples; the others are new to them.
/// </summary>
[TestClass]
public sealed class SharedModelTests
{
    // Set to compile the C++ of every model in both styles, and not only in the one of its row.
    private const string EveryStyle = "HLS4NET_EVERY_STYLE";
    private const int SamplesForTypes = 16;
    private const string Parallel = "io_parallel";
    private const string Stream = "io_stream";

    private static readonly BackendCatalog Backends = new(Plugin.Register, AppContext.BaseDirectory);

    public TestContext TestContext { get; set; } = null!;

    /// <param name="name">Folder below ../shared/models.</param>
    /// <param name="tolerance">Largest deviation, as a part of the largest reference output.</param>
    /// <param name="compiled">The style whose C++ is compiled in every run.</param>
    /// <param name="inputs">Dimensions that the file leaves open.</param>
    [TestMethod]
    [DataRow("acasxu_1_1", 0.02, Parallel)]
    [DataRow("atmega_mnist14", 0.01, Stream)]
    [DataRow("cartpole", 0.01, Parallel)]
    [DataRow("certificate_controller", 0.01, Parallel)]
    [DataRow("cifar_deep_kw", 0.01, Stream)]
    [DataRow("cifar_resnet_2b", 0.01, Stream)]
    [DataRow("cnn_max_mnist2", 0.01, Stream)]
    [DataRow("collins_rul_small", 0.01, Parallel)]
    [DataRow("convnet_maxpool", 0.01, Stream)]
    [DataRow("deeploy_autoencoder1d", 0.01, Stream)]
    [DataRow("deeploy_cct_16", 0.01, Parallel)]
    [DataRow("dubinsrejoin", 0.01, Parallel)]
    [DataRow("espcn_subpixel_float", 0.01, Parallel)]
    [DataRow("gcas_reach", 0.01, Parallel)]
    [DataRow("hls4ml_conv1d_small_keras", 0.01, Parallel)]
    [DataRow("hls4ml_conv2d_small_keras", 0.02, Parallel)]
    [DataRow("hls4ml_dense_big_keras", 0.01, Parallel)]
    [DataRow("hls4ml_three_layer_keras", 0.03, Parallel)]
    [DataRow("hls4ml_three_layer_pytorch", 0.03, Parallel)]
    [DataRow("hls4ml_two_layer_keras", 0.02, Parallel)]
    [DataRow("keras_tract_tf2", 0.01, Stream)]
    [DataRow("micro_kws_fp32", 0.02, Stream)]
    [DataRow("mlperf_ad_fp32", 0.02, Parallel)]
    [DataRow("mlperf_resnet8_fp32", 0.02, Stream)]
    [DataRow("mnist5x20_leaky", 0.02, Parallel)]
    [DataRow("mnistfc_256x2", 0.02, Parallel)]
    [DataRow("onnx2c_lstm_k1", 0.01, Parallel, "input_1=8,5")]
    [DataRow("oww_embedding", 0.01, Stream)]
    [DataRow("qonnx_mnist_cntk", 0.01, Stream)]
    [DataRow("qonnx_residual_block", 0.01, Stream)]
    [DataRow("rten_mnist_dynamo", 0.01, Stream)]
    [DataRow("tfl_helloworld", 0.01, Parallel)]
    [DataRow("tinytaxinet", 0.01, Parallel)]
    [DataRow("tll_n2_m8", 0.01, Parallel)]
    public void A_network_as_its_exporter_wrote_it_keeps_its_accuracy_in_both_styles_and_the_bits_of_its_cpp_are_those_of_the_emulator(
        string name, double tolerance, string compiled, string inputs = "")
    {
        var model = new SharedModel(name);
        var parallel = Convert(model, Parallel, inputs);
        var stream = Convert(model, Stream, inputs);

        var outputs = Predict(model, parallel.Model);
        RequireCloseToReference(model, outputs, tolerance);
        RequireLabels(model, outputs[0]);
        RequireEqualOutputs(model, outputs, Predict(model, stream.Model));
        var both = Environment.GetEnvironmentVariable(EveryStyle) is { Length: > 0 };
        foreach (var (style, conversion) in new[] { (Parallel, parallel), (Stream, stream) }.Where(pair => both || pair.Item1 == compiled))
        {
            TestContext.WriteLine($"{style}: C++ compiled and run");
            RequireEqualCpp(name, conversion.Output);
        }
    }

    [TestMethod]
    public void What_is_too_large_for_registers_is_led_to_the_other_style()
    {
        var model = new SharedModel("convnet_maxpool");
        string[] Codes(string style) => [.. Convert(model, style, "").Diagnostics.Select(problem => problem.Descriptor.Code).Distinct()];
        CollectionAssert.Contains(Codes(Parallel), "HLSN3104");
        CollectionAssert.DoesNotContain(Codes(Stream), "HLSN3104");
    }

    private static Conversion Convert(SharedModel model, string style, string inputs)
    {
        using var folder = new TemporaryFolder();
        var samples = Math.Min(model.Samples, SamplesForTypes);
        var data = NumPyArchive.Write(folder.File("samples.npz"), [.. model.Inputs.Select(t => (t.Name, (int[])[samples, .. t.Shape], t.Values[..(samples * t.Count)]))]);
        var conversion = Pipeline.Convert(
            new ConversionRequest { ModelPath = model.Path, ProjectName = model.Name, TestDataPath = data, Inputs = inputs, IOType = style }, Backends);
        Assert.IsTrue(conversion.Succeeded, string.Join(Environment.NewLine, conversion.Diagnostics));
        return conversion;
    }

    private static float[][] Predict(SharedModel model, ModelGraph graph)
    {
        float[][] outputs = [.. model.Outputs.Select(tensor => new float[tensor.Values.Length])];
        new Emulator(graph).Predict([.. model.Inputs.Select(t => (ReadOnlyMemory<float>)t.Values)], [.. outputs.Select(values => values.AsMemory())]);
        return outputs;
    }

    private void RequireCloseToReference(SharedModel model, float[][] outputs, double tolerance)
    {
        foreach (var (expected, actual) in model.Outputs.Zip(outputs))
        {
            var error = actual.Zip(expected.Values, (a, b) => Math.Abs(a - b)).Max() / expected.Values.Max(Math.Abs);
            TestContext.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{model.Name}, output {expected.Name}: error {error:G3} of the largest value"));
            Assert.IsLessThanOrEqualTo(tolerance, error, $"{model.Name}, output {expected.Name}");
        }
    }

    /// <summary>Accuracy in points of a hundred: at most one below that of the reference outputs.</summary>
    private void RequireLabels(SharedModel model, float[] output)
    {
        if (model.Labels is not { } labels)
        {
            return;
        }

        var (reference, own) = (model.Accuracy(model.Outputs[0].Values, labels), model.Accuracy(output, labels));
        TestContext.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{model.Name}: accuracy {own:F2} % of {labels.Length} samples, {reference:F2} % in floating point"));
        Assert.IsGreaterThanOrEqualTo(reference - 1, own, model.Name);
    }

    private static void RequireEqualOutputs(SharedModel model, float[][] parallel, float[][] stream)
    {
        for (var i = 0; i < parallel.Length; i++)
        {
            CollectionAssert.AreEqual(parallel[i], stream[i], $"{model.Name}, output {i}");
        }
    }

    private static void RequireEqualCpp(string name, OutputTree output)
    {
        using var folder = new TemporaryFolder();
        OutputFolder.Write(folder.Path, output, new Manifest());

        // One file for the compiler: most of its time goes into the headers.
        File.WriteAllText(folder.File("whole.cpp"), $"#include \"{name}_test.cpp\"\n#include \"firmware/{name}.cpp\"\n");
        var (status, text) = Cxx.Run(
            Cxx.Require("g++"), folder.Path, "-std=c++14", "-O1", "-Wall", "-Wextra", "-Werror", "-Ifirmware", "-Ifirmware/ap_types",
            "-Ifirmware/nnet_utils", "whole.cpp", "-o", "csim");
        Assert.AreEqual(0, status, text);
        (status, text) = Cxx.Run(folder.File("csim"), folder.Path);
        Assert.AreEqual(0, status, text);
    }
}
