using Hls4Net.Emulation;

namespace Hls4Net.Operators;

/// <summary>A function that is linear where x is not negative and read from a table elsewhere.</summary>
/// <param name="name">The user's name of the node.</param>
public abstract class ExponentialLayer(string name) : LookupLayer(name)
{
    /// <inheritdoc/>
    protected override int ExactFraction =>
        Math.Max(base.ExactFraction + NegativeFactor.Fraction, Input.Type.Fraction + PositiveFactor.Fraction);

    /// <summary>What a table entry is multiplied with.</summary>
    protected virtual FixedValue NegativeFactor => FixedValue.One;

    /// <summary>What a value that is not negative is multiplied with.</summary>
    protected virtual FixedValue PositiveFactor => FixedValue.One;

    /// <inheritdoc/>
    public override LaneKernel? CreateKernel(LanePlan plan) => Output.Type.FitsInt64
        ? LookupKernel.Create(
            this, plan, ResultTable(NegativeFactor), PositiveFactor.Raw, Input.Type.Fraction + PositiveFactor.Fraction)
        : null;

    /// <inheritdoc/>
    protected override FixedValue Apply(FixedValue x, int element) =>
        x.Sign < 0 ? NegativeFactor * base.Apply(x, element) : PositiveFactor * x;

    /// <inheritdoc/>
    protected override ValueRange RangeOf(ValueRange x, int element)
    {
        var negative = Aligned(base.RangeOf(x.AtMost(-1), element), base.ExactFraction, NegativeFactor);
        var positive = Aligned(x.AtLeast(0), Input.Type.Fraction, PositiveFactor);
        return x.Min.Sign >= 0 ? positive : x.Max.Sign < 0 ? negative : negative.Hull(positive);
    }

    /// <inheritdoc/>
    protected override ValueRange TableDomain(ValueRange x) => x.Min.Sign < 0 ? x.AtMost(-1) : ValueRange.Zero;

    /// <inheritdoc/>
    protected override LookupIndex CompatibleIndex(int size) => new(-size, 3, 0, Truncate: true, size);

    /// <summary>e^x − 1 at an entry of the compatible table, in single precision.</summary>
    protected static float CompatibleExponential(int k, int size) => MathF.Exp((float)(-8.0 * k / size)) - 1f;

    private ValueRange Aligned(ValueRange values, int fraction, FixedValue factor) =>
        (values * factor.Raw) << (ExactFraction - fraction - factor.Fraction);
}
