using System.Numerics;
using Hls4Net.Operators;

namespace Hls4Net.Tests.Operators;

[TestClass]
public sealed class NormalizationTests
{
    [TestMethod]
    [DataRow(0.05)]
    [DataRow(1)]
    [DataRow(25)]
    public void Small_and_large_deviations_are_normalized_equally_well(double deviation)
    {
        var single = SingleLayer.Of(new LayerNormalization("norm", 64), (new TensorShape(64), new FixedType(18, 8)));
        double[] x = [.. Enumerable.Range(0, 64).Select(i => Quantised(3 + (deviation * Math.Sin(i * 1.3)), single.Layer.Input.Type))];
        var (expected, actual) = (single.Reference(x), single.EvaluateNumbers(x));
        for (var i = 0; i < x.Length; i++)
        {
            Assert.AreEqual(expected[i], actual[i], 2e-3, $"element {i}");
        }
    }

    [TestMethod]
    public void A_normalized_value_needs_no_more_integer_bits_than_the_root_of_the_number_of_elements()
    {
        var single = SingleLayer.Of(new LayerNormalization("norm", 64), (new TensorShape(64), new FixedType(16, 6)));
        Assert.AreEqual(new FixedType(16, 4, true, Rounding.Round, Overflow.Saturate), single.Layer.Types["normal"]);
    }

    [TestMethod]
    public void Equal_elements_are_zero_even_without_epsilon()
    {
        var single = SingleLayer.Of(new LayerNormalization("norm", 5, epsilon: 0), (new TensorShape(5), new FixedType(16, 6)));
        CollectionAssert.AreEqual(new double[5], single.EvaluateNumbers([2.5, 2.5, 2.5, 2.5, 2.5]));
    }

    [TestMethod]
    public void An_explicit_accumulator_is_the_type_of_all_sums_and_means()
    {
        var type = new FixedType(24, 12);
        var layer = new LayerNormalization("norm", 4) { Settings = new LayerSettings { DefaultPrecision = new Precision(type) } };
        SingleLayer.Of(layer, (new TensorShape(4), new FixedType(16, 6)));
        foreach (var role in new[] { "accum", "mean", "difference", "square", "variance" })
        {
            Assert.AreEqual(type, layer.Types[role], role);
        }
    }

    [TestMethod]
    [DataRow(12, -3)]
    [DataRow(30, 12)]
    [DataRow(31, 12)]
    public void The_root_is_found_at_any_magnitude(int width, int integer)
    {
        var type = new FixedType(width, integer, Signed: false);
        var root = new InverseRoot(type, new FixedType(24, 2), FixedPoint.Quantize(InverseRoot.Values(12), new FixedType(24, 2)));
        for (var v = BigInteger.One; v <= type.MaxRaw; v = (v * 5 / 4) + 1)
        {
            var expected = 1 / Math.Sqrt(FixedPoint.ToDouble(v, type.Fraction));
            var actual = FixedPoint.ToDouble(root.Of(v), root.ProductFraction);
            Assert.AreEqual(1, actual / expected, 1.0 / 1024 / (v < 4096 ? 1 : 2), $"1 / √{v}");
        }
    }

    private static double Quantised(double value, FixedType type) => FixedPoint.ToDouble(FixedPoint.FromDouble(value, type), type.Fraction);
}
