using Aie4Net.Planning;
using Hls4Net.Compiler;
using Hls4Net.Testing;

namespace Aie4Net.Tests;

/// <summary>Networks of several layers, with types of the user's and with what else changes the graph: it computes what the predictor says.</summary>
[TestClass]
public sealed class ChainTests
{
    [TestMethod]
    public void Chains_of_layers_compute_the_predicted_integers()
    {
        var straight = Converted("straight", [32, 32, 16], "auto(8)", "fixed(8,3)");
        var cut = Converted("cut", [61, 45, 30, 7], "auto(8)", "fixed(8,3)", GridTests.Grid("fc1", 2, 3), GridTests.Grid("fc2", 2, 2));
        var split = Converted("split", [20, 118, 118, 9], "auto(16)", "fixed(16,4)", new("Dense", new Dictionary<string, string> { ["WeightPrecision"] = "auto(8)" }), GridTests.Grid("fc1", 1, 8), GridTests.Grid("fc2", 8, 1));
        var regrouped = Converted("regrouped", [20, 118, 10], "auto(8)", "fixed(8,3)", GridTests.Grid("fc1", 1, 8), GridTests.Grid("fc2", 4, 1));
        var wide = Converted("wide", [24, 70, 11], "auto(16)", "fixed(16,4)", GridTests.Grid("fc1", 1, 3));
        var newer = AieModel.Converted(AieModel.Chain(77, 40, 24, 10), request => request with
        {
            ProjectName = "newer", Precision = "auto(8)", InputPrecision = "ufixed(8,0)",
            BackendOptions = new Dictionary<string, string> { ["Device"] = "VEK385", ["BatchSize"] = "5" },
        });
        var rows = AieModel.Converted(ConformanceModels.Named("Dense on rows").ToOnnx(), request => request with { ProjectName = "rows", Precision = "auto(8)" });

        Assert.HasCount(1, Plan(straight).DirectEdges);
        Assert.IsEmpty(Plan(cut).DirectEdges);
        CollectionAssert.AreEqual(new[] { 6, 2 }, Plan(split).Buffers.Where(buffer => buffer.Name.StartsWith("fc2_input", StringComparison.Ordinal)).Select(buffer => buffer.Writers.Count).ToArray());
        CollectionAssert.AreEqual(new[] { "6>3", "2>1" }, Plan(regrouped).Buffers.Where(buffer => buffer.Name.StartsWith("fc2_input", StringComparison.Ordinal))
            .Select(buffer => FormattableString.Invariant($"{buffer.Writers.Count}>{buffer.Readers.Count}")).ToArray());
        Assert.AreEqual("8x8x8", Plan(newer).First.Tiling.Micro.ToString());
        Assert.AreEqual(8 * 3, Plan(rows).First.Tiling.Size.Rows);
        CollectionAssert.AreEqual(new int[7], GraphSimulation.Mismatches([straight, cut, split, regrouped, wide, newer, rows]));
    }

    [TestMethod]
    public void Types_of_the_users_compute_the_predicted_integers()
    {
        string[] precisions =
        [
            "fixed(8,3)", "fixed(8,3,RND,SAT)", "fixed(8,3,RND_CONV,SAT_SYM)", "fixed(8,3,RND_INF,SAT)", "fixed(8,3,RND_ZERO,SAT)", "fixed(16,5,RND_MIN_INF,SAT)",
        ];
        var conversions = precisions.Select((precision, i) => Converted(FormattableString.Invariant($"explicit{i}"), [14, 12, 6], precision, "")).ToList();
        conversions.Add(Converted("positive", [14, 12, 6], "fixed(8,3,RND,SAT)", "", new LayerOverride("relu1", new Dictionary<string, string> { ["ResultPrecision"] = "ufixed(8,2,RND,SAT)" })));

        // The harness must be able to fail: another rounding in one file of the last project.
        var broken = Converted("broken", [14, 12, 6], "fixed(8,3,RND_CONV,SAT)", "");
        broken.Output.Add("src/parameters.h", broken.Text("src/parameters.h").Replace("conv_even", "floor", StringComparison.Ordinal));
        conversions.Add(broken);
        var mismatches = GraphSimulation.Mismatches(conversions);
        CollectionAssert.AreEqual(new int[7], mismatches[..7]);
        Assert.IsGreaterThan(0, mismatches[7]);
    }

    [TestMethod]
    public void Sums_beyond_32_bits_wrap_as_predicted_and_are_announced()
    {
        var onnx = new OnnxBuilder().Input("x", "N,600").Output("y").Initializer("w", [.. Enumerable.Repeat(127f / 128, 1200)], 600, 2).Node("MatMul", "x w", "y").ToArray();
        var conversion = AieModel.Converted(onnx, request => request with { ProjectName = "wrapping", Precision = "fixed(8,1,TRN,SAT)", InputPrecision = "fixed(16,1)" });
        Assert.Contains("AIE0008", conversion.Diagnostics.Select(problem => problem.Descriptor.Code));

        // 32767 · 127 · 600 wraps to −1798121896; the sums have 15 + 7 fraction bits, the result 7.
        var highest = conversion.TestVectors.Inputs.ToList().FindIndex(sample => sample[0].All(raw => raw == 32767));
        Assert.AreEqual(-128, (int)conversion.TestVectors.Outputs[highest][0][0]);
        CollectionAssert.AreEqual(new[] { 0 }, GraphSimulation.Mismatches([conversion]));
    }

    [TestMethod]
    public void A_bias_too_fine_for_32_bits_is_shifted_as_predicted()
    {
        var onnx = new OnnxBuilder().Input("x", "N,5").Output("y").Initializer("w", [.. ConformanceModels.Values(15, 1).Select(value => value / 4096)], 5, 3)
            .Initializer("b", [700.3f, -0.37f, 12345.6f], 3).Node("Gemm", "x w b", "y").ToArray();
        var conversion = AieModel.Converted(onnx, request => request with { ProjectName = "offsets", InputPrecision = "fixed(16,1)" });
        Assert.IsGreaterThan(0, Plan(conversion).First.Stage.BiasShift);
        Assert.AreEqual(12345.6, (double)conversion.TestVectors.Outputs[0][0][2] * conversion.Model.Outputs[0].Type.Step, 0.5);
        CollectionAssert.AreEqual(new[] { 0 }, GraphSimulation.Mismatches([conversion]));
    }

    private static GraphPlan Plan(Conversion conversion) => ((AieBackend)conversion.Backend).Plan!;

    private static Conversion Converted(string name, int[] widths, string precision, string input, params LayerOverride[] layers) =>
        AieModel.Converted(AieModel.Chain(name.Length * 31, widths), request => request with { ProjectName = name, Precision = precision, InputPrecision = input, Layers = layers });
}
