using System.Numerics;
using System.Runtime.Intrinsics;
using Hls4Net.Emulation;

namespace Hls4Net.Operators;

/// <summary>Lane kernel of tables. The entries are kept as the result has them: the conversion costs nothing per sample.</summary>
internal static class LookupKernel
{
    /// <summary>The kernel; null where no lane holds the intermediates.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="plan">Where its tensors are stored.</param>
    /// <param name="entries">The table with every entry converted to the result type.</param>
    /// <param name="positive">Factor of values that are not negative, in units of <c>2^−fraction</c>; null where they are in the table, too.</param>
    /// <param name="fraction">Fraction bits of those values before the result conversion.</param>
    public static LaneKernel? Create(LookupLayer layer, LanePlan plan, long[] entries, BigInteger? positive = null, int fraction = 0)
    {
        var x = plan.InputRange(0);
        var (xFraction, type) = (layer.Input.Type.Fraction, layer.Output.Type);
        var lookup = VectorLookup.LaneOf(x, xFraction, layer.TableIndex, entries);
        var factor = positive ?? BigInteger.Zero;
        var product = x.AtLeast(0) * factor;
        return plan.ComputeLane(
            lookup, LanePlan.LaneOf(product.Hull(ValueRange.Of(factor))), VectorQuantizer.LaneOf(product, fraction, type)) switch
        {
            Lane.Int16 => Create<short>(),
            Lane.Int32 => Create<int>(),
            Lane.Int64 => Create<long>(),
            _ => null,
        };

        LaneKernel Create<T>()
            where T : unmanaged, IBinaryInteger<T>
        {
            var table = new VectorLookup<T>(x, xFraction, layer.TableIndex, entries);
            return positive is null ? new TableKernel<T>(table)
                : new HalfTableKernel<T>(table, T.CreateChecked(factor), new VectorQuantizer<T>(product, fraction, type));
        }
    }

    private sealed class TableKernel<T>(VectorLookup<T> table) : LaneKernel
        where T : unmanaged, IBinaryInteger<T>
    {
        public override void Run(LaneBlock block)
        {
            var (x, y) = (block.Input(0), block.Output(0));
            for (var e = 0; e < x.Count; e++)
            {
                for (var part = 0; part < LaneTensor.Parts<T>(); part++)
                {
                    y.Store(e, part, table.Apply(x.Load<T>(e, part)));
                }
            }
        }
    }

    private sealed class HalfTableKernel<T>(VectorLookup<T> table, T factor, VectorQuantizer<T> result) : LaneKernel
        where T : unmanaged, IBinaryInteger<T>
    {
        private readonly Vector512<T> _factor = Vector512.Create(factor);

        public override void Run(LaneBlock block)
        {
            var (x, y) = (block.Input(0), block.Output(0));
            for (var e = 0; e < x.Count; e++)
            {
                for (var part = 0; part < LaneTensor.Parts<T>(); part++)
                {
                    var value = x.Load<T>(e, part);
                    var linear = result.Apply(Vector512.Max(value, Vector512<T>.Zero) * _factor);
                    y.Store(e, part, Vector512.ConditionalSelect(
                        Vector512.LessThan(value, Vector512<T>.Zero), table.Apply(value), linear));
                }
            }
        }
    }
}
