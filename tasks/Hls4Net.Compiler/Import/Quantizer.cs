using Hls4Net.Import;

namespace Hls4Net.Compiler.Import;

/// <summary>What a quantising node computes: integers <c>limit(round(x / scale) + zero)</c>, or the numbers <c>(integer − zero) · scale</c> that they stand for.</summary>
/// <param name="Scale">Size of a step; one value, or values that broadcast to the data.</param>
/// <param name="Zero">The integer that stands for zero, likewise; not necessarily whole.</param>
/// <param name="Low">Smallest integer.</param>
/// <param name="High">Largest integer.</param>
/// <param name="Rounding">How it rounds.</param>
internal sealed partial record Quantizer(ConstantTensor Scale, ConstantTensor Zero, long? Low, long? High, Rounding Rounding)
{
    /// <summary>Whether zero is added before rounding, as QONNX does; ONNX adds it behind.</summary>
    public bool RoundsShifted { get; init; }

    /// <summary>Whether it rounds to the other side: up instead of down, away from zero instead of toward it.</summary>
    public bool RoundsToOtherSide { get; init; }

    /// <summary>Limits that differ along the data, repeating; null for those of all. Constants are folded width by width.</summary>
    public IReadOnlyList<(long Low, long High)>? Limits { get; init; }

    /// <summary>The numbers that constants become, and the steps they are multiples of.</summary>
    public ConstantTensor Fold(OperatorNode node, ConstantTensor x)
    {
        var (steps, zeros) = (Broadcasting.Expand(node, Scale, x.Shape).Reals, Broadcasting.Expand(node, Zero, x.Shape).Reals);
        var values = new double[x.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (Integer(x.Reals[i], steps[i], zeros[i]) - zeros[i]) * steps[i];
        }

        return new ConstantTensor(node.OutputName(0), x.Shape, values) { Steps = steps };
    }

    /// <summary>The integers that constants become.</summary>
    public ConstantTensor FoldToIntegers(OperatorNode node, ConstantTensor x)
    {
        var (steps, zeros) = (Broadcasting.Expand(node, Scale, x.Shape).Reals, Broadcasting.Expand(node, Zero, x.Shape).Reals);
        long[] integers = [.. x.Reals.Select((value, i) => (long)Integer(value, steps[i], zeros[i]))];
        return new ConstantTensor(node.OutputName(0), x.Shape, integers) { Limits = (Low ?? long.MinValue, High ?? long.MaxValue) };
    }

    /// <summary>Refuses steps that are not positive and finite.</summary>
    public static void RequireSound(OperatorNode node, ConstantTensor scale)
    {
        if (!scale.Reals.All(value => value > 0 && double.IsFinite(value)))
        {
            throw node.Unsupported($"scales '{NameText.Show(scale.Origin)}' must be positive and finite");
        }
    }

    /// <summary>As reference implementations compute it: in binary32.</summary>
    private double Integer(double x, double step, double zero)
    {
        var scaled = (double)((float)x / (float)step);
        var integer = RoundsShifted ? Rounded((float)(scaled + zero)) : Rounded(scaled) + zero;
        integer = Low is { } low ? Math.Max(low, integer) : integer;
        return High is { } high ? Math.Min(high, integer) : integer;
    }

    /// <summary>The whole number that its rounding makes of a number.</summary>
    public double Rounded(double value) => (RoundsToOtherSide, Rounding) switch
    {
        (false, _) => FixedPoint.Round(value, Rounding),
        (true, Rounding.Truncate) => Math.Ceiling(value),
        _ => Math.CopySign(Math.Ceiling(Math.Abs(value)), value),
    };
}
