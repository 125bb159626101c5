using System.Text.Json;
using Hls4Net.Compiler;
using Hls4Net.Compiler.Configuration;
using Hls4Net.Compiler.Estimate;
using Hls4Net.Compiler.Plugins;
using Hls4Net.Compiler.Report;
using Hls4Net.Emulation;
using Hls4Net.Testing;
using Hls4Net.Vitis;

namespace Hls4Net.Tests.Widths;

/// <summary>Widths chosen by errors on samples. The model is x[6] → Dense 6x12 → ReLU → Dense 12x3.</summary>
[TestClass]
public sealed class WidthTests
{
    private static readonly BackendCatalog Backends = new(Plugin.Register, AppContext.BaseDirectory);

    [TestMethod]
    public void An_error_is_kept_within_and_no_single_width_can_be_narrower()
    {
        var conversion = Of(request => request with { Budgets = new Budgets { MaxError = 0.02 } });
        var plan = conversion.Widths!;
        Assert.IsLessThanOrEqualTo(0.02, plan.Chosen.Error);
        Assert.HasCount(6, plan.Choices); // Input, two weights, three results.
        Assert.IsTrue(plan.Choices.All(choice => choice.Reason.StartsWith("chosen for MaxError=0.02: with a bit less here the error was 0.", StringComparison.Ordinal)), string.Join('\n', plan.Choices));

        // What was promised is what the report measures.
        var output = conversion.Accuracy!.Find(conversion.Model.Outputs[0])!;
        Assert.AreEqual(plan.Chosen.Error, output.MaxAbsolute / output.MaxReference, 1e-9);
        foreach (var choice in plan.Choices.Where(choice => choice.Role == "weight"))
        {
            Assert.AreEqual(choice.Width, conversion.Model.Layers.Single(layer => layer.Name == choice.Layer).Weights["weight"].Type.Width);
        }
    }

    [TestMethod]
    public void A_narrower_input_still_holds_every_sample()
    {
        using var folder = new TemporaryFolder("widths");

        // To nearest, 31/32 would become 1.
        var data = NumPyArchive.Write(folder.File("data.npz"), ("x", [4, 6], [.. Enumerable.Range(0, 24).Select(i => (i + 8) / 32f)]));
        var conversion = Of(request => request with { TestDataPath = data, Budgets = new Budgets { TotalBits = 4 } });
        Assert.AreEqual(1, conversion.Model.Inputs[0].Type.Integer);
        Assert.IsLessThan(6, conversion.Model.Inputs[0].Type.Width);
        Assert.AreEqual(0L, conversion.Accuracy!.SaturatedInputs);
    }

    [TestMethod]
    public void A_budget_of_bits_is_kept_and_spent_no_worse_than_evenly()
    {
        var plan = Of(request => request with { Budgets = new Budgets { TotalBits = 6 } }).Widths!;
        var even = Of(request => request with { Precision = "auto(6)", InputPrecision = "fixed(6,2,RND)" }).Accuracy!;
        var output = even.Tensors[^1];
        Assert.IsLessThanOrEqualTo(6, plan.Chosen.BitsPerValue);
        Assert.IsLessThanOrEqualTo(output.MaxAbsolute / output.MaxReference, plan.Chosen.Error);
        Assert.Contains("TotalBits=6", plan.Choices[0].Reason);
    }

    [TestMethod]
    public void The_frontier_falls_and_the_same_model_gets_the_same_types_again()
    {
        var (first, second) = (Of(Narrowed), Of(Narrowed));
        Assert.AreEqual(first.WriteConfig(ConfigGranularity.Name), second.WriteConfig(ConfigGranularity.Name));
        var frontier = first.Widths!.Frontier;
        Assert.IsGreaterThan(5, frontier.Count);
        Assert.IsTrue(frontier.Zip(frontier.Skip(1)).All(pair => pair.First.Bits > pair.Second.Bits && pair.First.Error < pair.Second.Error));
        CollectionAssert.Contains(frontier.ToArray(), first.Widths.Chosen);
        Assert.IsLessThanOrEqualTo((3 * 6) + 40, first.Widths.Trials);
    }

    [TestMethod]
    public void The_written_configuration_makes_the_same_types_without_searching()
    {
        using var folder = new TemporaryFolder("widths");
        var conversion = Of(Narrowed);
        var config = folder.File("config.json");
        File.WriteAllText(config, conversion.WriteConfig(ConfigGranularity.Name));
        var again = Of(request => request with { ConfigPath = config });
        Assert.IsNull(again.Widths);
        Assert.AreEqual(Types(conversion), Types(again));
        long[] x = [.. Enumerable.Range(0, 6).Select(i => (long)i)], y = new long[3], z = new long[3];
        new Emulator(conversion.Model).PredictRaw(x, y);
        new Emulator(again.Model).PredictRaw(x, z);
        CollectionAssert.AreEqual(y, z);
    }

    [TestMethod]
    public void Types_that_the_user_set_stay()
    {
        var settings = new Dictionary<string, string> { ["WeightPrecision"] = "fixed(11,3)", ["ResultPrecision"] = "auto(13)" };
        var conversion = Of(request => Narrowed(request) with { Layers = [new LayerOverride("second", settings)], InputPrecision = "fixed(9,2)" });
        Assert.AreEqual("first weight, first result, relu result", string.Join(", ", conversion.Widths!.Choices.Select(choice => $"{choice.Layer} {choice.Role}")));
        Assert.AreEqual(new FixedType(11, 3), conversion.Model.Layers[^1].Weights["weight"].Type);
        Assert.AreEqual(new FixedType(9, 2), conversion.Model.Inputs[0].Type);
    }

    [TestMethod]
    public void Report_and_explanation_say_why_a_layer_got_its_width()
    {
        var conversion = Of(Narrowed);
        var decision = Explanation.Of(conversion, "second").Single(decision => decision.Subject == "weight");
        Assert.Contains("bits: chosen for MaxError=0.02: with a bit less here the error was", decision.Reason);
        using var report = JsonDocument.Parse(conversion.Output.Files["hls4net_report.json"]);
        var widths = report.RootElement.GetProperty("widths");
        Assert.AreEqual(conversion.Widths!.Chosen.Bits, widths.GetProperty("bits").GetInt64());
        Assert.AreEqual(6, widths.GetProperty("layers").GetArrayLength());
        Assert.AreEqual(conversion.Widths.Frontier.Count, widths.GetProperty("frontier").GetArrayLength());
    }

    [TestMethod]
    public void Without_test_data_it_is_HLSN3140() =>
        Assert.AreEqual("HLSN3140", Error(request => request with { TestDataPath = "", Budgets = new Budgets { TotalBits = 8 } }).Descriptor.Code);

    [TestMethod]
    public void An_error_out_of_reach_is_HLSN3141_with_the_least_there_is()
    {
        var error = Error(request => Narrowed(request) with { Layers = [new LayerOverride("second", new Dictionary<string, string> { ["ResultPrecision"] = "fixed(4,4)" })] });
        Assert.AreEqual("HLSN3141", error.Descriptor.Code);
        Assert.Contains("MaxError=\"0.02\" is not reached: the least error is 0.", error.Message);
    }

    [TestMethod]
    [DataRow(0.0, null)]
    [DataRow(double.NaN, null)]
    [DataRow(null, 1)]
    [DataRow(null, 33)]
    [DataRow(0.1, 8)]
    public void A_target_that_says_nothing_is_HLSN3142(double? error, int? bits) =>
        Assert.AreEqual("HLSN3142", Error(request => request with { Budgets = new Budgets { MaxError = error, TotalBits = bits } }).Descriptor.Code);

    private static ConversionRequest Narrowed(ConversionRequest request) => request with { Budgets = new Budgets { MaxError = 0.02 } };

    private static string Types(Conversion conversion) => string.Join('\n', conversion.Model.Layers.Select(layer =>
        $"{layer.Name} {layer.Output.Type} {string.Join(' ', layer.Weights.Values.Select(weight => weight.Type))} {string.Join(' ', layer.Types)}"));

    private static Diagnostic Error(Func<ConversionRequest, ConversionRequest> change) =>
        Run(change).Diagnostics.Single(problem => problem.Descriptor.Severity == Severity.Error);

    private static Conversion Of(Func<ConversionRequest, ConversionRequest> change)
    {
        var conversion = Run(change);
        Assert.IsTrue(conversion.Succeeded, string.Join('\n', conversion.Diagnostics));
        return conversion;
    }

    private static Conversion Run(Func<ConversionRequest, ConversionRequest> change)
    {
        using var folder = new TemporaryFolder("widths");
        var model = folder.File("m.onnx");
        var random = new Random(5);
        float[] Values(int count, double scale) => [.. Enumerable.Range(0, count).Select(_ => (float)(scale * ((2 * random.NextDouble()) - 1)))];
        new OnnxBuilder().Input("x", "1,6").Initializer("w1", Values(72, 1), 6, 12).Initializer("w2", Values(36, 0.5), 12, 3)
            .NamedNode("first", "MatMul", ["x", "w1"], ["h"]).NamedNode("relu", "Relu", ["h"], ["r"]).NamedNode("second", "MatMul", ["r", "w2"], ["y"])
            .Output("y", "1,3").Save(model);
        var data = NumPyArchive.Write(folder.File("data.npz"), ("x", [40, 6], Values(240, 1.9)));
        return Pipeline.Convert(change(new ConversionRequest { ModelPath = model, ProjectName = "m", TestDataPath = data }), Backends);
    }
}
