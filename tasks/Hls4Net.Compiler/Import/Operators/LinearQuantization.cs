using Hls4Net.Import;
using Hls4Net.Operators;

namespace Hls4Net.Compiler.Import.Operators;

/// <summary>QuantizeLinear and DequantizeLinear of ONNX and of com.microsoft, on data and on constants.</summary>
internal static class LinearQuantization
{
    private static readonly OnnxAttribute Axis = OnnxAttribute.Int("axis", 1);
    private static readonly OnnxAttribute Saturate = OnnxAttribute.Int("saturate", 1).WithoutEffect("only 8-bit floats use it");
    private static readonly OnnxAttribute Block = OnnxAttribute.Int("block_size", 0);

    public static IEnumerable<OnnxOperator> Operators =>
    [
        Quantize("", 10),
        Dequantize("", 10),
        Quantize("com.microsoft", 1, Axis),
        Dequantize("com.microsoft", 1, Axis),
        Quantize("", 13, Axis),
        Quantize("", 19, Axis, Saturate),
        Quantize("", 21, Axis, Saturate, Block, OnnxAttribute.Int("output_dtype", 0)),
        Dequantize("", 13, Axis),
        Dequantize("", 21, Axis, Block),
    ];

    /// <summary>Integers from numbers, as layers: what the integers stand for, and the integers themselves.</summary>
    /// <param name="node">The node.</param>
    /// <param name="x">The data.</param>
    /// <param name="quantizer">How.</param>
    /// <param name="name">Name of the layer.</param>
    public static ImportedValue Integers(OperatorNode node, ImportedValue x, Quantizer quantizer, string name)
    {
        var numbers = quantizer.Add(node, x, $"{name}_numbers");
        var (scales, zero) = (Broadcasting.Repeating(node, quantizer.Scale, x.Shape), Broadcasting.Repeating(node, quantizer.Zero, x.Shape));
        var integers = node.EmitInner(
            new BatchNormalization(name, Weight("scale", Array.ConvertAll(scales, scale => 1 / scale), quantizer.Scale), Weight("bias", zero, quantizer.Zero)),
            node.OutputName(0), numbers);
        return new ImportedValue(integers, x.Shape, x.BatchAxis) { IsInteger = true };
    }

    /// <summary>Numbers from integers.</summary>
    /// <param name="node">The node.</param>
    /// <param name="x">The integers: data or constants.</param>
    /// <param name="scale">Their step; broadcasts to them.</param>
    /// <param name="zero">The integer that stands for zero; null for 0.</param>
    /// <param name="name">Name of the layer.</param>
    public static ImportedValue Numbers(OperatorNode node, ImportedValue x, ConstantTensor scale, ConstantTensor? zero, string name)
    {
        Quantizer.RequireSound(node, scale);
        if (x.Constant is { } constant)
        {
            var (steps, zeros) = (Broadcasting.Expand(node, scale, x.Shape).Reals, zero is null ? null : Broadcasting.Expand(node, zero, x.Shape).Reals);
            return new ImportedValue(new ConstantTensor(
                constant.Origin, x.Shape, [.. constant.Reals.Select((value, i) => (value - (zeros?[i] ?? 0)) * steps[i])]) { Steps = steps });
        }

        var factors = Broadcasting.Repeating(node, scale, x.Shape);
        var shifts = zero is null ? null : Broadcasting.Repeating(node, zero, x.Shape);
        var count = Math.Max(factors.Length, shifts?.Length ?? 1);
        var bias = shifts is null || Array.TrueForAll(shifts, shift => shift == 0) ? null
            : Weight("bias", [.. Enumerable.Range(0, count).Select(i => -shifts[i % shifts.Length] * factors[i % factors.Length])], zero!);
        return new ImportedValue(node.EmitInner(new BatchNormalization(name, Weight("scale", factors, scale), bias), name, x.Tensor!), x.Shape, x.BatchAxis);
    }

    /// <summary>The quantiser that a scale and a zero point stand for; the integers are those of the zero point's element type.</summary>
    public static Quantizer QuantizerOf(OperatorNode node, ConstantTensor scale, ConstantTensor? zero, (long Min, long Max)? limits = null)
    {
        Quantizer.RequireSound(node, scale);
        var (low, high) = limits ?? zero?.Limits ?? (0, 255);
        return new Quantizer(scale, zero ?? new ConstantTensor(scale.Origin, [], [0L]), low, high, Rounding.RoundConvergent);
    }

    private static OnnxOperator Quantize(string domain, int since, params OnnxAttribute[] attributes) => new("QuantizeLinear", since)
    {
        Domain = domain,
        Inputs = [new("x"), new("y_scale", Constant: true), new("y_zero_point", Constant: true, Optional: true)],
        Attributes = attributes,
        Limits = "Integers of 4 to 32 bits.",
        MakesIntegers = true,
        Import = node => node.Alias(Integers(node, node.Data(0), Parameters(node), node.Name)),
        Fold = node => Parameters(node).FoldToIntegers(node, node.Weight(0)),
    };

    private static OnnxOperator Dequantize(string domain, int since, params OnnxAttribute[] attributes) => new("DequantizeLinear", since)
    {
        Domain = domain,
        Inputs = [new("x"), new("x_scale", Constant: true), new("x_zero_point", Constant: true, Optional: true)],
        Attributes = attributes,
        Limits = "Integers of 4 to 32 bits.",
        MakesIntegers = false,
        Import = node =>
        {
            var (scale, zero) = Along(node);
            node.Alias(Numbers(node, node.Data(0), scale, zero, node.OutputName(0)));
        },
        Fold = node =>
        {
            var (scale, zero) = Along(node);
            return Numbers(node, node.Input(0), scale, zero, node.Name).Constant!.Named(node.OutputName(0));
        },
    };

    private static Quantizer Parameters(OperatorNode node)
    {
        var (scale, zero) = Along(node);
        var type = node.Has("output_dtype") ? (Onnx.OnnxDataType)(int)node.Int("output_dtype") : Onnx.OnnxDataType.Undefined;
        return type == Onnx.OnnxDataType.Undefined ? QuantizerOf(node, scale, zero)
            : Onnx.OnnxDataTypes.Limits(type) is { } limits ? QuantizerOf(node, scale, zero, limits) : throw node.Unsupported($"output type {type} is not supported; integers are");
    }

    /// <summary>Scale and zero point in the shape in which they broadcast to the data.</summary>
    private static (ConstantTensor Scale, ConstantTensor? Zero) Along(OperatorNode node)
    {
        var (scale, zero) = (node.Weight(1), node.Optional(2) is null ? null : node.Weight(2));
        if (zero is { IsInteger: false })
        {
            throw node.Unsupported("8-bit floats are not supported; integers are");
        }

        var shape = node.Input(0).Shape;
        if (scale.Count == 1 && zero is null or { Count: 1 })
        {
            return (scale.Reshaped([]), zero?.Reshaped([]));
        }

        var axis = node.Axis(node.Has("axis") ? node.Int("axis") : 1, shape.Count);
        if (node.Has("block_size") && node.Int("block_size") > 0)
        {
            return (Repeated(node, scale, shape, axis), zero is null ? null : Repeated(node, zero, shape, axis));
        }

        return scale.Shape.Count == 1 && scale.Count == shape[axis] && (zero is null || zero.Count == scale.Count || zero.Count == 1)
            ? (scale.Reshaped(Broadcast(scale.Count)), zero?.Reshaped(zero.Count == 1 ? [] : Broadcast(scale.Count)))
            : throw node.Mismatch($"scales of shape [{string.Join(',', scale.Shape)}] do not suit axis {axis} of [{string.Join(',', shape)}]");

        int[] Broadcast(int count) => [.. Enumerable.Range(0, shape.Count - axis).Select(i => i == 0 ? count : 1)];
    }

    /// <summary>One value for every element of a block along the axis.</summary>
    private static ConstantTensor Repeated(OperatorNode node, ConstantTensor values, IReadOnlyList<int> shape, int axis)
    {
        var block = node.Int("block_size");
        if (values.Shape.Count != shape.Count || (values.Shape[axis] * block) < shape[axis])
        {
            throw node.Mismatch($"blocks of {block} along axis {axis} of [{string.Join(',', shape)}] do not suit scales of shape [{string.Join(',', values.Shape)}]");
        }

        var inner = shape.Skip(axis + 1).Aggregate(1, (product, d) => product * d);
        int[] places = [.. Enumerable.Range(0, shape.Aggregate(1, (product, d) => product * d)).Select(i =>
            (((i / inner / shape[axis] * values.Shape[axis]) + (int)(i / inner % shape[axis] / block)) * inner) + (i % inner))];
        return values.Picked(shape, places);
    }

    private static WeightTensor Weight(string role, double[] values, ConstantTensor origin) => new(role, new TensorShape(values.Length), values, origin.Origin);
}
