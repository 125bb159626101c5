using System.Numerics;
using System.Runtime.Intrinsics;
using Hls4Net.Emulation;

namespace Hls4Net.Operators;

/// <summary>Lane kernel of <see cref="Merge"/>.</summary>
internal static class MergeKernel
{
    public static LaneKernel? Create(Merge layer, LanePlan plan)
    {
        var (a, b) = (layer.Inputs[0].Type.Fraction, layer.Inputs[1].Type.Fraction);
        var product = layer.Operation == MergeOperation.Multiply;
        var fraction = layer.ResultFraction;
        var (left, right) = product ? (0, 0) : (Math.Max(a, b) - a, Math.Max(a, b) - b);
        var (p, q) = (plan.InputRange(0) << left, plan.InputRange(1) << right);
        var range = Merge.RangeOf(layer.Operation, p, q);

        // A shift must be less than a lane has bits, even where all it shifts is zero.
        var shiftable = ValueRange.Of(BigInteger.One << Math.Max(left, right));
        var needed = LanePlan.LaneOf(range.Hull(p).Hull(q).Hull(shiftable));
        return plan.ComputeLane(needed, VectorQuantizer.LaneOf(range, fraction, layer.Output.Type)) switch
        {
            Lane.Int16 => new Kernel<short>(layer, left, right, range, fraction),
            Lane.Int32 => new Kernel<int>(layer, left, right, range, fraction),
            Lane.Int64 => new Kernel<long>(layer, left, right, range, fraction),
            _ => null,
        };
    }

    private sealed class Kernel<T>(Merge layer, int shiftLeft, int shiftRight, ValueRange range, int fraction) : LaneKernel
        where T : unmanaged, IBinaryInteger<T>
    {
        private readonly MergeOperation _operation = layer.Operation;
        private readonly BroadcastIndex _left = layer.Left;
        private readonly BroadcastIndex _right = layer.Right;
        private readonly bool _isAligned = layer.Inputs.All(input => input.Shape.Equals(layer.Output.Shape));
        private readonly VectorQuantizer<T> _result = new(range, fraction, layer.Output.Type);

        public override void Run(LaneBlock block)
        {
            var (a, b, y) = (block.Input(0), block.Input(1), block.Output(0));
            for (var e = 0; e < y.Count; e++)
            {
                var (left, right) = _isAligned ? (e, e) : (_left.Of(e), _right.Of(e));
                for (var part = 0; part < LaneTensor.Parts<T>(); part++)
                {
                    var p = a.Load<T>(left, part) << shiftLeft;
                    var q = b.Load<T>(right, part) << shiftRight;
                    var value = _operation switch
                    {
                        MergeOperation.Subtract => p - q,
                        MergeOperation.Multiply => p * q,
                        MergeOperation.Maximum => Vector512.Max(p, q),
                        MergeOperation.Minimum => Vector512.Min(p, q),
                        _ => p + q,
                    };
                    y.Store(e, part, _result.Apply(value));
                }
            }
        }
    }
}
