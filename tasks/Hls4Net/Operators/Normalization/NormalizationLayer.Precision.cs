namespace Hls4Net.Operators;

/// <content>Types, table and intervals.</content>
public abstract partial class NormalizationLayer
{
    // Constants and means are few: bits beyond those of the data keep them from limiting its accuracy.
    private const int SpareConstantBits = 4;
    private const int SpareMeanBits = 2;

    // One bin is at most 1/1024 of its values: the root is half as far off.
    private const int DefaultTableSize = 4096;

    /// <inheritdoc/>
    public override void InferPrecision(PrecisionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var ranges = new NormalizationRanges(this);
        FitConstant(context, "reciprocal", 1.0 / Groups.Count);
        FitConstant(context, "epsilon", Epsilon);
        Types["accum"] = context.FitExactType(this, "accum", ranges.ExactSums.Raw, ranges.ExactSums.Fraction);
        FitInner(context, "mean", ranges.ExactMean, Input.Type.Fraction + SpareMeanBits);
        FitInner(context, "difference", ranges.ExactDifference, ranges.ExactDifference.Fraction);
        FitInner(context, "square", ranges.ExactSquares, ranges.ExactSquares.Fraction);
        FitInner(context, "variance", ranges.ExactVariance, Epsilon > 0 ? Math.Max(ranges.VarianceFraction, 6 - Math.ILogB(Epsilon)) : ranges.VarianceFraction);
        FitTable(context);

        var (typical, request) = (ranges.TypicalNormal, Request("normal"));
        var normal = Types["normal"] = request.Explicit ?? TypeFit.ToWidth(typical.Raw, typical.Fraction, request.AutoWidth) with { Overflow = Overflow.Saturate };
        context.Check(this, "normal", typical.Raw, typical.Fraction, normal);
        FitWeightsAndResult(context, ranges.ExactNormal.To(normal));
    }

    private void FitWeightsAndResult(PrecisionContext context, FixedInterval normal)
    {
        context.FitWeights(this, Scale, "scale");
        var fraction = normal.Fraction + Scale.Type.Fraction;
        context.FitBias(this, Bias, "bias", fraction);
        fraction = Math.Max(fraction, Bias.Type.Fraction);
        var pattern = new ValueRange[Math.Max(Scale.Shape.Count, Bias.Shape.Count)];
        for (var i = 0; i < pattern.Length; i++)
        {
            var scaled = normal * Scale.ExactOf(i);
            pattern[i] = (scaled + Bias.ExactOf(i)).In(fraction);
        }

        context.FitResult(this, new RepeatedRange(pattern, Output.Shape.Count / pattern.Length), fraction);
    }

    /// <summary>The user's for that role, or automatic: hls4ml has no such number.</summary>
    private Precision Request(string role) =>
        Settings.Precision.TryGetValue(role, out var own) ? own : Settings.DefaultPrecision.IsAuto ? Settings.DefaultPrecision : Precision.Auto;

    private void FitConstant(PrecisionContext context, string role, double value)
    {
        var request = Request(role);
        var type = context.FitConstants(this, role, [value], SpareConstantBits, request: request);
        (Types[role], Tables[role]) = (type, FixedPoint.Quantize([value], type));
    }

    /// <summary>A type inside: the user's; that of an explicit accumulator; or one with room for everything.</summary>
    private void FitInner(PrecisionContext context, string role, FixedInterval values, int fraction)
    {
        var request = Settings.Precision.TryGetValue(role, out var own) ? own : Settings.For("accum");
        if (request.Explicit is { } type)
        {
            context.Check(this, role, values.Raw, values.Fraction, type);
            Types[role] = type;
            return;
        }

        var rounding = fraction < values.Fraction ? Rounding.Round : Rounding.Truncate;
        var rounded = new FixedType(1, 1 - fraction, Rounding: rounding);
        var raw = new ValueRange(
            FixedPoint.Quantise(values.Raw.Min, values.Fraction, rounded), FixedPoint.Quantise(values.Raw.Max, values.Fraction, rounded));
        Types[role] = raw.ToType(fraction) with { Rounding = rounding };
    }

    private void FitTable(PrecisionContext context)
    {
        var size = Settings.TableSize is null ? DefaultTableSize : LookupTable.SizeFor(this, context);
        var values = InverseRoot.Values(InverseRoot.BitsFor(size));
        var request = Request("table");
        var type = request.Explicit is not null ? context.FitConstants(this, "table", values, request: request)
            : TypeFit.Spanning(values[^1], values[0], Math.Min(request.AutoWidth, 63));
        (Types["table"], Tables["table"]) = (type, FixedPoint.Quantize(values, type));
    }
}
