using System.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace Hls4Net.Tests.Numerics;

[TestClass]
public sealed class FixedPointTests
{
    internal static readonly Rounding[] Roundings = Enum.GetValues<Rounding>();

    internal static readonly Overflow[] Overflows = Enum.GetValues<Overflow>();

    /// <summary>Every rounding, overflow and N of one geometry.</summary>
    internal static IEnumerable<FixedType> AllModes(int width, int integer, bool signed) =>
        from rounding in Roundings
        from overflow in Overflows
        where signed || overflow != Overflow.WrapSignMagnitude
        from n in overflow is Overflow.Wrap or Overflow.WrapSignMagnitude ? Enumerable.Range(0, Math.Min(width, 3) + 1) : [0]
        select new FixedType(width, integer, signed, rounding, overflow, n);

    [TestMethod]
    [DataRow(4, 3)]
    [DataRow(4, 0)]
    [DataRow(5, -1)]
    [DataRow(5, 8)]
    [DataRow(1, 1)]
    [DataRow(2, 1)]
    [DataRow(8, 5)]
    public void Every_conversion_of_8_bit_numbers_agrees_with_rational_arithmetic(int width, int integer)
    {
        foreach (var fraction in new[] { -2, 0, 3, 7, 12 })
        {
            foreach (var type in AllModes(width, integer, true).Concat(AllModes(width, integer, false)))
            {
                for (var value = -128; value < 256; value++)
                {
                    var expected = ConversionOracle.Convert(value, fraction, type);
                    Assert.AreEqual(expected, FixedPoint.Convert((BigInteger)value, fraction, type), $"{value} at {fraction} into {type}");
                    Assert.AreEqual(expected, FixedPoint.Convert((long)value, fraction, type), $"{value} at {fraction} into {type}, 64 bits");
                }
            }
        }
    }

    [TestMethod]
    public void Conversions_beyond_64_bits_agree_with_rational_arithmetic() =>
        Prop.ForAll(Numbers(), Types(200), (number, type) =>
            ConversionOracle.Convert(number.Value, number.Fraction, type) == FixedPoint.Convert(number.Value, number.Fraction, type))
            .Check(Property.Draws(3000));

    [TestMethod]
    public void The_64_bit_path_gives_the_bits_of_the_exact_one() =>
        Prop.ForAll(ArbMap.Default.ArbFor<long>(), Gen.Choose(-80, 160).ToArbitrary(), Types(64), (value, fraction, type) =>
        {
            foreach (var v in new[] { value, value * 0x5DEECE66DL, value << 40, long.MinValue, long.MaxValue })
            {
                Assert.AreEqual((long)FixedPoint.Convert((BigInteger)v, fraction, type), FixedPoint.Convert(v, fraction, type), $"{v} at {fraction} into {type}");
            }
        }).Check(Property.Draws(3000));

    [TestMethod]
    public void Doubles_convert_by_their_exact_binary_value() =>
        Prop.ForAll(ArbMap.Default.ArbFor<double>(), Types(100), (value, type) =>
        {
            if (!double.IsFinite(value))
            {
                return;
            }

            foreach (var v in new[] { value, value * 1e-9, Math.ScaleB(value, -1060), value * 1e100 }.Where(double.IsFinite))
            {
                // An independent exact reading of the double: scale it up until it is an integer.
                var fraction = 0;
                var scaled = v;
                while (scaled != Math.Floor(scaled))
                {
                    scaled *= 2;
                    fraction++;
                }

                Assert.AreEqual(ConversionOracle.Convert(new BigInteger(scaled), fraction, type), FixedPoint.FromDouble(v, type), $"{v:R} into {type}");
            }
        }).Check(Property.Draws(1000));

    [TestMethod]
    public void Weights_that_are_no_numbers_are_refused()
    {
        var type = new FixedType(16, 6, true, Rounding.Round, Overflow.Saturate);
        foreach (var value in new[] { double.NaN, double.PositiveInfinity, double.NegativeInfinity })
        {
            Assert.Throws<ArgumentException>(() => FixedPoint.Quantize([0, value], type));
            Assert.Throws<ArgumentException>(() => FixedPoint.FromDouble(value, type));
        }
    }

    [TestMethod]
    public void Types_whose_integers_exceed_64_bits_are_refused_by_the_64_bit_path() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => FixedPoint.Convert(1L, 0, new FixedType(64, 64, false)));

    [TestMethod]
    public void Raw_integers_become_the_nearest_double()
    {
        Assert.AreEqual(-1.5, FixedPoint.ToDouble(-3, 1));
        Assert.AreEqual(24.0, FixedPoint.ToDouble((BigInteger)3, -3));
        Assert.AreEqual(Math.ScaleB(1, 54), FixedPoint.ToDouble((BigInteger.One << 54) + 1, 0), "tie to even, below");
        Assert.AreEqual(Math.ScaleB(1, 54) + 8, FixedPoint.ToDouble((BigInteger.One << 54) + 6, 0), "tie to even, above");
        Assert.AreEqual(-Math.ScaleB(1, 100), FixedPoint.ToDouble(-(BigInteger.One << 200) + 1, 100));
    }

    internal static Arbitrary<FixedType> Types(int maxWidth) => (
        from signed in Gen.Elements(true, false)
        from width in Gen.Choose(1, signed ? maxWidth : Math.Min(maxWidth, maxWidth == 64 ? 63 : maxWidth))
        from integer in Gen.Choose(-20, maxWidth + 20)
        from rounding in Gen.Elements(Roundings)
        from overflow in Gen.Elements(signed ? Overflows : Overflows.Where(o => o != Overflow.WrapSignMagnitude).ToArray())
        from n in overflow is Overflow.Wrap or Overflow.WrapSignMagnitude ? Gen.Choose(0, Math.Min(width, 5)) : Gen.Constant(0)
        select new FixedType(width, integer, signed, rounding, overflow, n)).ToArbitrary();

    internal static Arbitrary<(BigInteger Value, int Fraction)> Numbers() => (
        from bytes in Gen.ArrayOf(Gen.Choose(0, 255).Select(i => (byte)i))
        from zeros in Gen.Choose(0, 90)
        from fraction in Gen.Choose(-50, 250)
        select (new BigInteger(bytes) << zeros, fraction)).ToArbitrary();
}
