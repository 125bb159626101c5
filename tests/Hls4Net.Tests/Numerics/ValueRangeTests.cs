using System.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace Hls4Net.Tests.Numerics;

[TestClass]
public sealed class ValueRangeTests
{
    [TestMethod]
    public void Interval_arithmetic_is_the_hull_of_what_its_elements_make() =>
        Prop.ForAll(Small(), Small(), (a, b) =>
        {
            Assert.AreEqual(Brute(a, b, (x, y) => x + y), a + b);
            Assert.AreEqual(Brute(a, b, (x, y) => x - y), a - b);
            Assert.AreEqual(Brute(a, b, (x, y) => x * y), a * b);
            Assert.AreEqual(Brute(a, a, (x, _) => -x), -a);
        }).Check(Property.Draws());

    [TestMethod]
    public void Conversion_of_an_interval_holds_every_converted_element() =>
        Prop.ForAll(Small(), Gen.Choose(-2, 6).ToArbitrary(), FixedPointTests.Types(6), (range, fraction, type) =>
        {
            var converted = range.Convert(fraction, type);
            var values = Elements(range).Select(v => FixedPoint.Convert(v, fraction, type)).ToList();
            Assert.IsTrue(converted.Contains(new ValueRange(values.Min(), values.Max())), $"{range} at {fraction} into {type}: {converted}");
            if (!range.Overflows(fraction, type))
            {
                Assert.AreEqual(new ValueRange(values.Min(), values.Max()), converted);
            }
        }).Check(Property.Draws(2000));

    [TestMethod]
    [DataRow(-8, 7, 4, true)]
    [DataRow(-9, 0, 5, true)]
    [DataRow(0, 7, 3, false)]
    [DataRow(0, 8, 4, false)]
    [DataRow(0, 0, 1, false)]
    [DataRow(-1, 0, 1, true)]
    public void The_narrowest_type_of_an_interval_is_found(int min, int max, int width, bool signed)
    {
        var type = new ValueRange(min, max).ToType(5);
        Assert.AreEqual(new FixedType(width, width - 5, signed), type);
        Assert.IsTrue(ValueRange.Of(type).Contains(new ValueRange(min, max)));
    }

    private static Arbitrary<ValueRange> Small() => (
        from a in Gen.Choose(-20, 20) from b in Gen.Choose(-20, 20) select new ValueRange(Math.Min(a, b), Math.Max(a, b))).ToArbitrary();

    private static IEnumerable<BigInteger> Elements(ValueRange range)
    {
        for (var v = range.Min; v <= range.Max; v++)
        {
            yield return v;
        }
    }

    private static ValueRange Brute(ValueRange a, ValueRange b, Func<BigInteger, BigInteger, BigInteger> operation)
    {
        var all = Elements(a).SelectMany(x => Elements(b).Select(y => operation(x, y))).ToList();
        return new(all.Min(), all.Max());
    }
}
