using System.Numerics;
using System.Runtime.Intrinsics;
using Hls4Net.Emulation;

namespace Hls4Net.Operators;

/// <summary>Lane kernel of every elementwise layer that is linear on either side of zero, with or without limits.</summary>
internal static class AffineKernel
{
    /// <summary>The kernel; null where no lane holds the intermediates.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="plan">Where its tensors are stored.</param>
    /// <param name="fraction">Fraction bits before the result conversion.</param>
    /// <param name="stepOf">What happens to an element.</param>
    /// <param name="limits">Limits of the sums; null for none.</param>
    /// <param name="period">Elements after which <paramref name="stepOf"/> repeats.</param>
    public static LaneKernel? Create(
        Layer layer, LanePlan plan, int fraction, Func<int, AffineStep> stepOf, (BigInteger? Low, BigInteger? High) limits = default, int period = 1)
    {
        AffineStep[] steps = [.. Enumerable.Range(0, period).Select(stepOf)];
        var x = plan.InputRange(0);
        var needed = ValueRange.Zero;
        foreach (var step in steps)
        {
            needed = needed.Hull(step.Intermediates(x));
        }

        var limited = limits.Low is { } low ? needed.AtLeast(low) : needed;
        limited = limits.High is { } high ? limited.AtMost(high) : limited;
        needed = needed.Hull(limited);
        return plan.ComputeLane(LanePlan.LaneOf(needed), VectorQuantizer.LaneOf(limited, fraction, layer.Output.Type)) switch
        {
            Lane.Int16 => new Kernel<short>(steps, needed, limited, fraction, layer.Output.Type),
            Lane.Int32 => new Kernel<int>(steps, needed, limited, fraction, layer.Output.Type),
            Lane.Int64 => new Kernel<long>(steps, needed, limited, fraction, layer.Output.Type),
            _ => null,
        };
    }

    private sealed class Kernel<T>(AffineStep[] steps, ValueRange unlimited, ValueRange limited, int fraction, FixedType type) : LaneKernel
        where T : unmanaged, IBinaryInteger<T>
    {
        private readonly T[] _positive = Array.ConvertAll(steps, step => T.CreateChecked(step.Positive));
        private readonly T[] _negative = Array.ConvertAll(steps, step => T.CreateChecked(step.Negative));
        private readonly T[] _offset = Array.ConvertAll(steps, step => T.CreateChecked(step.Offset));
        private readonly bool _bends = Array.Exists(steps, step => step.Positive != step.Negative);
        private readonly bool _limits = unlimited != limited;
        private readonly Vector512<T> _low = Vector512.Create(T.CreateChecked(limited.Min));
        private readonly Vector512<T> _high = Vector512.Create(T.CreateChecked(limited.Max));
        private readonly VectorQuantizer<T> _result = new(limited, fraction, type);

        public override void Run(LaneBlock block)
        {
            var (x, y) = (block.Input(0), block.Output(0));
            for (int e = 0, k = 0; e < x.Count; e++, k = k + 1 < _offset.Length ? k + 1 : 0)
            {
                var positive = Vector512.Create(_positive[k]);
                var negative = Vector512.Create(_negative[k]);
                var offset = Vector512.Create(_offset[k]);
                for (var part = 0; part < LaneTensor.Parts<T>(); part++)
                {
                    var value = x.Load<T>(e, part);
                    var product = value * positive;
                    if (_bends)
                    {
                        product = Vector512.ConditionalSelect(
                            Vector512.GreaterThan(value, Vector512<T>.Zero), product, value * negative);
                    }

                    var sum = product + offset;
                    if (_limits)
                    {
                        sum = Vector512.Min(Vector512.Max(sum, _low), _high);
                    }

                    y.Store(e, part, _result.Apply(sum));
                }
            }
        }
    }
}
