using FsCheck;
using FsCheck.Fluent;

namespace Hls4Net.Tests.Numerics;

[TestClass]
public sealed class FixedValueTests
{
    [TestMethod]
    public void Sums_differences_and_products_are_exact() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), ArbMap.Default.ArbFor<int>(), (a, b) =>
        {
            // Dyadic rationals whose sums, differences and products a double holds exactly.
            var (x, y) = (a / 64.0, b / 1024.0);
            var (fx, fy) = (FixedValue.Of(x), new FixedValue(b, 10));
            Assert.AreEqual(x + y, (fx + fy).ToDouble());
            Assert.AreEqual(x - y, (fx - fy).ToDouble());
            Assert.AreEqual(x * y, (fx * fy).ToDouble());
            Assert.AreEqual(x.CompareTo(y), fx.CompareTo(fy));
            Assert.AreEqual(Math.Floor(x), (double)fx.Floor());
            Assert.AreEqual(Math.Truncate(x), (double)fx.Truncate());
        }).Check(Property.Draws());

    [TestMethod]
    public void Division_truncates_toward_zero_at_the_dividends_fraction()
    {
        // −10.7 in fixed<18,8>, over 7.
        var dividend = FixedValue.Of(-10.7).To(new FixedType(18, 8));
        Assert.AreEqual(-1.5283203125, (dividend / new FixedValue(7, 0)).ToDouble());
        Assert.AreEqual(3.0, (new FixedValue(10, 0) / new FixedValue(6, 1)).ToDouble());
        Assert.AreEqual(-4.5, (new FixedValue(-9, 0) / new FixedValue(1, -1)).ToDouble());
    }

    [TestMethod]
    public void Numbers_are_equal_whatever_their_fraction_bits()
    {
        Assert.AreEqual(new FixedValue(3, 1), new FixedValue(12, 3));
        Assert.AreEqual(new FixedValue(3, 1).GetHashCode(), new FixedValue(12, 3).GetHashCode());
        Assert.AreEqual(FixedValue.Zero, new FixedValue(0, 40));
        Assert.AreNotEqual(new FixedValue(3, 1), new FixedValue(3, 2));
    }

    [TestMethod]
    public void Conversion_rounds_and_saturates() =>
        Assert.AreEqual(
            new FixedValue(127, 4), FixedValue.Of(12.3).To(new FixedType(8, 4, true, Rounding.Round, Overflow.Saturate)));
}
