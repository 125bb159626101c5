using Hls4Net.Import;
using Hls4Net.Operators;

namespace Hls4Net.Compiler.Import.Operators;

/// <summary>The quantisers of QONNX, in whatever domain their exporter puts them, on data and on constants: Quant (also called IntQuant), BipolarQuant and Trunc.</summary>
internal static class Quantizers
{
    public static IEnumerable<OnnxOperator> Operators =>
    [
        Quant("Quant"),
        Quant("IntQuant"),
        new("BipolarQuant", 1)
        {
            Domain = "*",
            Inputs = [new("X"), new("scale", Constant: true)],
            Import = Bipolar,
            Fold = FoldBipolar,
        },
        new("MultiThreshold", 1)
        {
            Domain = "*",
            Inputs = [new("X"), new("thresholds", Constant: true)],
            Attributes =
            [
                OnnxAttribute.Float("out_scale", 1), OnnxAttribute.Float("out_bias", 0), OnnxAttribute.Text("data_layout", ""),
                OnnxAttribute.Text("out_dtype", "").WithoutEffect("the type of the results follows from their values"),
            ],
            Limits = "The channel is the second dimension, or the last where the layout says so.",
            Import = Thresholds.Import,
        },
        new("Trunc", 1)
        {
            Domain = "*",
            Inputs =
            [
                new("X"), new("scale", Constant: true), new("zeropt", Constant: true), new("in_bitwidth", Constant: true),
                new("out_bitwidth or out_scale", Constant: true), new("out_bitwidth beside out_scale", Constant: true, Optional: true),
            ],
            Attributes = [OnnxAttribute.Text("rounding_mode", "FLOOR"), OnnxAttribute.Int("signed", 1), OnnxAttribute.Int("narrow", 0)],
            Limits = "One scale, one zero point, one bit width each; both versions.",
            Import = Truncate,
        },
    ];

    /// <summary>−1 or 1, by comparison with zero: the layer of a sign.</summary>
    public static MultiThreshold Sign(string name, string origin) => new(
        name,
        new WeightTensor("threshold", new TensorShape(1, 1), [0], origin),
        new WeightTensor("step", new TensorShape(1), [2], origin),
        new WeightTensor("base", new TensorShape(1), [-1], origin));

    private static void Bipolar(OperatorNode node) => EmitSigns(node, null);

    /// <summary>−1 or 1 by the sign of <c>x / scale + zero</c>, and the number that stands for.</summary>
    private static void EmitSigns(OperatorNode node, ConstantTensor? zero)
    {
        var (x, scale) = (node.Data(0), node.Weight(1));
        var isShifted = zero is not null && zero.Reals.Any(value => value != 0);
        if (!isShifted && scale.Reals.All(value => value == 1))
        {
            Activations.Emit(node, Sign(node.Name, scale.Origin));
            return;
        }

        var steps = Broadcasting.Repeating(node, scale, x.Shape);
        double[] zeros = isShifted ? Broadcasting.Repeating(node, zero!, x.Shape) : [0];
        var source = isShifted ? node.EmitInner(new BatchNormalization($"{node.Name}_steps", Weight("scale", Array.ConvertAll(steps, step => 1 / step)), Weight("bias", zeros)), x.Tensor!) : x.Tensor!;
        var sign = node.EmitInner(Sign($"{node.Name}_sign", scale.Origin), source);
        double[] shifts = [.. Enumerable.Range(0, Math.Max(steps.Length, zeros.Length)).Select(i => -zeros[i % zeros.Length] * steps[i % steps.Length])];
        node.Emit(new BatchNormalization(node.Name, Weight("scale", steps), isShifted ? Weight("bias", shifts) : null), [sign], x.Shape, x.BatchAxis);

        WeightTensor Weight(string role, double[] values) => new(role, new TensorShape(values.Length), values, role == "scale" ? scale.Origin : zero!.Origin);
    }

    private static ConstantTensor FoldBipolar(OperatorNode node)
    {
        var x = node.Weight(0);
        var steps = Broadcasting.Expand(node, node.Weight(1), x.Shape).Reals;
        return new ConstantTensor(node.OutputName(0), x.Shape, [.. x.Reals.Select((value, i) => value >= 0 ? steps[i] : -steps[i])])
        {
            Steps = Array.ConvertAll(steps, Math.Abs),
        };
    }

    /// <summary>
    /// Integers lose their low bits. Of version 1 what is left counts in the old steps, as the reference executor of QONNX has it; version 2
    /// has limits, and steps of its own.
    /// </summary>
    private static void Truncate(OperatorNode node)
    {
        var hasSteps = node.InputCount > 5;
        if (Enumerable.Range(1, hasSteps ? 5 : 4).Any(input => node.Weight(input).Count != 1))
        {
            throw node.Unsupported("one scale, one zero point and one bit width for all values are supported");
        }

        var (step, zero, bits) = (node.Constant(1).Reals[0], node.Constant(2).Reals[0], node.Constant(hasSteps ? 5 : 4).Reals[0]);
        var made = hasSteps ? node.Constant(4).Reals[0] : step;
        var lost = hasSteps ? Math.Round(Math.Log2(made / step)) : node.Constant(3).Reals[0] - bits;
        if (!(lost is >= 0 and <= 62 && lost == Math.Round(lost) && step > 0 && double.IsFinite(made) && double.IsFinite(zero)))
        {
            throw node.Unsupported("scales must be positive, and the output not wider than the input");
        }

        var (x, unit, (rounding, isOtherSide)) = (node.Data(0), Math.ScaleB(1, (int)lost), RoundingOf(node));
        var quantizer = new Quantizer(Constant(unit), Constant(0), null, null, rounding) { RoundsToOtherSide = isOtherSide };
        if (hasSteps)
        {
            var (low, high) = Limits(bits, node.Int("signed") != 0, node.Int("narrow") != 0, quantizer);
            quantizer = quantizer with { Low = low, High = high };
        }

        // What arrives is whole numbers of steps: rounding makes them so where binary32 did not, and is idle elsewhere.
        var integers = node.EmitInner(new Quantize($"{node.Name}_integer", 0, null, null, Rounding.RoundConvergent, Weight("scale", 1 / step, 1), Weight("bias", zero, 0)), x.Tensor!);
        var kept = quantizer.Add(node, new ImportedValue(integers, x.Shape, x.BatchAxis), $"{node.Name}_kept");
        var shift = -(hasSteps ? zero / unit : zero) * made;
        node.Emit(new BatchNormalization(node.Name, Weight("scale", made / unit, null), Weight("bias", shift, 0)), [kept], x.Shape, x.BatchAxis);

        ConstantTensor Constant(double value) => new(node.Constant(1).Origin, [], [value]);

        WeightTensor? Weight(string role, double value, double? neutral) => value == neutral ? null : new WeightTensor(role, new TensorShape(1), [value], node.Constant(1).Origin);
    }

    private static OnnxOperator Quant(string type) => new(type, 1)
    {
        Domain = "*",
        Inputs = [new("X"), new("scale", Constant: true), new("zeropt", Constant: true), new("bitwidth", Constant: true)],
        Attributes = [OnnxAttribute.Int("signed", 1), OnnxAttribute.Int("narrow", 0), OnnxAttribute.Text("rounding_mode", "ROUND")],
        Limits = "Bit widths of 1 to 62.",
        Import = node =>
        {
            if (IsBipolar(node))
            {
                Quantizer.RequireSound(node, node.Weight(1));
                EmitSigns(node, node.Weight(2));
                return;
            }

            Emit(node, QuantizerOf(node, Broadcasting.Repeating(node, node.Weight(3), node.Data(0).Shape)));
        },
        Fold = FoldQuant,
    };

    /// <summary>Adds a quantiser as the layers of a node.</summary>
    public static void Emit(OperatorNode node, Quantizer quantizer)
    {
        var x = node.Data(0);
        node.Alias(new ImportedValue(quantizer.Add(node, x, node.OutputName(0)), x.Shape, x.BatchAxis));
    }

    /// <summary>Whether it has one bit with a sign: −1 and 1, as the reference executor has it, whatever the rounding.</summary>
    private static bool IsBipolar(OperatorNode node) => node.Weight(3) is { Count: 1 } bits && bits.Reals[0] == 1 && node.Int("signed") != 0;

    private static ConstantTensor FoldQuant(OperatorNode node)
    {
        var (x, bits) = (node.Weight(0), node.Weight(3));
        if (IsBipolar(node))
        {
            var (steps, zeros) = (Broadcasting.Expand(node, node.Weight(1), x.Shape).Reals, Broadcasting.Expand(node, node.Weight(2), x.Shape).Reals);
            return new ConstantTensor(node.OutputName(0), x.Shape, [.. x.Reals.Select((value, i) => ((((value / steps[i]) + zeros[i] >= 0) ? 1 : -1) - zeros[i]) * steps[i])]) { Steps = steps };
        }

        if (bits.Count == 1)
        {
            return QuantizerOf(node, bits.Reals).Fold(node, x);
        }

        // Every width by itself; the elements that have it are taken from there.
        var widths = Broadcasting.Expand(node, bits, x.Shape).Reals;
        var byWidth = widths.Distinct().ToDictionary(width => width, width => QuantizerOf(node, [width]).Fold(node, x));
        return new ConstantTensor(node.OutputName(0), x.Shape, [.. widths.Select((width, i) => byWidth[width].Reals[i])])
        {
            Steps = byWidth.Values.First().Steps,
        };
    }

    private static Quantizer QuantizerOf(OperatorNode node, double[] bits)
    {
        if (Array.FindIndex(bits, width => !(width is >= 1 and <= 62)) is var wrong and >= 0)
        {
            throw node.Unsupported(FormattableString.Invariant($"a bit width of {bits[wrong]} is not supported; 1 to 62 are"));
        }

        var (signed, narrow, rounding) = (node.Int("signed") != 0, node.Int("narrow") != 0, RoundingOf(node));
        var quantizer = new Quantizer(node.Weight(1), node.Weight(2), null, null, rounding.Rounding) { RoundsShifted = true, RoundsToOtherSide = rounding.IsOtherSide };

        var limits = Array.ConvertAll(bits, width => Limits(width, signed, narrow, quantizer));
        quantizer = Array.TrueForAll(limits, own => own == limits[0])
            ? quantizer with { Low = limits[0].Item1, High = limits[0].Item2 } : quantizer with { Low = 0, High = 0, Limits = limits };
        Quantizer.RequireSound(node, quantizer.Scale);
        return quantizer.Zero.Reals.All(double.IsFinite) ? quantizer : throw node.Unsupported("zero points must be finite");
    }

    /// <summary>The integers of a width; those of a fractional one are rounded like everything else.</summary>
    private static (long Low, long High) Limits(double width, bool signed, bool narrow, Quantizer quantizer) => (
        (long)quantizer.Rounded(signed ? -Math.Pow(2, width - 1) + (narrow ? 1 : 0) : 0),
        (long)quantizer.Rounded(signed ? Math.Pow(2, width - 1) - 1 : Math.Pow(2, width) - 1 - (narrow ? 1 : 0)));

    private static (Rounding Rounding, bool IsOtherSide) RoundingOf(OperatorNode node) => node.Text("rounding_mode").ToUpperInvariant() switch
    {
        "ROUND" or "HALF_EVEN" => (Rounding.RoundConvergent, false),
        "FLOOR" => (Rounding.Truncate, false),
        "CEIL" => (Rounding.Truncate, true),
        "DOWN" or "ROUND_TO_ZERO" => (Rounding.TruncateZero, false),
        "UP" => (Rounding.TruncateZero, true),
        "HALF_UP" => (Rounding.RoundInf, false),
        "HALF_DOWN" => (Rounding.RoundZero, false),
        var other => throw node.Unsupported($"rounding mode '{NameText.Show(other)}' is not supported; ROUND, HALF_EVEN, HALF_UP, HALF_DOWN, UP, DOWN, CEIL, FLOOR and ROUND_TO_ZERO are"),
    };
}
