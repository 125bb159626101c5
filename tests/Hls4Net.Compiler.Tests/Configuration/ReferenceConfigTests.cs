using System.Text.Json;
using Hls4Net.Compiler;
using Hls4Net.Compiler.TestInputs;
using Hls4Net.Emulation;

namespace Hls4Net.Tests.Configuration;

/// <summary>Configurations as hls4ml users have them, and the numbers that hls4ml's compiled C++ gave under them.</summary>
[TestClass]
public sealed class ReferenceConfigTests
{
    [TestMethod]
    [DataRow("three_layer_keras__Vitis__io_parallel__model16")]
    [DataRow("three_layer_pytorch__Vitis__io_parallel__model16")]
    [DataRow("two_layer_keras__Vitis__io_parallel__model16")]
    [DataRow("two_layer_pytorch__Vitis__io_parallel__model16")]
    [DataRow("syn_act_relu__Vitis__io_parallel__model16")]
    [DataRow("syn_act_sigmoid__Vitis__io_parallel__model16")]
    [DataRow("syn_act_elu__Vitis__io_parallel__model16")]
    [DataRow("syn_gemm_relu__Vitis__io_parallel__model16")]
    [DataRow("syn_merge_add__Vitis__io_parallel__model16")]
    [DataRow("syn_two_outputs__Vitis__io_parallel__model16")]
    public void Explicit_types_give_the_bits_of_the_reference(string name)
    {
        var (model, samples) = Convert(name);
        var expected = samples.Outputs.Select(values => values!.Select(value => (float)value).ToArray()).ToArray();
        var actual = Predict(model, samples);
        for (var output = 0; output < expected.Length; output++)
        {
            CollectionAssert.AreEqual(expected[output], actual[output], model.Outputs[output].Name);
        }
    }

    [TestMethod]
    [DataRow("three_layer_keras__Vitis__io_parallel__name16", 0.1)]
    [DataRow("three_layer_pytorch__Vitis__io_parallel__name16", 0.03)]
    [DataRow("two_layer_keras__Vitis__io_parallel__name16", 0.03)]
    [DataRow("syn_act_sigmoid__Vitis__io_parallel__name16", 0.02)]
    [DataRow("syn_act_elu__Vitis__io_parallel__name16", 0.02)]
    public void Inferred_types_come_close_to_the_float_reference(string name, double tolerance)
    {
        var (model, samples) = Convert(name);
        var actual = Predict(model, samples);
        var reference = TestDataFile.Read(Repository.Shared("golden", $"{name}.npz"))["reference0"].Values;
        for (var i = 0; i < reference.Length; i++)
        {
            Assert.AreEqual(reference[i], actual[0][i], tolerance, $"element {i}");
        }
    }

    private static (ModelGraph Model, SampleSet Samples) Convert(string name)
    {
        var data = Repository.Shared("golden", $"{name}.npz");
        using var folder = new TemporaryFolder();
        using var json = JsonDocument.Parse(File.ReadAllText(Repository.Shared("golden", $"{name}.json")));
        var config = folder.File("config.json");
        File.WriteAllText(config, json.RootElement.GetProperty("hls_config").GetRawText());
        var model = Repository.Shared("golden", "models", $"{name.Split("__")[0]}.prepared.onnx");
        var conversion = Pipeline.Convert(
            new ConversionRequest { ModelPath = model, ProjectName = "m", Backend = "Plain", ConfigPath = config, VerifyGraph = true }, Converting.Backends);
        Assert.IsTrue(conversion.Succeeded, string.Join('\n', conversion.Diagnostics));
        var diagnostics = new DiagnosticBag();
        var samples = SampleReader.Read(data, conversion.Model, diagnostics);
        Assert.IsNotNull(samples, string.Join('\n', diagnostics.Items));
        return (conversion.Model, samples);
    }

    private static float[][] Predict(ModelGraph model, SampleSet samples)
    {
        var outputs = model.Outputs.Select(output => new float[samples.Count * output.Shape.Count]).ToArray();
        new Emulator(model).Predict(
            [.. samples.Inputs.Select(values => new ReadOnlyMemory<float>([.. values.Select(value => (float)value)]))],
            [.. outputs.Select(values => values.AsMemory())]);
        return outputs;
    }
}
