using Hls4Net.Import;
using Hls4Net.Operators;

namespace Hls4Net.Compiler.Import;

/// <summary>What a quantising node computes: integers <c>limit(round(x / scale) + zero)</c>, or the numbers <c>(integer − zero) · scale</c> that they stand for.</summary>
/// <param name="Scale">Size of a step; one value, or values that broadcast to the data.</param>
/// <param name="Zero">The integer that stands for zero, likewise; not necessarily whole.</param>
/// <param name="Low">Smallest integer.</param>
/// <param name="High">Largest integer.</param>
/// <param name="Rounding">How it rounds.</param>
internal sealed record Quantizer(ConstantTensor Scale, ConstantTensor Zero, long? Low, long? High, Rounding Rounding)
{
    /// <summary>Whether zero is added before rounding, as QONNX does; ONNX adds it behind.</summary>
    public bool RoundsShifted { get; init; }

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

    /// <summary>
    /// Adds a <see cref="Quantize"/> layer, and behind it what its steps have to be multiplied by. Steps that are a power of two
    /// are those of a fixed-point type: nothing has to be multiplied.
    /// </summary>
    /// <param name="node">The node.</param>
    /// <param name="x">The data.</param>
    /// <param name="name">Name of the layer and of what it makes.</param>
    /// <returns>The numbers that the integers stand for.</returns>
    public Tensor Add(OperatorNode node, ImportedValue x, string name)
    {
        var (scales, zeros) = (Broadcasting.Repeating(node, Scale, x.Shape), Broadcasting.Repeating(node, Zero, x.Shape));
        var zero = zeros[0];
        if (Array.Exists(zeros, other => other != zero))
        {
            throw node.Unsupported("zero points that differ along the data are supported for constants only");
        }

        // round(v + zero) − zero = round(v), but for odd numbers where ties go to even ones.
        var shift = RoundsShifted && (zero != Math.Round(zero) || (zero % 2 != 0 && Rounding is Rounding.RoundConvergent)) ? zero : 0;
        var (low, high) = (Low - (long)(zero - shift), High - (long)(zero - shift));
        var exponent = (int)Math.Round(Math.Log2(scales[0]));
        if (shift == 0 && Array.TrueForAll(scales, scale => scale == scales[0]) && scales[0] == Math.ScaleB(1, exponent))
        {
            return node.EmitInner(new Quantize(name, exponent, low, high, Rounding), name, x.Tensor!);
        }

        var factors = new WeightTensor("scale", new TensorShape(scales.Length), Array.ConvertAll(scales, scale => 1 / scale), Scale.Origin);
        var steps = new WeightTensor("scale", new TensorShape(scales.Length), scales, Scale.Origin);
        var offset = shift == 0 ? null : new WeightTensor("bias", new TensorShape(1), [shift], Zero.Origin);
        var back = shift == 0 ? null : new WeightTensor("bias", new TensorShape(scales.Length), Array.ConvertAll(scales, scale => -shift * scale), Zero.Origin);
        var integers = node.EmitInner(new Quantize($"{name}_integer", 0, low, high, Rounding, factors, offset), $"{name}_integer", x.Tensor!);
        return node.EmitInner(new BatchNormalization(name, steps, back), name, integers);
    }

    /// <summary>Whether every step is positive and finite.</summary>
    public bool IsSound => Scale.Reals.All(scale => scale > 0 && double.IsFinite(scale)) && Zero.Reals.All(double.IsFinite);

    /// <summary>As reference implementations compute it: in binary32.</summary>
    private double Integer(double x, double step, double zero)
    {
        var scaled = (double)((float)x / (float)step);
        var integer = RoundsShifted ? FixedPoint.Round((float)(scaled + zero), Rounding) : FixedPoint.Round(scaled, Rounding) + zero;
        integer = Low is { } low ? Math.Max(low, integer) : integer;
        return High is { } high ? Math.Min(high, integer) : integer;
    }
}
