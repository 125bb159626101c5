using System.Numerics;
using System.Runtime.Intrinsics;
using Hls4Net.Emulation;

namespace Hls4Net.Operators;

/// <summary>Lane kernel of <see cref="Relu"/>.</summary>
internal static class ReluKernel
{
    public static LaneKernel? Create(Relu layer, LanePlan plan)
    {
        var (range, fraction, type) = (plan.InputRange(0).AtLeast(0), layer.Input.Type.Fraction, layer.Output.Type);
        return plan.ComputeLane(VectorQuantizer.LaneOf(range, fraction, type)) switch
        {
            Lane.Int16 when fraction == type.Fraction && ValueRange.Of(type).Contains(range) => new PositivePart(),
            Lane.Int16 => new Kernel<short>(range, fraction, type),
            Lane.Int32 => new Kernel<int>(range, fraction, type),
            Lane.Int64 => new Kernel<long>(range, fraction, type),
            _ => null,
        };
    }

    /// <summary>Where the result holds every value as it is.</summary>
    private sealed unsafe class PositivePart : LaneKernel
    {
        public override void Run(LaneBlock block)
        {
            var (x, y) = (block.Input(0), block.Output(0));
            var (from, to) = ((nint)x.Pointer<short>(0), (nint)y.Pointer<short>(0));
            for (var e = 0; e < x.Count; e++, from += BlockSize * sizeof(short), to += BlockSize * sizeof(short))
            {
                Vector512.Max(Vector512.Load((short*)from), Vector512<short>.Zero).Store((short*)to);
            }
        }
    }

    private sealed class Kernel<T>(ValueRange range, int fraction, FixedType type) : LaneKernel
        where T : unmanaged, IBinaryInteger<T>
    {
        private readonly VectorQuantizer<T> _result = new(range, fraction, type);

        public override void Run(LaneBlock block)
        {
            var (x, y) = (block.Input(0), block.Output(0));
            for (var e = 0; e < x.Count; e++)
            {
                for (var part = 0; part < LaneTensor.Parts<T>(); part++)
                {
                    y.Store(e, part, _result.Apply(Vector512.Max(x.Load<T>(e, part), Vector512<T>.Zero)));
                }
            }
        }
    }
}
