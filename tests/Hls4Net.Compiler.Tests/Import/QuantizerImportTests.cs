using Hls4Net.Testing;

namespace Hls4Net.Compiler.Tests.Import;

/// <summary>Quantisers on data and on constants against the formulas of QONNX and ONNX, written down here once more.</summary>
[TestClass]
public sealed class QuantizerImportTests
{
    private const string Qonnx = "qonnx.custom_op.general";
    private const string Microsoft = "com.microsoft";

    /// <summary>Ties of steps of 0.5 on both sides of zero, and what lies between and beyond.</summary>
    private static readonly double[] X = [-9, -2.25, -1.75, -1.125, -0.75, -0.25, -0.1, 0, 0.1, 0.25, 0.75, 1.125, 1.75, 2.25, 9, 100];

    private static readonly Dictionary<string, Func<double, double>> Modes = new()
    {
        ["ROUND"] = Math.Round, ["HALF_EVEN"] = Math.Round, ["CEIL"] = Math.Ceiling, ["FLOOR"] = Math.Floor, ["DOWN"] = Math.Truncate, ["ROUND_TO_ZERO"] = Math.Truncate,
        ["UP"] = v => Math.Sign(v) * Math.Ceiling(Math.Abs(v)),
        ["HALF_UP"] = v => Math.Sign(v) * Math.Floor(Math.Abs(v) + 0.5),
        ["HALF_DOWN"] = v => Math.Sign(v) * Math.Ceiling(Math.Abs(v) - 0.5),
    };

    [TestMethod]
    public void Every_rounding_mode_of_qonnx_rounds_data_and_constants_whatever_the_zero_point()
    {
        foreach (var (mode, round) in Modes)
        {
            foreach (var (scale, zero, isSigned) in new[] { (0.5f, 0f, 1L), (0.5f, 3f, 1L), (0.5f, 3f, 0L), (0.5f, 2f, 0L), (0.75f, 0f, 1L), (0.75f, 2.5f, 0L), (0.75f, -3f, 1L) })
            {
                var (low, high) = isSigned == 1 ? (-8, 7) : (0, 15);
                double[] expected = [.. X.Select(x => (round(Math.Clamp((x / scale) + zero, low, high)) - zero) * scale)];
                Imported.AreClose(Imported.Compute(Quant("x", new OnnxBuilder().Input("x", "N,16")), X), expected);
                Imported.AreClose(Imported.Compute(Quant("c", new OnnxBuilder().Input("x", "N,16").Initializer("c", [.. X.Select(x => (float)x)], 16)), new double[16]), expected);

                OnnxBuilder Quant(string input, OnnxBuilder model) => model
                    .Initializer("scale", [scale], 1).Initializer("zero", [zero], 1).Initializer("bits", [4f], 1)
                    .DomainNode(Qonnx, "q", "Quant", [input, "scale", "zero", "bits"], ["q"], ("rounding_mode", mode), ("signed", isSigned), ("narrow", 0L))
                    .Initializer("none", [0f], 1).Node("Add", "q x", "sum").Node("Sub", "sum x", "y").Output(input == "c" ? "sum" : "q");
            }
        }
    }

    /// <summary>The reference executor takes one bit with a sign for −1 and 1, whatever the rounding mode says.</summary>
    [TestMethod]
    public void One_bit_with_a_sign_is_minus_one_and_one()
    {
        foreach (var (scales, zero) in new[] { (new[] { 1f }, 0f), ([0.75f], 0f), ([0.75f], 1.5f), ([0.5f, 0.25f], -2f) })
        {
            double[] expected = [.. X.Select((x, i) => scales[i % scales.Length] is var scale ? (((x / scale) + zero >= 0 ? 1 : -1) - zero) * scale : 0)];
            foreach (var input in new[] { "x", "c" })
            {
                var model = new OnnxBuilder().Input("x", "N,8,2").Initializer("c", [.. X.Select(x => (float)x)], 1, 8, 2)
                    .Initializer("scale", scales, scales.Length).Initializer("zero", [zero], 1).Initializer("bits", [1f], 1)
                    .DomainNode(Qonnx, "q", "Quant", [input, "scale", "zero", "bits"], ["q"], ("rounding_mode", "FLOOR"))
                    .Node("Add", "q x", "sum").Node("Sub", "sum x", "y").Output(input == "c" ? "sum" : "q");
                Imported.AreClose(Imported.Compute(model, input == "c" ? new double[16] : X), expected);
            }
        }
    }

    /// <summary>Behind a quantiser with steps of 0.3; version 2 has limits and steps of its own.</summary>
    [TestMethod]
    public void Trunc_rounds_whole_numbers_of_steps_in_every_mode_and_both_versions()
    {
        foreach (var (mode, round) in Modes)
        {
            foreach (var (zero, version) in new[] { (0f, 1), (3f, 1), (0f, 2), (4f, 2), (-5f, 2) })
            {
                var low = version == 1 ? double.MinValue : -3;
                double[] expected = [.. X.Select(x =>
                {
                    var whole = Math.Clamp(Math.Round(x / 0.3f), -128, 127) + zero;
                    var kept = round(Math.Clamp(whole / 4, low, -low));
                    return version == 1 ? (kept - zero) * 0.3f : (kept - (zero / 4)) * 1.2f;
                })];
                string[] result = version == 1 ? ["six"] : ["made", "three"];
                var model = new OnnxBuilder().Input("x", "N,16").Initializer("none", [0f], 1).Initializer("step", [0.3f], 1).Initializer("eight", [8f], 1)
                    .Initializer("zero", [zero], 1).Initializer("six", [6f], 1).Initializer("made", [1.2f], 1).Initializer("three", [3f], 1)
                    .DomainNode(Qonnx, "before", "Quant", ["x", "step", "none", "eight"], ["q"])
                    .DomainNode(Qonnx, "trunc", "Trunc", ["q", "step", "zero", "eight", .. result], ["y"], ("rounding_mode", mode), ("narrow", 1L)).Output("y");
                Imported.AreClose(Imported.Compute(model, X), expected);
            }
        }
    }

    [TestMethod]
    public void Bit_widths_scales_and_zero_points_may_differ_along_the_data()
    {
        double[] sample = [-9, -1.3, 0.6, 1.9, 40, 3, -0.2, 0.74];
        float[] scales = [0.5f, 0.3f, 0.25f, 1], zeros = [0, 2, -1, 5], bits = [2, 4, 3, 8];
        foreach (var mode in Modes.Keys)
        {
            double[] expected = [.. sample.Select((x, i) =>
            {
                var (scale, zero, width) = (scales[i % 4], zeros[i % 4], bits[i % 4]);
                return (Modes[mode](Math.Clamp((x / scale) + zero, -Math.Pow(2, width - 1), Math.Pow(2, width - 1) - 1)) - zero) * scale;
            })];
            Imported.AreClose(
                Imported.Compute(
                    new OnnxBuilder().Input("x", "N,2,4").Initializer("scale", scales, 4).Initializer("zero", zeros, 1, 4).Initializer("bits", bits, 1, 1, 4)
                        .DomainNode(Qonnx, "q", "Quant", ["x", "scale", "zero", "bits"], ["y"], ("rounding_mode", mode)).Output("y"),
                    sample),
                expected);
        }
    }

    [TestMethod]
    public void Channels_of_data_may_have_zero_points_of_their_own()
    {
        double[] sample = [-9, -1.3, 0.6, 1.9, 40, 3];
        double[] expected = [.. sample.Select((x, i) => (Math.Clamp(Math.Round(x / (i < 3 ? 0.5 : 0.25)) + (i < 3 ? 10 : 200), 0, 255) - (i < 3 ? 10 : 200)) * (i < 3 ? 0.5 : 0.25))];
        Imported.AreClose(
            Imported.Compute(
                new OnnxBuilder().Input("x", "N,2,3").Initializer("scale", [0.5f, 0.25f], 2).Initializer(OnnxBuilder.Tensor("zero", 2, [2], [10, 200]))
                    .Node("QuantizeLinear", "x scale zero", "q", ("axis", 1L)).Node("DequantizeLinear", "q scale zero", "y", ("axis", 1L)).Output("y"),
                sample),
            expected);
    }

    /// <summary>Each with the zero point of its inputs and another of its results; inputs are the integers 3 to 8 in steps of 0.25.</summary>
    [TestMethod]
    [DataRow("QLinearSoftmax", 13L)]
    [DataRow("QLinearSoftmax", 11L)]
    [DataRow("QLinearReduceMean", 0L)]
    [DataRow("QLinearLeakyRelu", 0L)]
    [DataRow("QLinearSigmoid", 0L)]
    [DataRow("QLinearGlobalAveragePool", 0L)]
    [DataRow("QLinearConcat", 0L)]
    [DataRow("QLinearMul", 0L)]
    [DataRow("QLinearWhere", 0L)]
    public void Operators_on_integers_are_the_plain_ones_between_conversions(string type, long version)
    {
        double[] integers = [3, 4, 5, 6, 7, 8], x = [.. integers.Select(i => (i - 5) * 0.25)];
        var model = new OnnxBuilder().Input("x", "N,2,3").Initializer("s", [0.25f], 1).Initializer(OnnxBuilder.Tensor("z", 2, [1], [5])).Node("QuantizeLinear", "x s z", "q")
            .Initializer("t", [0.01f], 1).Initializer(OnnxBuilder.Tensor("u", 2, [1], [100])).Initializer(OnnxBuilder.Tensor("mask", 9, [3], [1, 0, 1]));
        string[] operand = ["q", "s", "z"], result = ["t", "u"];
        (string[] Inputs, (string, object)[] Attributes, double[] Expected) node = type switch
        {
            "QLinearSoftmax" => ([.. operand, .. result], [("opset", version), ("axis", version < 13 ? 1L : -1L)], version < 13 ? Softmax(x) : [.. Softmax(x[..3]), .. Softmax(x[3..])]),
            "QLinearReduceMean" => ([.. operand, .. result], [("axes", new long[] { 2 }), ("keepdims", 0L)], [x[..3].Average(), x[3..].Average()]),
            "QLinearLeakyRelu" => ([.. operand, .. result], [("alpha", 0.5f)], [.. x.Select(v => v < 0 ? v / 2 : v)]),
            "QLinearSigmoid" => ([.. operand, .. result], [], [.. x.Select(v => 1 / (1 + Math.Exp(-v)))]),
            "QLinearGlobalAveragePool" => ([.. operand, .. result], [("channels_last", 0L)], [x[..3].Average(), x[3..].Average()]),
            "QLinearConcat" => ([.. result, .. operand, .. operand], [("axis", 1L)], [.. x, .. x]),
            "QLinearMul" => ([.. operand, .. operand, .. result], [], [.. x.Select(v => v * v)]),
            _ => (["mask", .. operand, "q", .. result, .. result], [], [.. integers.Select((k, i) => i % 3 == 1 ? (k - 100) * 0.01 : (k - 5) * 0.25)]),
        };
        model.DomainNode(Microsoft, "node", type, node.Inputs, ["r"], node.Attributes).Node("DequantizeLinear", "r t u", "y").Output("y");
        Imported.AreClose(Imported.Compute(model, x), [.. node.Expected.Select(v => (Math.Clamp(Math.Round(v / 0.01f) + 100, 0, 255) - 100) * 0.01)]);
    }

    [TestMethod]
    [DataRow("FloatQuant", Qonnx)]
    [DataRow("DynamicQuantizeLinear", "")]
    public void What_has_no_integers_beforehand_is_refused_by_name(string type, string domain) =>
        Assert.Contains(type, Imported.Error(new OnnxBuilder().Input("x", "N,2,3").DomainNode(domain, "node", type, ["x"], ["y"]).Output("y")).Message);

    private static double[] Softmax(double[] x) => [.. x.Select(v => Math.Exp(v) / x.Sum(Math.Exp))];
}
