namespace Hls4Net;

/// <summary>What <see cref="Layer.InferPrecision"/> works with: where problems go, and the rules that all layers share.</summary>
/// <param name="diagnostics">Takes impossible and doubtful types.</param>
public sealed partial class PrecisionContext(DiagnosticBag diagnostics)
{
    // Beyond this nothing that follows fits the 64 bits of constants, tables and fast lanes.
    private const int WidestExact = 56;
    private const int WidestRounded = 40;

    /// <summary>Where impossible and doubtful types are reported.</summary>
    public DiagnosticBag Diagnostics { get; } = diagnostics;

    /// <summary>
    /// Chooses the type of the layer's output (role <c>result</c>) and proves the interval of each of its elements.
    /// An explicit type stays as given; <c>auto(W)</c> gives at most W bits that hold every value, or, where that costs
    /// fraction bits, twice what the user's samples reach, saturating.
    /// </summary>
    /// <param name="layer">The layer; its first output is typed.</param>
    /// <param name="exact">The interval of each element before the conversion, in units of <c>2^−fraction</c>.</param>
    /// <param name="fraction">Fraction bits that hold every element exactly.</param>
    public void FitResult(Layer layer, IReadOnlyList<ValueRange> exact, int fraction)
    {
        ArgumentNullException.ThrowIfNull(layer);
        ArgumentNullException.ThrowIfNull(exact);
        var hull = ValueRange.Hull(exact);
        if (layer.Settings.For("result").IsAuto && Trained(layer.Output, hull, fraction) is { } trained)
        {
            SetResult(layer, exact, fraction, trained);
            return;
        }

        var type = FitType(layer, "result", hull, fraction);
        if (layer.Output.Observed is { } observed && layer.Settings.For("result") is { IsAuto: true, AutoWidth: var width })
        {
            type = TypeFit.ToSamples(type, hull, fraction, observed, width);
        }

        SetResult(layer, exact, fraction, type);
    }

    /// <summary>Gives a layer's output a type, and each element the interval that the conversion leaves.</summary>
    /// <param name="layer">The layer; its first output is typed.</param>
    /// <param name="exact">The interval of each element before the conversion, in units of <c>2^−fraction</c>.</param>
    /// <param name="fraction">Fraction bits that hold every element exactly.</param>
    /// <param name="type">The type.</param>
    public static void SetResult(Layer layer, IReadOnlyList<ValueRange> exact, int fraction, FixedType type)
    {
        ArgumentNullException.ThrowIfNull(layer);
        ArgumentNullException.ThrowIfNull(exact);
        layer.Output.Type = type;
        layer.Output.Range = exact is RepeatedRange repeated
            ? new RepeatedRange(Convert(repeated.Pattern, fraction, type), repeated.Repetitions)
            : Convert(exact, fraction, type);
    }

    /// <summary>The type of a role whose values lie in an interval: the explicit one, checked, or at most W bits.</summary>
    /// <param name="layer">The layer whose settings are asked.</param>
    /// <param name="role">Role of the type within the layer.</param>
    /// <param name="values">The interval before the conversion, in units of <c>2^−fraction</c>.</param>
    /// <param name="fraction">Fraction bits that hold every value exactly.</param>
    public FixedType FitType(Layer layer, string role, ValueRange values, int fraction)
    {
        ArgumentNullException.ThrowIfNull(layer);
        var requested = layer.Settings.For(role);
        var type = requested.Explicit ?? TypeFit.ToWidth(values, fraction, requested.AutoWidth);
        Check(layer, role, values, fraction, type);
        return type;
    }

    /// <summary>The type of a role that must lose nothing, such as an accumulator: the explicit one, checked, or as wide as it takes.</summary>
    /// <param name="layer">The layer whose settings are asked.</param>
    /// <param name="role">Role of the type within the layer.</param>
    /// <param name="values">Every value the role can take, in units of <c>2^−fraction</c>.</param>
    /// <param name="fraction">Fraction bits that hold every value exactly.</param>
    public FixedType FitExactType(Layer layer, string role, ValueRange values, int fraction)
    {
        ArgumentNullException.ThrowIfNull(layer);
        var type = layer.Settings.For(role).Explicit ?? values.ToType(fraction);
        Check(layer, role, values, fraction, type);
        return type;
    }

    /// <summary>
    /// What the model itself asks of a tensor: its quantiser's type, or every bit on the way to a quantiser, as far as that is affordable;
    /// beyond, the quantiser shall still not see what was left out.
    /// </summary>
    private static FixedType? Trained(Tensor tensor, ValueRange values, int fraction) => tensor.TrainedType
        ?? (!tensor.KeepsExact ? null : values.ToType(fraction) is { Width: <= WidestExact } exact ? exact : TypeFit.ToWidth(values, fraction, WidestRounded));

    private static ValueRange[] Convert(IReadOnlyList<ValueRange> exact, int fraction, FixedType type)
    {
        var last = default(ValueRange);
        var converted = default(ValueRange);
        var ranges = new ValueRange[exact.Count];
        for (var i = 0; i < ranges.Length; i++)
        {
            if (i == 0 || exact[i] != last)
            {
                last = exact[i];
                converted = last.Convert(fraction, type);
            }

            ranges[i] = converted;
        }

        return ranges;
    }

    /// <summary>Reports where a type is impossible or will not do what its user expects.</summary>
    public void Check(Layer layer, string role, ValueRange values, int fraction, FixedType type)
    {
        ArgumentNullException.ThrowIfNull(layer);
        if (type.Width > PrecisionText.MaxWidth)
        {
            Diagnostics.Report(PrecisionDiagnostics.TypeTooWide, layer.Name, role, type.Width);
            return;
        }

        var (low, high) = (FixedPoint.ToDouble(values.Min, fraction), FixedPoint.ToDouble(values.Max, fraction));
        var held = ValueRange.Of(type);
        var quantised = new ValueRange(
            FixedPoint.Quantise(values.Min, fraction, type), FixedPoint.Quantise(values.Max, fraction, type));
        var vanishes = quantised == ValueRange.Zero && values != ValueRange.Zero;
        if (vanishes || quantised.Min > held.Max || quantised.Max < held.Min)
        {
            Diagnostics.Report(PrecisionDiagnostics.HoldsNothing, layer.Name, role, low, high, type);
        }
        else if (!held.Contains(quantised) && type.Overflow is Overflow.Wrap or Overflow.WrapSignMagnitude)
        {
            Diagnostics.Report(
                PrecisionDiagnostics.MayOverflow, layer.Name, role, low, high, type, values.ToType(fraction, type.Signed).Integer);
        }
    }
}
