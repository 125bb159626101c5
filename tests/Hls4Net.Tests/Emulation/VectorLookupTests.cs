using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Hls4Net.Emulation;
using Hls4Net.Operators;

namespace Hls4Net.Tests.Emulation;

[TestClass]
public sealed class VectorLookupTests
{
    [TestMethod]
    public void Every_lane_reads_the_entry_of_its_value() =>
        Prop.ForAll(Indices(), Gen.Choose(-3, 20).ToArbitrary(), Gen.Choose(1, 20).ToArbitrary(), (index, fraction, bits) =>
        {
            var limit = 1L << bits;
            var random = new Random(bits);
            long[] values = [-limit, limit - 1, 0, 1, -1, .. Enumerable.Range(0, 60).Select(_ => random.NextInt64(-limit, limit))];
            long[] table = [.. Enumerable.Range(0, index.Count).Select(i => (long)(i * 7) - 3)];
            var range = new ValueRange(-limit, limit - 1);
            var lane = VectorLookup.LaneOf(range, fraction, index, table);
            if (lane <= Lane.Int16)
            {
                Check<short>(values, range, fraction, index, table);
            }

            if (lane <= Lane.Int32)
            {
                Check<int>(values, range, fraction, index, table);
            }

            if (lane <= Lane.Int64)
            {
                Check<long>(values, range, fraction, index, table);
            }
        }).Check(Property.Draws(1000));

    private static void Check<T>(long[] values, ValueRange range, int fraction, LookupIndex index, long[] table)
        where T : unmanaged, IBinaryInteger<T>
    {
        var lookup = new VectorLookup<T>(range, fraction, index, table);
        var entries = Lanes.Map<T>(values, lookup.Apply);
        for (var i = 0; i < values.Length; i++)
        {
            Assert.AreEqual(table[index.Of(values[i], fraction)], entries[i], $"{values[i]} at {fraction} through {index}, {typeof(T).Name}");
        }
    }

    private static Arbitrary<LookupIndex> Indices() => (
        from multiplier in Gen.Elements(1L, 3L, -1024L, 1024L, 100L, 0L)
        from shift in Gen.Choose(-4, 25)
        from count in Gen.Elements(1, 2, 33, 64, 65, 100, 256, 257, 1024)
        from offset in Gen.Elements(0, count / 2, -5)
        from truncate in Gen.Elements(true, false)
        select new LookupIndex(multiplier, shift, offset, truncate, count)).ToArbitrary();
}
