using System.Text.Json;
using Hls4Net.Vitis;
using Hls4Net.Compiler;
using Hls4Net.Compiler.Output;
using Hls4Net.Compiler.Plugins;
using Hls4Net.Serialization;
using Hls4Net.Testing;

namespace Hls4Net.Tests.Corridor;

/// <summary>From the ONNX file to g++: the whole way of the digits sample, without MSBuild.</summary>
[TestClass]
public sealed class CorridorTests
{
    private static readonly BackendCatalog Backends = new(Plugin.Register, AppContext.BaseDirectory);

    [TestMethod]
    [DataRow("auto")]
    [DataRow("auto(8)")]
    [DataRow("fixed(16,6)")]
    public void The_digits_model_becomes_a_project_whose_test_bench_passes(string precision)
    {
        var conversion = Convert(Digits() with { Precision = precision });

        using var folder = new TemporaryFolder("hls4net corridor");
        OutputFolder.Write(folder.Path, conversion.Output, new Manifest());
        var compiler = Cxx.Require("g++");
        var (status, output) = Cxx.Run(
            compiler, folder.Path, "-std=c++14", "-O1", "-Wall", "-Wextra", "-Werror", "-Ifirmware", "-Ifirmware/ap_types",
            "-Ifirmware/nnet_utils", "digits_mlp_test.cpp", "firmware/digits_mlp.cpp", "-o", "csim");
        Assert.AreEqual(0, status, output);
        (status, output) = Cxx.Run(folder.File("csim"), folder.Path);
        Assert.AreEqual(0, status, output);
    }

    [TestMethod]
    public void The_graph_alone_predicts_what_the_project_does_and_writes_nothing()
    {
        var (whole, graph) = (Convert(Digits()), Pipeline.ConvertGraph(Digits(), Backends));
        Assert.IsTrue(graph.Succeeded);
        Assert.IsEmpty(graph.Output.Files);
        CollectionAssert.AreEqual(GraphFile.Write(whole.Model), GraphFile.Write(graph.Model));
        CollectionAssert.AreEqual(
            whole.TestVectors.Outputs[0][0], new Emulation.Emulator(graph.Model).PredictRaw(whole.TestVectors.Inputs[0])[0]);
    }

    [TestMethod]
    public void The_report_tells_types_ranges_and_errors_of_every_layer()
    {
        using var report = JsonDocument.Parse(Convert(Digits()).Output.Files["hls4net_report.json"]);
        var layers = report.RootElement.GetProperty("layers").EnumerateArray().ToArray();
        CollectionAssert.AreEqual(
            new[] { "input", "dense1", "relu1", "dense2", "relu2", "dense3", "softmax" },
            layers.Select(layer => layer.GetProperty("name").GetString()).ToArray());
        Assert.AreEqual("TestData", report.RootElement.GetProperty("accuracy").GetProperty("samples").GetString());
        foreach (var output in layers.SelectMany(layer => layer.GetProperty("outputs").EnumerateArray()))
        {
            Assert.IsLessThan(0.05, output.GetProperty("maxError").GetDouble() / output.GetProperty("maxReference").GetDouble(), output.ToString());
        }
    }

    [TestMethod]
    public void A_deviation_above_the_tolerance_is_an_error_that_names_output_and_layer()
    {
        var conversion = Pipeline.Convert(Digits() with { Precision = "auto(4)", Tolerance = "0.001" }, Backends);
        var error = conversion.Diagnostics.Single(problem => problem.Descriptor.Code == "HLSN3200");
        StringAssert.Contains(error.Message, "'output'");
        Assert.IsFalse(conversion.Succeeded);
        Assert.IsTrue(Pipeline.Convert(Digits() with { Tolerance = "0.05" }, Backends).Succeeded);
    }

    [TestMethod]
    public void Test_data_outside_the_input_type_is_a_warning_and_a_nonsense_tolerance_an_error()
    {
        var conversion = Pipeline.Convert(Digits() with { InputPrecision = "ufixed(4,0)", Tolerance = "much" }, Backends);
        CollectionAssert.IsSubsetOf(new[] { "HLSN3201", "HLSN3202" }, conversion.Diagnostics.Select(problem => problem.Descriptor.Code).ToArray());
    }

    [TestMethod]
    public void A_network_that_has_lost_its_accuracy_is_a_warning()
    {
        Assert.IsEmpty(Codes(Digits()), "the default is fine");
        CollectionAssert.Contains(Codes(Digits() with { Precision = "fixed(10,8)" }), "HLSN3203");
    }

    [TestMethod]
    public void A_type_that_wraps_on_the_test_data_is_a_warning_that_names_layer_channel_and_value()
    {
        var problems = Pipeline.Convert(Digits() with { Layers = [new("dense2", new Dictionary<string, string> { ["ResultPrecision"] = "fixed(10,2)" })] }, Backends)
            .Diagnostics.Where(problem => problem.Descriptor.Code == "HLSN3204").ToArray();
        Assert.AreEqual("dense2", problems.Single().Node);
        Assert.MatchesRegex(@"the furthest -?\d+(\.\d+)? in channel \d+", problems.Single().Message);
        CollectionAssert.DoesNotContain(
            Codes(Digits() with { Layers = [new("dense2", new Dictionary<string, string> { ["ResultPrecision"] = "fixed(10,2,RND,SAT)" })] }), "HLSN3204");
    }

    [TestMethod]
    public void A_network_whose_values_grow_beyond_floating_point_is_a_warning_and_null_in_the_report()
    {
        using var folder = new TemporaryFolder("hls4net infinity");
        var model = new OnnxBuilder().Input("x", "1,2").Initializer("huge", [3e38f], 1);
        for (var i = 0; i < 9; i++)
        {
            model.Node("Mul", i == 0 ? "x huge" : $"r{i - 1} huge", $"m{i}").Node("Relu", $"m{i}", $"r{i}");
        }

        model.Output("r8").Save(folder.File("huge.onnx"));
        var conversion = Convert(new ConversionRequest { ModelPath = folder.File("huge.onnx"), ProjectName = "huge" });
        var warning = conversion.Diagnostics.Single();
        Assert.AreEqual("HLSN3205", warning.Descriptor.Code);
        Assert.DoesNotContain("Infinity", warning.Message);
        using var report = JsonDocument.Parse(conversion.Output.Files["hls4net_report.json"]);
        var last = report.RootElement.GetProperty("layers").EnumerateArray().Last().GetProperty("outputs")[0];
        Assert.AreEqual(JsonValueKind.Null, last.GetProperty("maxError").ValueKind);
        Assert.AreEqual(JsonValueKind.Null, last.GetProperty("range")[1].ValueKind);
    }

    private static string[] Codes(ConversionRequest request) =>
        [.. Pipeline.Convert(request, Backends).Diagnostics.Select(problem => problem.Descriptor.Code)];

    private static ConversionRequest Digits() => new()
    {
        ModelPath = Repository.File("samples", "Digits", "digits_mlp.onnx"),
        ProjectName = "digits_mlp",
        TestDataPath = Repository.File("samples", "Digits", "digits_test.npz"),
        VerifyGraph = true,
    };

    private static Conversion Convert(ConversionRequest request)
    {
        var conversion = Pipeline.Convert(request, Backends);
        Assert.IsTrue(conversion.Succeeded, string.Join(Environment.NewLine, conversion.Diagnostics));
        Assert.IsEmpty(Reports.Schemas.Report.Validate(conversion.Output.Files["hls4net_report.json"]), "the report and its schema");
        return conversion;
    }
}
