using Hls4Net.Import;
using Hls4Net.Operators;

namespace Hls4Net.Compiler.Import.Operators;

/// <summary>Operators that make constants, and conversions of element types.</summary>
internal static class Constants
{
    private static readonly string[] Forms = ["value", "value_float", "value_floats", "value_int", "value_ints"];

    public static IEnumerable<OnnxOperator> Operators =>
    [
        new("Constant", 1) { Inputs = [], Attributes = [OnnxAttribute.Tensor("value").MustBeGiven()], Fold = Constant },
        new("Constant", 12)
        {
            Inputs = [],
            Attributes =
            [
                OnnxAttribute.Tensor("value"), OnnxAttribute.Float("value_float"), OnnxAttribute.Floats("value_floats"),
                OnnxAttribute.Int("value_int"), OnnxAttribute.Ints("value_ints"),
            ],
            Limits = "Dense numbers only.",
            Fold = Constant,
        },
        new("ConstantOfShape", 9)
        {
            Inputs = [new("input", Constant: true)],
            Attributes = [OnnxAttribute.Tensor("value")],
            Fold = OfShape,
        },
        Cast(6),
        Cast(19, OnnxAttribute.Int("saturate", 1).WithoutEffect("only 8-bit floats use it")),
    ];

    private static OnnxOperator Cast(int since, params OnnxAttribute[] more) => new("Cast", since)
    {
        Attributes = [OnnxAttribute.Int("to").MustBeGiven(), .. more],
        Limits = "Data not to boolean; integers that overflow their type do not wrap.",
        MakesIntegers = false,
        Import = node =>
        {
            var (x, target) = (node.Data(0), Target(node));
            if (target == Onnx.OnnxDataType.Bool)
            {
                throw node.Unsupported($"data would become {target}; conversions between numbers are supported");
            }

            var isInteger = !Onnx.OnnxDataTypes.IsReal(target);
            var tensor = isInteger && !x.IsInteger && !node.MakesIndices
                ? node.EmitInner(new Quantize(node.Name, 0, null, null, Rounding.TruncateZero), node.OutputName(0), x.Tensor!) : x.Tensor!;
            node.Alias(new ImportedValue(tensor, x.Shape, x.BatchAxis) { IsInteger = isInteger });
        },
        Fold = FoldCast,
    };

    /// <summary>A constant as a tensor beside data.</summary>
    /// <param name="node">The node that reads it.</param>
    /// <param name="constant">The constant.</param>
    /// <param name="shape">Its ONNX shape there.</param>
    /// <param name="batchAxis">Which dimension is the batch of the data; it must be 1.</param>
    /// <param name="name">Name of the layer.</param>
    public static Tensor Data(OperatorNode node, ConstantTensor constant, IReadOnlyList<int> shape, int batchAxis, string name)
    {
        if (batchAxis >= 0 && shape[batchAxis] != 1)
        {
            throw node.Unsupported($"constant '{NameText.Show(constant.Origin)}' of shape [{string.Join(',', shape)}] differs from sample to sample of the batch");
        }

        var value = new WeightTensor("value", ImportedValue.SampleShape(shape, batchAxis), constant.Reals, constant.Origin);
        return node.EmitInner(new Constant(name, value));
    }

    private static Onnx.OnnxDataType Target(OperatorNode node)
    {
        var to = (Onnx.OnnxDataType)(int)Math.Clamp(node.Int("to"), 0, 1000);
        return Onnx.OnnxDataTypes.Size(to) > 0 ? to : throw node.Unsupported($"element type {to} is not supported");
    }

    private static ConstantTensor Constant(OperatorNode node)
    {
        var given = Forms.Where(node.Has).ToArray();
        if (given.Length != 1)
        {
            throw node.Unsupported($"exactly one of {string.Join(", ", node.Declaration.Attributes.Select(a => a.Name))} must be given");
        }

        var origin = node.OutputName(0);
        return given[0] switch
        {
            "value_float" => new ConstantTensor(origin, [], [node.Float("value_float")]),
            "value_floats" => new ConstantTensor(origin, [node.Floats("value_floats")!.Length], node.Floats("value_floats")!),
            "value_int" => new ConstantTensor(origin, [], [node.Int("value_int")]),
            "value_ints" => new ConstantTensor(origin, [node.Ints("value_ints")!.Length], node.Ints("value_ints")!),
            _ => node.Tensor("value")!.Named(origin),
        };
    }

    private static ConstantTensor OfShape(OperatorNode node)
    {
        var shape = node.Integers(0);
        var value = node.Tensor("value");
        if (value is not null && value.Count != 1)
        {
            throw node.Mismatch("attribute 'value' must hold one element");
        }

        if (node.Constant(0).Shape.Count != 1 || shape.Length > Onnx.OnnxLimits.Default.Rank || shape.Any(d => d is < 0 or > int.MaxValue))
        {
            throw node.Unsupported($"[{string.Join(',', shape.Take(40))}] is not a shape");
        }

        int[] dimensions = [.. shape.Select(d => (int)d)];
        var count = Broadcasting.Count(node, dimensions, 0);
        if (value is { IsInteger: true })
        {
            var integers = new long[count];
            Array.Fill(integers, value.Integers[0]);
            return new ConstantTensor(node.OutputName(0), dimensions, integers);
        }

        var reals = new double[count];
        Array.Fill(reals, value?.Reals[0] ?? 0);
        return new ConstantTensor(node.OutputName(0), dimensions, reals);
    }

    private static ConstantTensor FoldCast(OperatorNode node)
    {
        var (constant, to) = (node.Constant(0), Target(node));
        return Onnx.OnnxDataTypes.IsReal(to)
            ? new ConstantTensor(constant.Origin, constant.Shape, Array.ConvertAll(constant.Reals, v => Rounded(v, to)))
            : new ConstantTensor(constant.Origin, constant.Shape, constant.IsInteger
                ? Array.ConvertAll(constant.Integers, v => Narrowed(v, to))
                : Array.ConvertAll(constant.Reals, v => Integer(node, v, to)));
    }

    private static double Rounded(double value, Onnx.OnnxDataType to) => to switch
    {
        Onnx.OnnxDataType.Float16 => (double)(Half)value,
        Onnx.OnnxDataType.BFloat16 => BFloat((float)value),
        Onnx.OnnxDataType.Float => (float)value,
        _ => value,
    };

    private static double BFloat(float value)
    {
        if (!float.IsFinite(value))
        {
            return value;
        }

        // To nearest, ties to even, on the upper half of the bits.
        var bits = BitConverter.SingleToUInt32Bits(value);
        return BitConverter.UInt32BitsToSingle((bits + 0x7FFF + ((bits >> 16) & 1)) & 0xFFFF_0000);
    }

    private static long Integer(OperatorNode node, double value, Onnx.OnnxDataType to) =>
        to == Onnx.OnnxDataType.Bool ? (value != 0 ? 1 : 0)
        : Math.Abs(value) < 9e18 && Narrowed((long)value, to) == (long)value ? (long)value
        : throw node.Unsupported(FormattableString.Invariant($"{value} does not fit {to}"));

    private static long Narrowed(long value, Onnx.OnnxDataType to) => unchecked(to switch
    {
        Onnx.OnnxDataType.Bool => value != 0 ? 1 : 0,
        Onnx.OnnxDataType.Int8 => (sbyte)value,
        Onnx.OnnxDataType.UInt8 => (byte)value,
        Onnx.OnnxDataType.Int16 => (short)value,
        Onnx.OnnxDataType.UInt16 => (ushort)value,
        Onnx.OnnxDataType.Int32 => (int)value,
        Onnx.OnnxDataType.UInt32 => (uint)value,
        _ => value,
    });
}
