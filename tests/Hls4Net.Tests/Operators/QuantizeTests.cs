using System.Numerics;
using Hls4Net.Operators;

namespace Hls4Net.Tests.Operators;

[TestClass]
public sealed class QuantizeTests
{
    /// <summary>All roundings, steps, signs of the factor and limits; every integer that can arrive.</summary>
    [TestMethod]
    public void The_integers_of_a_quantiser_give_the_trained_result_for_every_input()
    {
        var random = new Random(11);
        var proven = 0;
        for (var round = 0; round < 400; round++)
        {
            var input = new FixedType(4 + random.Next(8), random.Next(-2, 8), random.Next(2) == 0);
            var scale = (random.NextDouble() - 0.3) * Math.Pow(2, random.Next(-4, 4));
            double? bias = random.Next(2) == 0 ? random.NextDouble() * 4 : null;
            var layer = new Quantize(
                "q", random.Next(-3, 2), random.Next(4) == 0 ? null : -random.Next(0, 130), random.Next(4) == 0 ? null : random.Next(1, 256), (Rounding)random.Next(7),
                SingleLayer.Weight("scale", new TensorShape(1), [scale]), bias is { } b ? SingleLayer.Weight("bias", new TensorShape(1), [b]) : null);
            Typed(layer, input);
            proven += layer.IsProven ? 1 : 0;
            for (var raw = input.MinRaw; raw <= input.MaxRaw && layer.IsProven; raw++)
            {
                Assert.AreEqual(Trained(layer, scale, bias ?? 0, raw, input), Hardware(layer, raw), $"{raw} in {input}, scale {scale}, bias {bias}, {string.Join(' ', layer.Parameters)}");
            }
        }

        Assert.AreEqual(400, proven);
    }

    [TestMethod]
    public void A_tie_is_decided_as_the_quantiser_does()
    {
        foreach (var (rounding, expected) in new[]
        {
            (Rounding.RoundConvergent, new[] { -2, -1, 0, 0, 0, 1, 2 }), (Rounding.RoundInf, [-2, -1, -1, 0, 1, 1, 2]), (Rounding.RoundZero, [-1, -1, 0, 0, 0, 1, 1]),
            (Rounding.Round, [-1, -1, 0, 0, 1, 1, 2]), (Rounding.RoundMinInf, [-2, -1, -1, 0, 0, 1, 1]), (Rounding.Truncate, [-2, -1, -1, 0, 0, 1, 1]),
            (Rounding.TruncateZero, [-1, -1, 0, 0, 0, 1, 1]),
        })
        {
            var scaled = new Quantize("q", 0, -8, 7, rounding, SingleLayer.Weight("scale", new TensorShape(1), [0.5]));
            Typed(scaled, new FixedType(8, 8));
            CollectionAssert.AreEqual(expected, Enumerable.Range(-3, 7).Select(raw => (int)Hardware(scaled, raw)).ToArray(), rounding.ToString());
            var converting = new Quantize("q", 0, -8, 7, rounding);
            Typed(converting, new FixedType(8, 7));
            CollectionAssert.AreEqual(expected, Enumerable.Range(-3, 7).Select(raw => (int)Hardware(converting, raw)).ToArray(), rounding.ToString());
        }
    }

    [TestMethod]
    public void Too_many_steps_are_not_proven_but_err_by_one_at_most()
    {
        var layer = new Quantize("q", 0, null, null, Rounding.RoundConvergent, SingleLayer.Weight("scale", new TensorShape(1), [0.7]));
        var input = new FixedType(24, 24);
        Typed(layer, input);
        Assert.IsFalse(layer.IsProven);
        for (var raw = input.MinRaw; raw <= input.MaxRaw; raw += 65537)
        {
            Assert.IsLessThanOrEqualTo(1, (int)BigInteger.Abs(Trained(layer, 0.7, 0, raw, input) - Hardware(layer, raw)));
        }
    }

    private static void Typed(Quantize layer, FixedType input)
    {
        var graph = new ModelGraph("g");
        var x = graph.Add(new Input("x", new TensorShape(1)) { Settings = new LayerSettings { DefaultPrecision = new Precision(input) } }, []);
        graph.AddOutput(graph.Add(layer, [x.Output]).Output);
        var context = new PrecisionContext(new DiagnosticBag());
        graph.Layers.ToList().ForEach(each => each.InferPrecision(context));
    }

    private static BigInteger Hardware(Quantize layer, BigInteger raw)
    {
        BigInteger[] y = [0];
        layer.Evaluate(new Single([raw], y));
        return FixedValue.Of(y[0], layer.Output.Type).ScaleByPowerOfTwo(-layer.Exponent).Floor();
    }

    /// <summary>The formula on exact numbers.</summary>
    private static BigInteger Trained(Quantize layer, double scale, double bias, BigInteger raw, FixedType input)
    {
        var exact = ((FixedValue.Of(raw, input) * FixedValue.Of(scale)) + FixedValue.Of(bias)).ScaleByPowerOfTwo(-layer.Exponent);
        var value = FixedPoint.Quantise(exact.Raw, exact.Fraction, new FixedType(1, 1, Rounding: layer.Rounding));
        value = layer.Low is { } low ? BigInteger.Max(low, value) : value;
        return layer.High is { } high ? BigInteger.Min(high, value) : value;
    }

    private sealed class Single(BigInteger[] x, BigInteger[] y) : Hls4Net.Emulation.EvaluationContext
    {
        public override ReadOnlySpan<BigInteger> Input(int index) => x;

        public override Span<BigInteger> Output(int index) => y;
    }
}
