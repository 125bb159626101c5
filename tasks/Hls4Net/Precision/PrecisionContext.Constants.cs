namespace Hls4Net;

/// <content>Types of constants: weights, scalar parameters, tables.</content>
public sealed partial class PrecisionContext
{
    private const int WidestConstant = 63;

    // Offsets are added, not multiplied: a few more bits cost little and keep them from limiting the accuracy.
    private const int SpareBiasBits = 16;

    private const int SpareExactBits = 16;
    private const int SpareRoundedBits = 8;

    /// <summary>Chooses the type of a weight and quantises it.</summary>
    /// <param name="layer">The layer whose settings are asked.</param>
    /// <param name="weight">The weight.</param>
    /// <param name="role">Role of its type; usually the weight's name.</param>
    /// <param name="spareBits">Bits that <c>auto(W)</c> may spend beyond W.</param>
    /// <param name="fractionLimit">Most fraction bits worth having, e.g. those of the sum it is added to.</param>
    /// <exception cref="ArgumentException">The layer is a <see cref="CustomLayer"/>, and its roles do not have this one.</exception>
    public void FitWeights(Layer layer, WeightTensor weight, string role, int spareBits = 0, int fractionLimit = int.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(layer);
        ArgumentNullException.ThrowIfNull(weight);
        if (layer is CustomLayer custom && !custom.Roles.Contains(role, StringComparer.Ordinal))
        {
            throw new ArgumentException($"'{role}' is not among the Roles of {layer}, so users could not set its type.{Suggestion.For(role, custom.Roles)}", nameof(role));
        }

        weight.Quantize(weight.IsQuantized && layer.Settings.For(role).IsAuto
            ? TypeFit.OfConstants(weight.Values, WidestConstant)
            : FitConstants(layer, role, weight.Values, spareBits, fractionLimit));
    }

    /// <summary>Chooses the type of offsets and quantises them: up to the fraction bits of the sum they are added to.</summary>
    /// <param name="layer">The layer whose settings are asked.</param>
    /// <param name="bias">The offsets.</param>
    /// <param name="role">Role of their type.</param>
    /// <param name="fractionLimit">Fraction bits of the sum.</param>
    internal void FitBias(Layer layer, WeightTensor bias, string role, int fractionLimit) =>
        FitWeights(layer, bias, role, SpareBiasBits, fractionLimit);

    /// <summary>
    /// Bits that factors may take beyond those of <c>auto(W)</c> where a quantiser rounds what becomes of them: what holds numbers of single
    /// precision exactly, so that ties stay ties; eight where they have more digits than that.
    /// </summary>
    /// <param name="output">What the factors make.</param>
    /// <param name="values">The factors.</param>
    internal static int SpareBits(Tensor output, IReadOnlyList<double> values)
    {
        if (!output.KeepsExact && output.TrainedType is null)
        {
            return 0;
        }

        var type = TypeFit.OfConstants(values, SpareExactBits + 16);
        return values.All(value => Math.ScaleB(value, type.Fraction) is var raw && raw == Math.Round(raw)) ? SpareExactBits : SpareRoundedBits;
    }

    /// <summary>Chooses the type of a scalar parameter and stores its raw integer as a table of one entry.</summary>
    /// <param name="layer">The layer whose settings are asked.</param>
    /// <param name="role">Role of the parameter.</param>
    /// <param name="value">Its value as trained.</param>
    /// <param name="fallback">The type where the model's default is explicit and the role has no type of its own; null: that default.</param>
    public void FitParameter(Layer layer, string role, double value, FixedType? fallback = null)
    {
        ArgumentNullException.ThrowIfNull(layer);
        SetTable(layer, role, FitConstants(layer, role, [value], SpareBits(layer.Output, [value]), int.MaxValue, RequestFor(layer, role, fallback)), [value]);
    }

    /// <summary>Holds a constant exactly, in the narrowest type that does, as a table of one entry.</summary>
    public static void KeepExact(Layer layer, string role, double value) =>
        SetTable(layer, role, TypeFit.OfConstants([value], WidestConstant), [value]);

    /// <summary>The requested type of a table: its own; else <c>auto</c> under an automatic model default, and <paramref name="compatible"/> under an explicit one.</summary>
    public static Precision RequestFor(Layer layer, string role, FixedType? compatible)
    {
        ArgumentNullException.ThrowIfNull(layer);
        var settings = layer.Settings;
        return compatible is null || settings.Precision.ContainsKey(role) || settings.DefaultPrecision.IsAuto
            ? settings.For(role) : new Precision(compatible);
    }

    /// <summary>Chooses a type for constants; reports values that it cannot hold.</summary>
    public FixedType FitConstants(
        Layer layer, string role, IReadOnlyList<double> values, int spareBits = 0, int fractionLimit = int.MaxValue, Precision? request = null)
    {
        ArgumentNullException.ThrowIfNull(layer);
        ArgumentNullException.ThrowIfNull(values);
        var requested = request ?? layer.Settings.For(role);
        if (requested.Explicit is { } type)
        {
            if (type.FitsInt64)
            {
                CheckConstants(layer, role, values, type);
                return type;
            }

            Diagnostics.Report(PrecisionDiagnostics.ConstantTooWide, layer.Name, role, type);
        }

        var width = Math.Min(requested.AutoWidth + spareBits, WidestConstant);
        return TypeFit.OfConstants(values, width, fractionLimit);
    }

    private static void SetTable(Layer layer, string role, FixedType type, double[] values)
    {
        layer.Types[role] = type;
        layer.Tables[role] = FixedPoint.Quantize(values, type);
    }

    private void CheckConstants(Layer layer, string role, IReadOnlyList<double> values, FixedType type)
    {
        var (low, high) = (FixedPoint.ToDouble(type.MinRaw, type.Fraction), FixedPoint.ToDouble(type.MaxRaw, type.Fraction));
        var (outside, largest, vanished) = (0, 0.0, true);
        foreach (var value in values)
        {
            largest = Math.Max(largest, Math.Abs(value));
            var (mantissa, fraction) = FixedPoint.Decompose(value);
            if (value < low || value > high)
            {
                vanished = false;
                outside += ValueRange.Of(mantissa).Overflows(fraction, type) ? 1 : 0;
            }
            else if (vanished)
            {
                vanished = FixedPoint.Convert(mantissa, fraction, type) == 0;
            }
        }

        if (outside > 0 && type.Overflow is not (Overflow.Saturate or Overflow.SaturateSymmetric))
        {
            Diagnostics.Report(
                PrecisionDiagnostics.ConstantsOverflow, layer.Name, outside, values.Count, role, type, largest);
        }
        else if (vanished && largest > 0)
        {
            Diagnostics.Report(PrecisionDiagnostics.ConstantsVanish, layer.Name, role, type, largest);
        }
    }
}
