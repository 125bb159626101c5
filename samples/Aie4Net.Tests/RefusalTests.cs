using Hls4Net.Compiler;
using Hls4Net.Testing;

namespace Aie4Net.Tests;

/// <summary>What tiles cannot do is refused before a file is written, by name and with the remedy.</summary>
[TestClass]
public sealed class RefusalTests
{
    private static readonly byte[] s_small = AieModel.Chain(3, 12, 10, 4);

    [TestMethod]
    public void Every_layer_that_is_not_dense_is_refused_by_name()
    {
        var onnx = new OnnxBuilder().Input("x", "N,6").Output("y").Initializer("w", ConformanceModels.Values(24, 1), 6, 4)
            .NamedNode("squash", "Tanh", ["x"], ["t"]).NamedNode("fc", "MatMul", ["t", "w"], ["h"]).NamedNode("choose", "Softmax", ["h"], ["y"]).ToArray();
        var problems = AieModel.Convert(onnx).Diagnostics;
        CollectionAssert.AreEqual(new[] { "HLSN3120 squash", "HLSN3120 choose" }, problems.Select(problem => $"{problem.Descriptor.Code} {problem.Node}").ToArray());
    }

    [TestMethod]
    public void A_relu_that_follows_no_dense_layer_is_refused() => Refused(
        "AIE0001", new OnnxBuilder().Input("x", "N,6").Output("y").Initializer("w", ConformanceModels.Values(24, 1), 6, 4)
            .Node("Relu", "x", "r").Node("MatMul", "r w", "y").ToArray());

    [TestMethod]
    public void Rows_that_change_between_layers_are_refused() => Refused(
        "AIE0001", new OnnxBuilder().Input("x", "N,2,6").Output("y").Initializer("w", ConformanceModels.Values(24, 1), 6, 4)
            .Initializer("v", ConformanceModels.Values(24, 2), 8, 3).Node("MatMul", "x w", "h").Node("Relu", "h", "r").Node("Flatten", "r", "f").Node("MatMul", "f v", "y").ToArray());

    [TestMethod]
    public void A_result_that_is_read_twice_is_refused() => Refused(
        "AIE0002", new OnnxBuilder().Input("x", "N,6").Output("y").Output("z").Initializer("w", ConformanceModels.Values(24, 1), 6, 4)
            .Initializer("v", ConformanceModels.Values(8, 2), 4, 2).Node("MatMul", "x w", "y").Node("MatMul", "y v", "z").ToArray());

    [TestMethod]
    [DataRow("AIE0003", "fixed(12,4,RND,SAT)", "fixed(8,3)", DisplayName = "a result of 12 bits")]
    [DataRow("AIE0003", "auto(8)", "fixed(20,4)", DisplayName = "an input of 20 bits")]
    [DataRow("AIE0005", "fixed(8,3,TRN_ZERO,SAT)", "fixed(8,3)", DisplayName = "rounding toward zero")]
    [DataRow("AIE0005", "fixed(8,3,RND,SAT_ZERO)", "fixed(8,3)", DisplayName = "saturation to zero")]
    public void Types_that_tiles_do_not_have_are_refused(string code, string precision, string input)
    {
        var problems = AieModel.Convert(s_small, request => request with { Precision = precision, InputPrecision = input }).Diagnostics;
        Assert.Contains(code, problems.Select(problem => problem.Descriptor.Code));
        Assert.IsTrue(problems.All(problem => problem.Descriptor.Severity != Hls4Net.Severity.Error || problem.Descriptor.Code == code), string.Join("\n", problems));
    }

    [TestMethod]
    public void Eight_bit_data_by_sixteen_bit_weights_is_refused() => Refused(
        "AIE0004", s_small, Layer("fc2", "WeightPrecision", "fixed(16,2)"), request => request with { Precision = "fixed(8,3,RND,SAT)" });

    [TestMethod]
    public void A_result_finer_than_its_sums_is_refused() => Refused(
        "AIE0006", s_small, Layer("fc2", "ResultPrecision", "fixed(16,-20,RND,SAT)"), request => request with { Precision = "auto(8)" });

    [TestMethod]
    public void A_bias_beyond_32_bits_is_refused()
    {
        var onnx = new OnnxBuilder().Input("x", "N,4").Output("y").Initializer("w", ConformanceModels.Values(8, 1), 4, 2)
            .Initializer("b", [3e6f, 0], 2).Node("Gemm", "x w b", "y").ToArray();
        Refused("AIE0007", onnx, null, request => request with { Precision = "fixed(8,2,RND,SAT)", Layers = [Layer("Dense", "BiasPrecision", "fixed(32,24)")] });
    }

    [TestMethod]
    [DataRow("CasNum", "9", "9 chains")]
    [DataRow("CasLength", "3", "would hold nothing of 12 inputs")]
    [DataRow("CasLength", "99", "longer than")]
    public void A_grid_that_does_not_fit_is_refused(string option, string value, string reason) =>
        StringAssert.Contains(Refused("AIE0009", s_small, Layer("fc1", option, value)), reason);

    [TestMethod]
    public void A_batch_too_large_for_the_banks_is_refused() => StringAssert.Contains(
        Refused("AIE0009", s_small, null, request => request with { BackendOptions = new Dictionary<string, string> { ["BatchSize"] = "5000" } }), "of a bank of 16384");

    [TestMethod]
    public void A_micro_tile_with_rows_of_two_bytes_is_refused() => StringAssert.Contains(
        Refused("AIE0009", s_small, Layer("fc1", "MicroTile", "8x1x8"), request => request with { Precision = "auto(16)" }), "multiples of 4 bytes");

    [TestMethod]
    public void An_unknown_micro_tile_is_refused_with_the_nearest() => StringAssert.Contains(
        Refused("AIE0010", s_small, Layer("fc1", "MicroTile", "4x8x9"), request => request with { Precision = "auto(8)", InputPrecision = "fixed(8,2)" }), "'4x8x8'");

    [TestMethod]
    [DataRow("7,0")]
    [DataRow("38,0")]
    [DataRow("8,8")]
    public void A_place_outside_of_the_device_is_refused(string place) => Refused("AIE0011", s_small, Layer("fc1", "Placement", place));

    [TestMethod]
    public void Layers_in_one_place_are_refused() => Refused(
        "AIE0011", s_small, Layer("fc1", "Placement", "10,1"), request => request with { Layers = [.. request.Layers, Layer("fc2", "Placement", "11,1")] });

    [TestMethod]
    public void More_tiles_than_the_device_has_are_refused()
    {
        var layers = Enumerable.Range(1, 4).Select(i => GridTests.Grid(FormattableString.Invariant($"fc{i}"), 8, 8)).ToArray();
        StringAssert.Contains(Refused("AIE0011", AieModel.Chain(9, 121, 121, 121, 121, 121), null, request => request with { Precision = "auto(8)", InputPrecision = "fixed(8,3)", Layers = layers }), "no room left");
    }

    [TestMethod]
    public void Slices_that_no_memory_tile_can_hand_over_are_refused() => StringAssert.Contains(
        Refused("AIE0012", AieModel.Chain(9, 20, 118, 10), null, request => request with { Layers = [GridTests.Grid("fc1", 1, 8), GridTests.Grid("fc2", 1, 1)] }), "8 slices of 16");

    [TestMethod]
    [DataRow("ReuseFactor", "4")]
    [DataRow("AccumPrecision", "fixed(24,10)")]
    public void Settings_of_other_hardware_are_told_apart(string setting, string value)
    {
        var conversion = AieModel.Converted(s_small, request => request with { Layers = [Layer("fc2", setting, value)] });
        Assert.Contains("AIE0013", conversion.Diagnostics.Select(problem => problem.Descriptor.Code), string.Join("\n", conversion.Diagnostics));
    }

    private static LayerOverride Layer(string name, string setting, string value) => new(name, new Dictionary<string, string> { [setting] = value });

    private static string Refused(string code, byte[] onnx, LayerOverride? layer = null, Func<ConversionRequest, ConversionRequest>? change = null)
    {
        var problem = AieModel.Refused(onnx, request =>
        {
            var asked = layer is null ? request : request with { Layers = [layer] };
            return change is null ? asked : change(asked);
        });
        Assert.AreEqual(code, problem.Descriptor.Code, problem.Message);
        return problem.Message;
    }
}
