using System.Text.Json;
using Hls4Net.Compiler;
using Hls4Net.Compiler.Estimate;
using Hls4Net.Compiler.Plugins;
using Hls4Net.Testing;
using Hls4Net.Vitis;

namespace Hls4Net.Tests.Estimate;

/// <summary>The estimate against counts by hand. The model is x[8] → Dense 8x6 with bias → ReLU → Dense 6x4 without.</summary>
[TestClass]
public sealed class EstimateTests
{
    private static readonly BackendCatalog Backends = new(Plugin.Register, AppContext.BaseDirectory);

    [TestMethod]
    [DataRow("Latency", 1, 48L, 24L, 48L, 20L, 0L, 0L, 1L)]
    [DataRow("Latency", 2, 24L, 12L, 24L, 12L, 0L, 0L, 2L)]
    [DataRow("Resource", 1, 48L, 24L, 48L, 24L, 0L, 0L, 1L)]
    [DataRow("Resource", 2, 24L, 12L, 24L, 12L, 768L, 384L, 2L)]
    [DataRow("ResourceUnrolled", 2, 24L, 12L, 24L, 12L, 0L, 0L, 2L)]
    public void Multipliers_adders_memory_and_interval_are_those_of_the_kernels(
        string strategy, int reuse, long first, long second, long firstAdders, long secondAdders, long firstBits, long secondBits, long interval)
    {
        var estimate = Of(request => request with { Strategy = strategy, ReuseFactor = $"{reuse}", Precision = "fixed(16,6)" }, 3).Estimate!;
        var layers = estimate.Layers.Where(layer => layer.Multipliers > 0).ToArray();
        Assert.AreEqual((first, second), (layers[0].Multipliers, layers[1].Multipliers));
        Assert.AreEqual((firstAdders, secondAdders), (layers[0].Adders, layers[1].Adders));
        Assert.AreEqual((firstBits, secondBits), (layers[0].WeightBits, layers[1].WeightBits));
        Assert.AreEqual(Bounds.Exactly(first + second), estimate.Dsp);
        Assert.AreEqual(Bounds.Exactly(interval), estimate.Interval);
        Assert.IsGreaterThan(interval, estimate.Latency.Most);
    }

    [TestMethod]
    [DataRow(3, 48L)]
    [DataRow(4, 0L)]
    [DataRow(0, 0L)]
    public void Constant_zeros_and_powers_of_two_take_no_multiplier(int weight, long multipliers)
    {
        var estimate = Of(request => request with { Precision = "fixed(16,6)" }, weight).Estimate!;
        Assert.AreEqual(multipliers, estimate.Layers[0].Multipliers);
        Assert.AreEqual(weight == 0 ? 0 : 48, estimate.Layers[0].Adders);
    }

    [TestMethod]
    [DataRow(18, 18, 1L, 1L)]
    [DataRow(27, 18, 1L, 1L)]
    [DataRow(28, 18, 2L, 2L)]
    [DataRow(19, 19, 2L, 2L)]
    [DataRow(27, 35, 2L, 2L)]
    [DataRow(27, 36, 3L, 3L)]
    [DataRow(53, 35, 4L, 4L)]
    [DataRow(54, 36, 8L, 8L)]
    [DataRow(16, 10, 1L, 1L)]
    [DataRow(16, 9, 0L, 1L)]
    [DataRow(16, 2, 0L, 0L)]
    public void DSP_blocks_go_by_the_widths_of_the_operands(int x, int y, long least, long most)
    {
        var block = new DspBlock("DSP48E2", 27, 18);
        Assert.AreEqual(new Bounds(least, most), block.Of(new FixedType(x, 4), new FixedType(y, 4)));
        Assert.AreEqual(new Bounds(least, most), block.Of(new FixedType(y, 4), new FixedType(x, 4)));
    }

    [TestMethod]
    public void More_reuse_never_needs_more_multipliers_or_fewer_cycles()
    {
        ModelEstimate? before = null;
        foreach (var reuse in new[] { 1, 2, 4, 8 })
        {
            var estimate = Of(request => request with { Strategy = "Resource", ReuseFactor = $"{reuse}" }, 3).Estimate!;
            Assert.IsTrue(before is null || (estimate.Multipliers <= before.Multipliers && estimate.Interval.Least >= before.Interval.Least));
            before = estimate;
        }
    }

    [TestMethod]
    public void In_io_stream_the_FIFOs_count_with_the_depths_they_get()
    {
        var conversion = Of(request => request with { IOType = "io_stream", Precision = "fixed(16,6)" }, 3);
        var text = System.Text.Encoding.UTF8.GetString(conversion.Output.Files["firmware/m.cpp"]);
        var depth = int.Parse(System.Text.RegularExpressions.Regex.Match(text, @"STREAM variable=\w+ depth=(\d+)").Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);
        Assert.AreEqual(depth * 6L * 16, conversion.Estimate!.Layers[0].FifoBits);
        Assert.IsTrue(conversion.Estimate.IsDataflow);
    }

    [TestMethod]
    public void A_budget_that_is_exceeded_is_HLSN3130_with_layer_and_knob_and_nothing_is_written()
    {
        var conversion = Of(request => request with { Precision = "fixed(16,6)", Budgets = new Budgets { MaxDsp = 71, MaxInterval = 1 } }, 3);
        var error = conversion.Diagnostics.Single(problem => problem.Descriptor.Severity == Severity.Error);
        Assert.AreEqual(("HLSN3130", "first"), (error.Descriptor.Code, error.Node));
        Assert.Contains("72 DSP blocks, more than MaxDsp=\"71\"", error.Message);
        Assert.Contains("ReuseFactor", error.Message);
        Assert.IsEmpty(conversion.Output.Files);
        Assert.IsTrue(Of(request => request with { Precision = "fixed(16,6)", Budgets = new Budgets { MaxDsp = 72 } }, 3).Succeeded);
    }

    [TestMethod]
    public void A_target_interval_takes_the_fewest_multipliers_that_keep_within_it()
    {
        var estimate = Of(request => request with { Budgets = new Budgets { TargetInterval = 6 } }, 3).Estimate!;
        CollectionAssert.AreEqual(new[] { (4, 12L), (6, 4L) }, Choices(estimate));
        Assert.AreEqual(Bounds.Exactly(6), estimate.Interval);
    }

    [TestMethod]
    public void A_target_of_DSP_blocks_takes_the_shortest_interval_that_keeps_within_them()
    {
        var estimate = Of(request => request with { Budgets = new Budgets { TargetDsp = 18 } }, 3).Estimate!;
        CollectionAssert.AreEqual(new[] { (4, 12L), (6, 4L) }, Choices(estimate)); // 4 and 3 would take 20.
        Assert.IsLessThanOrEqualTo(18, estimate.Dsp.Most);
    }

    [TestMethod]
    public void A_target_out_of_reach_is_HLSN3131_and_the_layer_s_own_reuse_factor_stays()
    {
        var conversion = Of(
            request => request with
            {
                Budgets = new Budgets { TargetInterval = 2 },
                Layers = [new LayerOverride("first", new Dictionary<string, string> { ["ReuseFactor"] = "8", ["Strategy"] = "Resource" })],
            },
            3);
        CollectionAssert.AreEqual(new[] { (8, 6L), (2, 12L) }, Choices(conversion.Estimate!));
        Assert.AreEqual("HLSN3131", conversion.Diagnostics.Single().Descriptor.Code);
    }

    [TestMethod]
    public void The_frontier_falls_and_ends_with_a_multiplier_a_layer()
    {
        var frontier = Of(request => request with { Precision = "fixed(16,6)" }, 3).Estimate!.Frontier;
        Assert.AreEqual(new FrontierPoint(1, 72, 72), frontier[0]);
        Assert.AreEqual((48L, 2L), (frontier[^1].Interval, frontier[^1].Multipliers));
        Assert.IsTrue(frontier.Zip(frontier.Skip(1)).All(pair => pair.First.Interval < pair.Second.Interval && pair.First.Dsp > pair.Second.Dsp));
    }

    [TestMethod]
    public void The_report_has_figures_as_numbers_and_percentages_of_a_part_that_is_known()
    {
        using var report = JsonDocument.Parse(Of(request => request with { Precision = "fixed(16,6)" }, 3).Output.Files["hls4net_report.json"]);
        var estimate = report.RootElement.GetProperty("estimate");
        Assert.AreEqual(72, estimate.GetProperty("dsp").GetInt32());
        Assert.AreEqual(0.6, estimate.GetProperty("part").GetProperty("dspPercent").GetDouble());
        Assert.AreEqual("pipeline", estimate.GetProperty("schedule").GetString());
        Assert.AreEqual(3, estimate.GetProperty("layers").GetArrayLength());
        Assert.IsGreaterThan(estimate.GetProperty("latency").GetProperty("least").GetInt64(), estimate.GetProperty("latency").GetProperty("most").GetInt64());

        using var other = JsonDocument.Parse(Of(
            request => request with { BackendOptions = new Dictionary<string, string> { ["Part"] = "mypart-1" } }, 3).Output.Files["hls4net_report.json"]);
        Assert.AreEqual(JsonValueKind.Null, other.RootElement.GetProperty("estimate").GetProperty("part").ValueKind);
    }

    private static (int Reuse, long Multipliers)[] Choices(ModelEstimate estimate) =>
        [.. estimate.Layers.Where(layer => layer.Layer.MatrixProducts.Count > 0).Select(layer => (layer.Layer.MatrixProducts[0].ReuseFactor, layer.Multipliers))];

    /// <summary>All different where each needs a multiplier of its own.</summary>
    private static float[] Weights(int count, float weight) => [.. Enumerable.Range(0, count).Select(i => weight == 3 ? weight + (i / 64f) : weight)];

    private static Conversion Of(Func<ConversionRequest, ConversionRequest> change, float weight)
    {
        using var folder = new TemporaryFolder("estimate");
        var model = folder.File("m.onnx");
        new OnnxBuilder().Input("x", "1,8")
            .Initializer("w1", Weights(48, weight), 8, 6).Initializer("b1", [.. Enumerable.Repeat(1f, 6)], 6).Initializer("w2", Weights(24, weight), 6, 4)
            .NamedNode("first", "Gemm", ["x", "w1", "b1"], ["h"]).Node("Relu", "h", "r").NamedNode("second", "MatMul", ["r", "w2"], ["y"]).Output("y", "1,4")
            .Save(model);
        var conversion = Pipeline.Convert(change(new ConversionRequest { ModelPath = model, ProjectName = "m" }), Backends);
        Assert.IsTrue(conversion.Succeeded || conversion.Diagnostics.Any(problem => problem.Descriptor.Code == "HLSN3130"), string.Join('\n', conversion.Diagnostics));
        return conversion;
    }
}
