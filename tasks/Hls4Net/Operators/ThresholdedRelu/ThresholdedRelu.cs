using System.Numerics;
using System.Runtime.Intrinsics;
using Hls4Net.Emulation;

namespace Hls4Net.Operators;

/// <summary>x where it is greater than a threshold, zero elsewhere.</summary>
/// <param name="name">The user's name of the node.</param>
/// <param name="threshold">The threshold; its type has the role <c>param</c>.</param>
public sealed class ThresholdedRelu(string name, double threshold) : ElementwiseLayer(name)
{
    /// <summary>The threshold as trained.</summary>
    public double Threshold { get; } = threshold;

    /// <inheritdoc/>
    public override IEnumerable<(string Name, object? Value)> Parameters => [("threshold", Threshold)];

    /// <inheritdoc/>
    protected override int Period => 1;

    /// <inheritdoc/>
    protected override int ExactFraction => Input.Type.Fraction;

    /// <summary>The largest raw input that becomes zero.</summary>
    private BigInteger Limit => Parameter("param").ScaleByPowerOfTwo(Input.Type.Fraction).Floor();

    /// <inheritdoc/>
    public override LaneKernel? CreateKernel(LanePlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var (x, fraction, type) = (plan.InputRange(0), Input.Type.Fraction, Output.Type);
        var limit = BigInteger.Clamp(Limit, x.Min - 1, x.Max);
        return plan.ComputeLane(LanePlan.LaneOf(x.Hull(ValueRange.Of(limit))), VectorQuantizer.LaneOf(x.Hull(ValueRange.Zero), fraction, type)) switch
        {
            Lane.Int16 => new Kernel<short>(limit, new(x.Hull(ValueRange.Zero), fraction, type)),
            Lane.Int32 => new Kernel<int>(limit, new(x.Hull(ValueRange.Zero), fraction, type)),
            Lane.Int64 => new Kernel<long>(limit, new(x.Hull(ValueRange.Zero), fraction, type)),
            _ => null,
        };
    }

    /// <inheritdoc/>
    protected override double Reference(double x, int element) => x > Threshold ? x : 0;

    /// <inheritdoc/>
    protected override FixedValue Apply(FixedValue x, int element) => x > Parameter("param") ? x : FixedValue.Zero;

    /// <inheritdoc/>
    protected override void FitConstants(PrecisionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (!Settings.For("param").IsAuto)
        {
            context.FitParameter(this, "param", Threshold);
            return;
        }

        // The largest possible input that becomes zero: as a threshold it is the trained one to every input, whatever its width.
        var occurring = ValueRange.Hull(Input.Range);
        var limit = BigInteger.Clamp(FixedValue.Of(Threshold).ScaleByPowerOfTwo(Input.Type.Fraction).Floor(), occurring.Min - 1, occurring.Max);
        PrecisionContext.KeepExact(this, "param", FixedPoint.ToDouble(limit, Input.Type.Fraction));
    }

    /// <inheritdoc/>
    protected override ValueRange RangeOf(ValueRange x, int element) =>
        x.Max <= Limit ? ValueRange.Zero
        : x.Min > Limit ? x
        : new ValueRange(BigInteger.Min(0, Limit + 1), BigInteger.Max(0, x.Max));

    private sealed class Kernel<T>(BigInteger limit, VectorQuantizer<T> result) : LaneKernel
        where T : unmanaged, IBinaryInteger<T>
    {
        private readonly Vector512<T> _limit = Vector512.Create(T.CreateChecked(limit));

        public override void Run(LaneBlock block)
        {
            var (x, y) = (block.Input(0), block.Output(0));
            for (var e = 0; e < x.Count; e++)
            {
                for (var part = 0; part < LaneTensor.Parts<T>(); part++)
                {
                    var value = x.Load<T>(e, part);
                    y.Store(e, part, result.Apply(value & Vector512.GreaterThan(value, _limit)));
                }
            }
        }
    }
}
