using System.Numerics;
using Hls4Net.Emulation;

namespace Hls4Net.Operators;

/// <summary>
/// A staircase by comparison: <c>y = base[i % m] + step[i % n] · #{k : x ≥ threshold[i % l, k]}</c>. The sign of data is one with a single
/// threshold. Where a step is negative the comparison is strict: so a staircase that falls with x is one, too.
/// </summary>
public sealed class MultiThreshold : ElementwiseLayer
{
    /// <summary>A staircase.</summary>
    /// <param name="name">The user's name of the node.</param>
    /// <param name="threshold">Named <c>threshold</c>, shape [l, thresholds]; any order within a row. Rows are repeated where steps of both signs share one.</param>
    /// <param name="step">Named <c>step</c>: small integers.</param>
    /// <param name="base">Named <c>base</c>: small integers.</param>
    public MultiThreshold(string name, WeightTensor threshold, WeightTensor step, WeightTensor @base)
        : base(name)
    {
        ArgumentNullException.ThrowIfNull(step);
        SetWeight(WithRowPerDirection(threshold, step));
        SetWeight(step);
        SetWeight(@base);
    }

    /// <summary>The thresholds, shape [l, thresholds].</summary>
    public WeightTensor Threshold => Weights["threshold"];

    /// <summary>What each threshold that is reached adds; integers.</summary>
    public WeightTensor Step => Weights["step"];

    /// <summary>The result below all thresholds; integers.</summary>
    public WeightTensor Base => Weights["base"];

    /// <summary>Thresholds of an element.</summary>
    public int Steps => Threshold.Shape[1];

    /// <summary>Elements after which the thresholds repeat.</summary>
    public int Rows => Threshold.Shape[0];

    /// <inheritdoc/>
    protected override int Period => CommonPeriod.Of(Rows, Step.Shape.Count, Base.Shape.Count);

    /// <inheritdoc/>
    protected override int ExactFraction => 0;

    /// <inheritdoc/>
    public override IReadOnlyList<TensorShape> InferShapes()
    {
        var shapes = base.InferShapes();
        ShapeRule.RequireRepeating(this, Step, Input.Shape);
        ShapeRule.RequireRepeating(this, Base, Input.Shape);
        return Threshold.Shape.Rank == 2 && Input.Shape.Count % Rows == 0 ? shapes
            : throw ShapeRule.Misfit(this, $"Thresholds {Threshold.Shape} do not suit an input of shape {Input.Shape}.");
    }

    /// <inheritdoc/>
    public override LaneKernel? CreateKernel(LanePlan plan) => MultiThresholdKernel.Create(this, plan);

    /// <inheritdoc/>
    protected override double Reference(double x, int element)
    {
        var (row, step, count) = (element % Rows, Step.TrainedOf(element), 0);
        for (var k = 0; k < Steps; k++)
        {
            var threshold = Threshold.Trained[(row * Steps) + k];
            count += x > threshold || (x == threshold && step >= 0) ? 1 : 0;
        }

        return Base.TrainedOf(element) + (step * count);
    }

    /// <inheritdoc/>
    protected override FixedValue Apply(FixedValue x, int element)
    {
        var (row, count) = (element % Rows, 0);
        for (var k = 0; k < Steps; k++)
        {
            count += x >= FixedValue.Of(Threshold.Raw[(row * Steps) + k], Threshold.Type) ? 1 : 0;
        }

        return Base.ExactOf(element) + (Step.ExactOf(element) * new FixedValue(count, 0));
    }

    // Rising and falling staircases compare differently at a threshold itself, which is what its integer says.
    private static WeightTensor WithRowPerDirection(WeightTensor threshold, WeightTensor step)
    {
        var (rows, count) = (threshold.Shape[0], step.Values.Count);
        if (rows % count == 0 || step.Values.All(value => value >= 0) || step.Values.All(value => value <= 0))
        {
            return threshold;
        }

        var repeated = CommonPeriod.Of(rows, count);
        return new WeightTensor(
            threshold.Name, new TensorShape(repeated, threshold.Shape[1]), [.. Enumerable.Repeat(threshold.Values, repeated / rows).SelectMany(values => values)], threshold.Origin);
    }

    /// <summary>On the grid of the input a threshold is the first value that reaches it; beyond what can arrive any will do.</summary>
    protected override void FitConstants(PrecisionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var fraction = Input.Type.Fraction;
        var reach = ValueRange.Hull(Input.Range);
        var raw = new BigInteger[Threshold.Values.Count];
        for (var i = 0; i < raw.Length; i++)
        {
            var exact = FixedValue.Of(Threshold.Trained[i]).ScaleByPowerOfTwo(fraction);
            var first = Step.TrainedOf(i / Steps) < 0 ? exact.Floor() + 1 : -(-exact).Floor();
            raw[i] = BigInteger.Clamp(first, reach.Min, reach.Max + 1);
        }

        var type = ValueRange.Hull(raw.Select(ValueRange.Of)).ToType(fraction);
        if (type.FitsInt64)
        {
            Threshold.SetRaw(type, Array.ConvertAll(raw, value => (long)value));
        }
        else
        {
            Threshold.Quantize(TypeFit.OfConstants(Threshold.Values, 63));
        }

        Step.Quantize(TypeFit.OfConstants(Step.Values, 63));
        Base.Quantize(TypeFit.OfConstants(Base.Values, 63));
    }
}
