using System.Numerics;
using System.Runtime.Intrinsics;
using Hls4Net.Emulation;

namespace Hls4Net.Operators;

/// <summary>Lane kernel of <see cref="Softmax"/> as argmax.</summary>
internal static class ArgmaxKernel
{
    public static LaneKernel? Create(Softmax layer, LanePlan plan)
    {
        var one = FixedValue.One.To(layer.Output.Type).Raw;
        return plan.ComputeLane(LanePlan.LaneOf(ValueRange.Of(one))) switch
        {
            Lane.Int16 => new Kernel<short>(layer.Length, (short)one),
            Lane.Int32 => new Kernel<int>(layer.Length, (int)one),
            Lane.Int64 => new Kernel<long>(layer.Length, (long)one),
            _ => null,
        };
    }

    private sealed class Kernel<T>(int length, T one) : LaneKernel
        where T : unmanaged, IBinaryInteger<T>
    {
        private readonly Vector512<T> _one = Vector512.Create(one);

        public override void Run(LaneBlock block)
        {
            var (x, y) = (block.Input(0), block.Output(0));
            for (var start = 0; start < x.Count; start += length)
            {
                for (var part = 0; part < LaneTensor.Parts<T>(); part++)
                {
                    var maximum = x.Load<T>(start, part);
                    for (var i = 1; i < length; i++)
                    {
                        maximum = Vector512.Max(maximum, x.Load<T>(start + i, part));
                    }

                    var open = Vector512<T>.AllBitsSet;
                    for (var i = 0; i < length; i++)
                    {
                        var first = open & Vector512.Equals(x.Load<T>(start + i, part), maximum);
                        open = Vector512.AndNot(open, first);
                        y.Store(start + i, part, first & _one);
                    }
                }
            }
        }
    }
}
