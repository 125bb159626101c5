using System.Numerics;
using System.Runtime.Intrinsics;
using Hls4Net.Emulation;

namespace Hls4Net.Operators;

/// <summary>
/// A smooth ramp: <c>R(max(x, 0) + table(x))</c>. The table holds what the function differs from a ReLU by, which vanishes on
/// both sides, so that all its entries serve the bend.
/// </summary>
/// <param name="name">The user's name of the node.</param>
/// <param name="function">The function.</param>
public sealed class RampLayer(string name, RampFunction function) : LookupLayer(name)
{
    /// <inheritdoc/>
    public override string ClassName => Function.ToString();

    /// <summary>The function.</summary>
    public RampFunction Function { get; } = function;

    /// <inheritdoc/>
    protected override int ExactFraction => Math.Max(base.ExactFraction, Input.Type.Fraction);

    /// <inheritdoc/>
    protected override bool IsMonotone => false;

    /// <inheritdoc/>
    public override LaneKernel? CreateKernel(LanePlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var (x, fraction, entries) = (plan.InputRange(0), Input.Type.Fraction, Tables["table"]);
        var ramp = x.AtLeast(0).Hull(ValueRange.Zero) << (ExactFraction - fraction);
        var sum = ramp + (TableRange(x) << (ExactFraction - base.ExactFraction));
        var shiftable = ValueRange.Of(BigInteger.One << Math.Max(ExactFraction - fraction, ExactFraction - base.ExactFraction));
        var lookup = VectorLookup.LaneOf(x, fraction, TableIndex, entries);
        return plan.ComputeLane(lookup, LanePlan.LaneOf(sum.Hull(ramp).Hull(shiftable)), VectorQuantizer.LaneOf(sum, ExactFraction, Output.Type)) switch
        {
            Lane.Int16 => new Kernel<short>(this, x, sum),
            Lane.Int32 => new Kernel<int>(this, x, sum),
            Lane.Int64 => new Kernel<long>(this, x, sum),
            _ => null,
        };
    }

    /// <inheritdoc/>
    protected override double Reference(double x, int element) => Function switch
    {
        RampFunction.Gelu => x * (1 + MathLayer.Erf(x / Math.Sqrt(2))) / 2,
        RampFunction.GeluTanh => x * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x * x * x)))) / 2,
        RampFunction.Mish => x * Math.Tanh(Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x)))),
        _ => x / (1 + Math.Exp(-x)),
    };

    /// <inheritdoc/>
    protected override double TableFunction(double x) => Reference(x, 0) - Math.Max(x, 0);

    /// <inheritdoc/>
    protected override FixedValue Apply(FixedValue x, int element) => FixedValue.Max(x, FixedValue.Zero) + base.Apply(x, element);

    /// <inheritdoc/>
    protected override ValueRange RangeOf(ValueRange x, int element)
    {
        var ramp = new ValueRange(BigInteger.Max(x.Min, 0), BigInteger.Max(x.Max, 0));
        return (ramp << (ExactFraction - Input.Type.Fraction)) + (TableRange(x) << (ExactFraction - base.ExactFraction));
    }

    private sealed class Kernel<T>(RampLayer layer, ValueRange x, ValueRange sum) : LaneKernel
        where T : unmanaged, IBinaryInteger<T>
    {
        private readonly VectorLookup<T> _table = new(x, layer.Input.Type.Fraction, layer.TableIndex, layer.Tables["table"]);
        private readonly VectorQuantizer<T> _result = new(sum, layer.ExactFraction, layer.Output.Type);
        private readonly int _appendInput = layer.ExactFraction - layer.Input.Type.Fraction;
        private readonly int _appendEntry = layer.ExactFraction - layer.Types["table"].Fraction;

        public override void Run(LaneBlock block)
        {
            var (x, y) = (block.Input(0), block.Output(0));
            for (var e = 0; e < x.Count; e++)
            {
                for (var part = 0; part < LaneTensor.Parts<T>(); part++)
                {
                    var value = x.Load<T>(e, part);
                    var ramp = Vector512.Max(value, Vector512<T>.Zero) << _appendInput;
                    y.Store(e, part, _result.Apply(ramp + (_table.Apply(value) << _appendEntry)));
                }
            }
        }
    }
}
