using System.Numerics;
using System.Runtime.Intrinsics;
using Hls4Net.Emulation;

namespace Hls4Net.Operators;

/// <summary>A tensor that is the same for every sample: an operand of a layer that otherwise works on data. It has no inputs.</summary>
public sealed class Constant : Layer
{
    /// <summary>A constant tensor.</summary>
    /// <param name="name">The user's name.</param>
    /// <param name="value">The values, named <c>value</c>, in the shape of one sample.</param>
    public Constant(string name, WeightTensor value)
        : base(name) => SetWeight(value);

    /// <summary>The values; their type is that of the output, role <c>result</c>.</summary>
    public WeightTensor Value => Weights["value"];

    /// <inheritdoc/>
    public override IReadOnlyList<TensorShape> InferShapes()
    {
        ShapeRule.RequireInputs(this, 0);
        return [Value.Shape];
    }

    /// <inheritdoc/>
    public override void InferPrecision(PrecisionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.FitWeights(this, Value, "result");
        Output.Type = Value.Type;
        Output.Range = [.. Raw.Select(ValueRange.Of)];
    }

    /// <inheritdoc/>
    public override void EvaluateReference(ReferenceContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        Value.Trained.CopyTo(context.Output(0));
    }

    /// <inheritdoc/>
    public override void Evaluate(EvaluationContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        Raw.ToArray().CopyTo(context.Output(0));
    }

    /// <inheritdoc/>
    public override LaneKernel? CreateKernel(LanePlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return plan.ComputeLane() switch
        {
            Lane.Int16 => new Kernel<short>(this),
            Lane.Int32 => new Kernel<int>(this),
            Lane.Int64 => new Kernel<long>(this),
            _ => null,
        };
    }

    private IEnumerable<BigInteger> Raw => Value.Raw.Select(raw => Value.Type.Signed ? raw : (BigInteger)(ulong)raw);

    private sealed class Kernel<T>(Constant layer) : LaneKernel
        where T : unmanaged, IBinaryInteger<T>
    {
        private readonly T[] _values = [.. layer.Raw.Select(T.CreateChecked)];

        public override void Run(LaneBlock block)
        {
            var y = block.Output(0);
            for (var e = 0; e < _values.Length; e++)
            {
                for (var part = 0; part < LaneTensor.Parts<T>(); part++)
                {
                    y.Store(e, part, Vector512.Create(_values[e]));
                }
            }
        }
    }
}
