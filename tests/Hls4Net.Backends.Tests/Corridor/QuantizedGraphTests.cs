using Hls4Net.Compiler;
using Hls4Net.Compiler.Plugins;
using Hls4Net.Compiler.Report;
using Hls4Net.Emulation;
using Hls4Net.Operators;
using Hls4Net.Testing;
using Hls4Net.Vitis;

namespace Hls4Net.Tests.Corridor;

/// <summary>Random quantised networks through the whole compiler, held against the formulas of QONNX evaluated here in binary64.</summary>
[TestClass]
public sealed class QuantizedGraphTests
{
    private const int Inputs = 6;
    private const int Hidden = 5;
    private const int Outputs = 4;
    private static readonly BackendCatalog Backends = new(Plugin.Register, AppContext.BaseDirectory);

    private static readonly Dictionary<string, Func<double, double>> Modes = new()
    {
        ["ROUND"] = Math.Round, ["CEIL"] = Math.Ceiling, ["FLOOR"] = Math.Floor, ["DOWN"] = Math.Truncate,
        ["UP"] = v => Math.Sign(v) * Math.Ceiling(Math.Abs(v)),
        ["HALF_UP"] = v => Math.Sign(v) * Math.Floor(Math.Abs(v) + 0.5),
        ["HALF_DOWN"] = v => Math.Sign(v) * Math.Ceiling(Math.Abs(v) - 0.5),
    };

    [TestMethod]
    public void Every_output_of_random_quantised_networks_is_the_trained_one()
    {
        for (var seed = 0; seed < 24; seed++)
        {
            var random = new Random(seed);
            Quant[] quants = [Quant.Draw(random, Inputs), Quant.Draw(random, Hidden), Quant.Draw(random, Outputs)];
            float[] first = Draw(random, Inputs * Hidden), bias = Draw(random, Hidden), second = Draw(random, Hidden * Outputs);
            float[] steps = [.. Enumerable.Range(0, Hidden).Select(_ => 0.05f + (0.2f * random.NextSingle()))];
            var isRectified = random.Next(2) == 0;
            var model = new OnnxBuilder().Input("x", FormattableString.Invariant($"1,{Inputs}"))
                .Initializer("w1", first, Inputs, Hidden).Initializer("s1", steps, 1, Hidden).Initializer("w2", second, Hidden, Outputs).Initializer("s2", [0.125f], 1)
                .Initializer("b", bias, Hidden).Initializer("none", [0f], 1).Initializer("four", [4f], 1);
            quants[0].Add(model, "x", "q0");
            model.DomainNode(Quant.Domain, "quant_w1", "Quant", ["w1", "s1", "none", "four"], ["qw1"]).DomainNode(Quant.Domain, "quant_w2", "Quant", ["w2", "s2", "none", "four"], ["qw2"])
                .NamedNode("first", "MatMul", ["q0", "qw1"], ["product"]).NamedNode("add", "Add", ["product", "b"], ["sum"]).NamedNode("relu", isRectified ? "Relu" : "Identity", ["sum"], ["hidden"]);
            quants[1].Add(model, "hidden", "q1");
            model.NamedNode("second", "MatMul", ["q1", "qw2"], ["logits"]);
            quants[2].Add(model, "logits", "y");
            var conversion = Convert(model.Output("y", FormattableString.Invariant($"1,{Outputs}")), "fixed(12,4)");

            Func<int, double> w1 = i => Math.Clamp(Math.Round(first[i] / steps[i % Hidden]), -8, 7) * steps[i % Hidden], w2 = i => Math.Clamp(Math.Round(second[i] / 0.125f), -8, 7) * 0.125;
            var emulator = new Emulator(conversion.Model);
            for (var sample = 0; sample < 20; sample++)
            {
                float[] x = [.. Enumerable.Range(0, Inputs).Select(_ => random.Next(-2048, 2048) / 256f)];
                double[] hidden = [.. Product(quants[0].Apply([.. x]), w1, Hidden).Select((value, j) => value + bias[j])];
                var expected = quants[2].Apply(Product(quants[1].Apply(isRectified ? [.. hidden.Select(value => Math.Max(value, 0))] : hidden), w2, Outputs));
                var actual = new float[Outputs];
                emulator.Predict(x, actual);
                for (var j = 0; j < Outputs; j++)
                {
                    Assert.AreEqual(expected[j], actual[j], 0.05 * quants[2].Scale(j), $"seed {seed}, sample {sample}, output {j}: {string.Join("; ", quants.Select(quant => quant.Mode))}");
                }
            }
        }
    }

    [TestMethod]
    public void Every_type_of_a_quantised_network_has_its_reason_and_says_what_is_proven()
    {
        var model = new OnnxBuilder().Input("x", "1,6").Initializer("w", Draw(new Random(1), 24), 6, 4).Initializer("s", [0.3f], 1).Initializer("none", [0f], 1).Initializer("bits", [4f], 1)
            .Initializer("half", [0.5f], 1).Initializer("t", [0.7f], 1)
            .DomainNode(Quant.Domain, "port", "Quant", ["x", "half", "none", "bits"], ["q"]).DomainNode(Quant.Domain, "weights", "Quant", ["w", "s", "none", "bits"], ["qw"])
            .NamedNode("product", "MatMul", ["q", "qw"], ["p"]).DomainNode(Quant.Domain, "steps", "Quant", ["p", "t", "none", "bits"], ["y"]);
        var conversion = Convert(model.Output("y", "1,4"));
        string Reason(string layer, string subject) => Explanation.Of(conversion).Single(decision => decision.Layer == layer && decision.Subject == subject).Reason;
        Assert.StartsWith("all that reads it is a quantiser of the network", Reason("x", "input"));
        Assert.StartsWith("holds the integers that the network was trained with", Reason("product", "weight"));
        Assert.StartsWith("exact: holds every partial sum", Reason("product", "accum"));
        Assert.Contains("; exact, because a quantiser", Reason("product", "result"));
        var quantizer = conversion.Model.Layers.OfType<Quantize>().Single();
        Assert.IsTrue(quantizer.IsProven);
        foreach (var subject in new[] { "result", "scale", "bias" })
        {
            Assert.EndsWith("; proven: the trained result for every value that can arrive", Reason(quantizer.Name, subject));
        }

        using var report = System.Text.Json.JsonDocument.Parse(conversion.Output.Files.Single(file => file.Key == "hls4net_report.json").Value);
        Assert.IsTrue(report.RootElement.GetProperty("layers").EnumerateArray().All(layer => layer.GetProperty("reasons").EnumerateObject().Any()));
    }

    private static float[] Draw(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => (random.NextSingle() * 2) - 1)];

    private static double[] Product(double[] x, Func<int, double> weights, int outputs) =>
        [.. Enumerable.Range(0, outputs).Select(j => x.Select((value, i) => value * weights((i * outputs) + j)).Sum())];

    private static Conversion Convert(OnnxBuilder model, string inputPrecision = "")
    {
        using var folder = new TemporaryFolder();
        var conversion = Pipeline.Convert(new ConversionRequest { ModelPath = model.Save(folder.File("m.onnx")), ProjectName = "m", InputPrecision = inputPrecision }, Backends);
        Assert.IsTrue(conversion.Succeeded, string.Join(Environment.NewLine, conversion.Diagnostics));
        return conversion;
    }

    /// <summary>A quantiser: scale, zero point and width are one number or one per channel.</summary>
    private sealed record Quant(string Mode, bool IsSigned, float[] Scales, float[] Zeros, float[] Bits)
    {
        public const string Domain = "qonnx.custom_op.general";

        public static Quant Draw(Random random, int channels)
        {
            int Count() => random.Next(3) == 0 ? channels : 1;
            return new Quant(
                Modes.Keys.ElementAt(random.Next(Modes.Count)), random.Next(2) == 0,
                [.. Enumerable.Range(0, Count()).Select(_ => random.Next(3) == 0 ? MathF.ScaleB(1, random.Next(-4, 0)) : 0.05f + (0.3f * random.NextSingle()))],
                [.. Enumerable.Range(0, Count()).Select(_ => random.Next(2) == 0 ? 0f : random.Next(-3, 4))],
                [.. Enumerable.Range(0, Count()).Select(_ => (float)random.Next(2, 8))]);
        }

        public double Scale(int channel) => Scales[channel % Scales.Length];

        public void Add(OnnxBuilder model, string input, string output)
        {
            model.Initializer($"{output}_scale", Scales, Scales.Length).Initializer($"{output}_zero", Zeros, Zeros.Length).Initializer($"{output}_bits", Bits, Bits.Length)
                .DomainNode(
                    Domain, $"{output}_quant", "Quant", [input, $"{output}_scale", $"{output}_zero", $"{output}_bits"], [output],
                    ("rounding_mode", Mode), ("signed", IsSigned ? 1L : 0L), ("narrow", 0L));
        }

        public double[] Apply(double[] x) =>
        [
            .. x.Select((value, i) =>
            {
                var (scale, zero, levels) = (Scale(i), Zeros[i % Zeros.Length], Math.Pow(2, Bits[i % Bits.Length]));
                var (low, high) = IsSigned ? (-levels / 2, (levels / 2) - 1) : (0, levels - 1);
                return (Modes[Mode](Math.Clamp((value / scale) + zero, low, high)) - zero) * scale;
            }),
        ];
    }
}
