using System.Numerics;
using System.Runtime.Intrinsics;
using Hls4Net.Emulation;

namespace Hls4Net.Operators;

/// <summary>Lane kernel of every <see cref="RearrangeLayer"/>: copies rows.</summary>
internal static class RearrangeKernel
{
    public static LaneKernel? Create(RearrangeLayer layer, LanePlan plan, int[] map)
    {
        if (!layer.Output.Type.FitsInt64)
        {
            return null;
        }

        var fill = layer.Fill is null ? 0 : (long)layer.FillValue.To(layer.Output.Type).Raw;
        var (range, fraction, type) = (plan.InputRange(0), layer.Input.Type.Fraction, layer.Output.Type);
        return plan.ComputeLane(VectorQuantizer.LaneOf(range, fraction, type), LanePlan.LaneOf(ValueRange.Of(fill))) switch
        {
            Lane.Int16 => new Kernel<short>(map, fill, new(range, fraction, type)),
            Lane.Int32 => new Kernel<int>(map, fill, new(range, fraction, type)),
            Lane.Int64 => new Kernel<long>(map, fill, new(range, fraction, type)),
            _ => null,
        };
    }

    private sealed class Kernel<T>(int[] map, long fill, VectorQuantizer<T> result) : LaneKernel
        where T : unmanaged, IBinaryInteger<T>
    {
        private readonly Vector512<T> _fill = Vector512.Create(T.CreateChecked(fill));

        public override void Run(LaneBlock block)
        {
            var (x, y) = (block.Input(0), block.Output(0));
            for (var e = 0; e < map.Length; e++)
            {
                var source = map[e];
                for (var part = 0; part < LaneTensor.Parts<T>(); part++)
                {
                    y.Store(e, part, source < 0 ? _fill : result.Apply(x.Load<T>(source, part)));
                }
            }
        }
    }
}
