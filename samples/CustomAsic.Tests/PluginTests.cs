using System.Text;
using Hls4Net;
using Hls4Net.Compiler;
using Hls4Net.Compiler.Plugins;
using Hls4Net.Emulation;
using Hls4Net.Testing;

namespace CustomAsic.Tests;

/// <summary>The three tests that a plugin begins with — available, converts, predicts — and what is special about this one.</summary>
[TestClass]
public sealed class PluginTests
{
    private static BackendCatalog Backends => new(
        [(Hls4Net.Vitis.Plugin.Register, AppContext.BaseDirectory), (Plugin.Register, AppContext.BaseDirectory)]);

    [TestMethod]
    public void The_backend_is_available() => CollectionAssert.Contains(Backends.Available.Select(plugin => plugin.Backend).ToArray(), "ASIC");

    [TestMethod]
    public void A_dense_model_converts()
    {
        var conversion = Convert(Dense());
        Assert.AreEqual("ASIC", conversion.Backend.Name);
        CollectionAssert.IsSubsetOf(
            new[] { "src/test_asic.cpp", "include/test_asic.h", "constraints/test_asic.sdc" }, conversion.Output.Files.Keys.ToArray());
        StringAssert.Contains(Text(conversion, "src/test_asic.cpp"), "asic::dense<");
        StringAssert.Contains(Text(conversion, "src/test_asic.cpp"), "power mode: low");
        StringAssert.Contains(Text(conversion, "firmware/parameters.h"), "clock_gating = true");
    }

    [TestMethod]
    public void A_prediction_is_close_to_the_float_model()
    {
        var conversion = Convert(Dense());
        var inputs = ConformanceModels.Values(100 * 5, 17);
        var (expected, actual) = (new float[100 * 10], new float[100 * 10]);
        new Emulator(conversion.Model).Predict(inputs, actual);
        var reference = new ReferenceEvaluator(conversion.Model);
        for (var sample = 0; sample < 100; sample++)
        {
            reference.Predict(inputs.AsMemory(sample * 5, 5), expected.AsMemory(sample * 10, 10));
        }

        for (var k = 0; k < expected.Length; k++)
        {
            Assert.AreEqual(expected[k], actual[k], (0.1f * Math.Abs(expected[k])) + 0.001f);
        }
    }

    [TestMethod]
    public void The_technology_and_the_clock_reach_the_constraints()
    {
        var conversion = Convert(Dense(), ("Technology", "12nm"), ("ClockPeriod", "1.25"));
        Assert.AreEqual("# 12nm, 0.8 V\ncreate_clock -name clk -period 1.25 [get_ports clk]\n", Text(conversion, "constraints/test_asic.sdc"));
    }

    [TestMethod]
    public void A_clock_too_fast_for_the_technology_is_refused()
    {
        var conversion = Run(Dense(), ("Technology", "28nm"), ("ClockPeriod", "1"));
        Assert.AreEqual("ASIC0001", conversion.Diagnostics.Single().Descriptor.Code);
    }

    [TestMethod]
    public void An_unknown_technology_is_refused_with_those_there_are()
    {
        var problem = Run(Dense(), ("Technology", "3nm")).Diagnostics.Single();
        Assert.AreEqual("HLSN1081", problem.Descriptor.Code);
        StringAssert.Contains(problem.Message, "7nm, 12nm, 28nm");
    }

    internal static Conversion Convert(byte[] onnx, params (string Name, string Text)[] options)
    {
        var conversion = Run(onnx, options);
        Assert.IsTrue(conversion.Succeeded, string.Join("\n", conversion.Diagnostics));
        return conversion;
    }

    private static Conversion Run(byte[] onnx, params (string Name, string Text)[] options)
    {
        using var folder = new ScratchFolder();
        var path = Path.Combine(folder.Path, "test_asic.onnx");
        File.WriteAllBytes(path, onnx);
        return Pipeline.Convert(
            new ConversionRequest
            {
                ModelPath = path,
                ProjectName = "test_asic",
                Backend = "ASIC",
                BackendOptions = options.ToDictionary(option => option.Name, option => option.Text),
            },
            Backends);
    }

    private static byte[] Dense() => new OnnxBuilder().Input("x", "N,5").Output("y")
        .Initializer("w", ConformanceModels.Values(50, 1), 5, 10).Initializer("b", ConformanceModels.Values(10, 2), 10)
        .NamedNode("dense", "Gemm", ["x", "w", "b"], ["h"]).NamedNode("relu", "Relu", ["h"], ["y"]).ToArray();

    private static string Text(Conversion conversion, string path) => Encoding.UTF8.GetString(conversion.Output.Files[path]);
}
