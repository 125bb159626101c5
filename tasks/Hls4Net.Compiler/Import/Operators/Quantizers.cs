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
            Inputs = [new("X"), new("scale", Constant: true), new("zeropt", Constant: true), new("in_bitwidth", Constant: true), new("out_bitwidth", Constant: true)],
            Attributes = [OnnxAttribute.Text("rounding_mode", "FLOOR")],
            Limits = "A zero point of 0, one scale, one bit width each; no rounding up.",
            Import = Truncate,
        },
    ];

    /// <summary>−1 or 1, by comparison with zero: the layer of a sign.</summary>
    public static MultiThreshold Sign(string name, string origin) => new(
        name,
        new WeightTensor("threshold", new TensorShape(1, 1), [0], origin),
        new WeightTensor("step", new TensorShape(1), [2], origin),
        new WeightTensor("base", new TensorShape(1), [-1], origin));

    private static void Bipolar(OperatorNode node)
    {
        var (x, scale) = (node.Data(0), node.Weight(1));
        if (scale.Reals.All(value => value == 1))
        {
            Activations.Emit(node, Sign(node.Name, scale.Origin));
            return;
        }

        var sign = node.EmitInner(Sign($"{node.Name}_sign", scale.Origin), x.Tensor!);
        var steps = Broadcasting.Repeating(node, scale, x.Shape);
        node.Emit(new BatchNormalization(node.Name, new WeightTensor("scale", new TensorShape(steps.Length), steps, scale.Origin), null), [sign], x.Shape, x.BatchAxis);
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

    /// <summary>Integers lose their low bits; what is left counts in the old steps, as the reference executor of QONNX has it.</summary>
    private static void Truncate(OperatorNode node)
    {
        if (Enumerable.Range(1, 4).Any(input => node.Weight(input).Count != 1) || node.Constant(2).Reals[0] != 0)
        {
            throw node.Unsupported("a zero point of 0, and one scale and one bit width for all values, are supported");
        }

        var (step, lost) = (node.Constant(1).Reals[0], node.Constant(3).Reals[0] - node.Constant(4).Reals[0]);
        if (!(lost is >= 0 and <= 62 && lost == Math.Round(lost) && step > 0))
        {
            throw node.Unsupported("the scale must be positive, and the output not wider than the input");
        }

        var (rounding, isOtherSide) = RoundingOf(node);
        if (isOtherSide)
        {
            throw node.Unsupported("rounding up is supported by Quant only");
        }

        var x = node.Data(0);
        var factor = new WeightTensor("scale", new TensorShape(1), [Math.ScaleB(1 / step, -(int)lost)], node.Constant(1).Origin);
        var integers = node.EmitInner(new Quantize($"{node.Name}_integer", 0, null, null, rounding, factor), x.Tensor!);
        node.Emit(new BatchNormalization(node.Name, new WeightTensor("scale", new TensorShape(1), [step], node.Constant(1).Origin), null), [integers], x.Shape, x.BatchAxis);
    }

    private static OnnxOperator Quant(string type) => new(type, 1)
    {
        Domain = "*",
        Inputs = [new("X"), new("scale", Constant: true), new("zeropt", Constant: true), new("bitwidth", Constant: true)],
        Attributes = [OnnxAttribute.Int("signed", 1), OnnxAttribute.Int("narrow", 0), OnnxAttribute.Text("rounding_mode", "ROUND")],
        Limits = "Bit widths of 1 to 62.",
        Import = node => Emit(node, QuantizerOf(node, Broadcasting.Repeating(node, node.Weight(3), node.Data(0).Shape))),
        Fold = FoldQuant,
    };

    /// <summary>Adds a quantiser as the layers of a node.</summary>
    public static void Emit(OperatorNode node, Quantizer quantizer)
    {
        var x = node.Data(0);
        node.Alias(new ImportedValue(quantizer.Add(node, x, node.OutputName(0)), x.Shape, x.BatchAxis));
    }

    private static ConstantTensor FoldQuant(OperatorNode node)
    {
        var (x, bits) = (node.Weight(0), node.Weight(3));
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

        // Limits of a fractional width are rounded like everything else.
        var limits = Array.ConvertAll(bits, width => (
            (long)quantizer.Rounded(signed ? -Math.Pow(2, width - 1) + (narrow ? 1 : 0) : 0),
            (long)quantizer.Rounded(signed ? Math.Pow(2, width - 1) - 1 : Math.Pow(2, width) - 1 - (narrow ? 1 : 0))));
        quantizer = Array.TrueForAll(limits, own => own == limits[0])
            ? quantizer with { Low = limits[0].Item1, High = limits[0].Item2 } : quantizer with { Low = 0, High = 0, Limits = limits };
        Quantizer.RequireSound(node, quantizer.Scale);
        return quantizer.Zero.Reals.All(double.IsFinite) ? quantizer : throw node.Unsupported("zero points must be finite");
    }

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
