using Hls4Net.Compiler;
using Hls4Net.Compiler.Onnx;
using Hls4Net.Compiler.Output;
using Hls4Net.Compiler.Plugins;
using Hls4Net.Emulation;
using Hls4Net.Operators;
using Hls4Net.Vitis;

namespace Hls4Net.Tests.Corridor;

/// <summary>Small QDQ networks as exporters write them, with random parameters: every result is that of the file evaluated node by node in binary64.</summary>
[TestClass]
public sealed class QdqGraphTests
{
    private const int Samples = 10;
    private static readonly BackendCatalog Backends = new(Plugin.Register, AppContext.BaseDirectory);

    private static readonly Dictionary<string, Func<QdqModel, string>> Networks = new()
    {
        ["image of int8, zero points, scale per output, branches"] = m =>
        {
            var x = m.Quantized(m.Input(3, 5, 5), 0.06f, -10);
            var y = m.Quantized(m.Node("LeakyRelu", [m.Convolution(x, 3, 3)], ("alpha", 0.1f)), 0.05f, 7);
            var z = m.Quantized(m.Node("Relu", [m.Node("Add", [x, y])]), 0.041f, -128);
            return m.Quantized(m.Node("Mul", [z, m.Quantized(m.Node("Sigmoid", [y]), 1 / 256f, -128)]), 0.03f, -100);
        },
        ["image of uint8 into a joint of two scales"] = m =>
        {
            var x = m.Quantized(m.Input(3, 5, 5), 0.06f, 120, 2);
            var y = m.Quantized(m.Convolution(x, 3, 4), 0.07f, 130, 2);
            return m.Quantized(m.Convolution(m.Node("Concat", [x, y], ("axis", 1L)), 7, 2), 0.21f, 128, 2);
        },
        ["image of int16"] = m => m.Quantized(m.Convolution(m.Quantized(m.Input(3, 4, 4), 0.0003f, 0, 5), 3, 5), 0.0007f, 0, 5),
        ["attention"] = m =>
        {
            var x = m.Quantized(m.Input(4, 6), 0.06f, 13);
            var (query, key) = (m.Quantized(m.Product(x, 6, 6), 0.1f, -9), m.Quantized(m.Product(x, 6, 6), 0.09f, 5));
            var scores = m.Quantized(m.Node("MatMul", [query, m.Node("Transpose", [key], ("perm", new long[] { 0, 2, 1 }))]), 0.3f, 3);
            return m.Quantized(m.Node("MatMul", [m.Quantized(scores, 0.4f, -3), x]), 0.9f, 1);
        },
    };

    public static IEnumerable<object[]> Names => Networks.Keys.SelectMany(name => new[] { "io_parallel", "io_stream" }, (name, io) => new object[] { name, io });

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void Every_result_is_that_of_binary64(string name, string io)
    {
        var model = new QdqModel(new Random(7));
        var made = Networks[name](model);
        using var folder = new TemporaryFolder();
        var path = model.Builder.Output(made).Save(folder.File("m.onnx"));
        var conversion = Pipeline.Convert(new ConversionRequest { ModelPath = path, ProjectName = "m", IOType = io, InputPrecision = "fixed(16,5)" }, Backends);
        Assert.IsTrue(conversion.Succeeded, string.Join(Environment.NewLine, conversion.Diagnostics));
        Assert.IsTrue(conversion.Model.Layers.OfType<Quantize>().All(quantizer => quantizer.IsProven));
        var (exact, emulator, random) = (new QdqEvaluator<double>(OnnxReader.Read(path)), new Emulator(conversion.Model), new Random(8));
        var (step, results) = (exact.Step(made), new HashSet<double>());
        for (var sample = 0; sample < Samples; sample++)
        {
            float[] x = [.. Enumerable.Range(0, conversion.Model.Inputs[0].Shape.Count).Select(_ => random.Next(-8191, 8192) / 2048f)];
            var expected = exact.Run(x)[made].Values;
            var actual = new float[expected.Length];
            emulator.Predict(x, actual);
            for (var i = 0; i < actual.Length; i++)
            {
                Assert.AreEqual(expected[i], actual[i], 0.4 * step, $"sample {sample}, result {i}");
            }

            results.UnionWith(expected);
        }

        Assert.IsGreaterThan(20, results.Count, "numbers that differ");
        if (io == "io_stream" && name.Contains("int8,", StringComparison.Ordinal))
        {
            Simulate(conversion, folder);
        }
    }

    /// <summary>Channels of an image become the last axis in front of its first convolution, which computes with integers all the same.</summary>
    [TestMethod]
    public void Images_reach_their_first_convolution_as_integers()
    {
        var model = new QdqModel(new Random(3));
        var made = model.Quantized(model.Convolution(model.Quantized(model.Input(3, 5, 5), 0.06f, -10), 3, 4), 0.1f, 0);
        using var folder = new TemporaryFolder();
        var conversion = Pipeline.Convert(new ConversionRequest { ModelPath = model.Builder.Output(made).Save(folder.File("m.onnx")), ProjectName = "m" }, Backends);
        var convolution = conversion.Model.Layers.OfType<Convolution>().Single();
        Assert.AreEqual(9, convolution.Input.Type.Width, "integer less zero point");
        Assert.AreEqual(0, convolution.Input.Type.Fraction);
    }

    private static void Simulate(Conversion conversion, TemporaryFolder folder)
    {
        OutputFolder.Write(folder.Path, conversion.Output, new Manifest());
        var (status, text) = Cxx.Run(
            Cxx.Require("g++"), folder.Path, "-std=c++14", "-O1", "-Wall", "-Wextra", "-Werror", "-Ifirmware", "-Ifirmware/ap_types",
            "-Ifirmware/nnet_utils", "m_test.cpp", "firmware/m.cpp", "-o", "csim");
        Assert.AreEqual(0, status, text);
        (status, text) = Cxx.Run(folder.File("csim"), folder.Path);
        Assert.AreEqual(0, status, text);
    }
}
