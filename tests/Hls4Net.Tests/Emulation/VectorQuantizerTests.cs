using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Hls4Net.Emulation;
using Hls4Net.Tests.Numerics;

namespace Hls4Net.Tests.Emulation;

[TestClass]
public sealed class VectorQuantizerTests
{
    [TestMethod]
    [DataRow(4, 3)]
    [DataRow(5, -1)]
    [DataRow(5, 8)]
    [DataRow(1, 1)]
    public void Every_conversion_of_8_bit_numbers_equals_the_scalar_one(int width, int integer)
    {
        long[] values = [.. Enumerable.Range(-128, 256)];
        foreach (var fraction in new[] { -2, 0, 3, 7, 12, 30 })
        {
            foreach (var type in FixedPointTests.AllModes(width, integer, true).Concat(FixedPointTests.AllModes(width, integer, false)))
            {
                Check(values, fraction, type);
            }
        }
    }

    [TestMethod]
    public void Conversions_up_to_64_bits_equal_the_scalar_one() =>
        Prop.ForAll(Values(), Gen.Choose(-20, 60).ToArbitrary(), FixedPointTests.Types(64), (values, fraction, type) => Check(values, fraction, type))
            .Check(Property.Draws(2000));

    private static void Check(long[] values, int fraction, FixedType type)
    {
        var range = new ValueRange(values.Min(), values.Max());
        var lane = VectorQuantizer.LaneOf(range, fraction, type);
        if (lane <= Lane.Int16)
        {
            Check<short>(values, range, fraction, type);
        }

        if (lane <= Lane.Int32)
        {
            Check<int>(values, range, fraction, type);
        }

        if (lane <= Lane.Int64)
        {
            Check<long>(values, range, fraction, type);
        }
    }

    private static void Check<T>(long[] values, ValueRange range, int fraction, FixedType type)
        where T : unmanaged, IBinaryInteger<T>
    {
        var quantizer = new VectorQuantizer<T>(range, fraction, type);
        var converted = Lanes.Map<T>(values, quantizer.Apply);
        for (var i = 0; i < values.Length; i++)
        {
            Assert.AreEqual(FixedPoint.Convert(values[i], fraction, type), converted[i], $"{values[i]} at {fraction} into {type}, {typeof(T).Name}");
        }
    }

    private static Arbitrary<long[]> Values() => (
        from bits in Gen.Choose(1, 62)
        from seed in ArbMap.Default.GeneratorFor<int>()
        select Random(bits, seed)).ToArbitrary();

    private static long[] Random(int bits, int seed)
    {
        var random = new Random(seed);
        var limit = 1L << bits;
        return [limit - 1, -limit, 0, .. Enumerable.Range(0, 40).Select(_ => random.NextInt64(-limit, limit) >> random.Next(bits))];
    }
}
