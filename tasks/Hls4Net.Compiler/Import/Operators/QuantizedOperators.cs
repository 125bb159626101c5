using Hls4Net.Import;

namespace Hls4Net.Compiler.Import.Operators;

/// <summary>
/// Operators on quantised integers: each is the plain operator between conversions, as ONNX defines it; passes then bring its
/// arithmetic down to integers again.
/// </summary>
internal static class QuantizedOperators
{
    private const string Microsoft = "com.microsoft";

    private static readonly OnnxInput Scale = new("y_scale", Constant: true);
    private static readonly OnnxAttribute ChannelsLast = OnnxAttribute.Int("channels_last", 0).Only("the runtime's own graph optimisations make that form: export without them");
    private static readonly OnnxInput Zero = new("y_zero_point", Constant: true, Optional: true);

    public static IEnumerable<OnnxOperator> Operators =>
    [
        Linear("QLinearConv", "", 10, Plain(Convolutions.Operators, "Conv"), [.. Operand("x"), .. Operand("w"), Scale, Zero, new("B", Constant: true, Optional: true)], Convolve),
        Linear("QLinearMatMul", "", 10, Plain(MatrixProducts.Operators, "MatMul"), [.. Operand("a"), .. Operand("b"), Scale, Zero]),
        Linear("QLinearMatMul", Microsoft, 1, Plain(MatrixProducts.Operators, "MatMul"), [.. Operand("a"), .. Operand("b"), Scale, Zero]),
        Linear("QLinearAdd", Microsoft, 1, Plain(Arithmetic.Operators, "Add"), [.. Operand("A"), .. Operand("B"), Scale, Zero]),
        Linear("QLinearMul", Microsoft, 1, Plain(Arithmetic.Operators, "Mul"), [.. Operand("A"), .. Operand("B"), Scale, Zero]),
        Linear("QLinearSigmoid", Microsoft, 1, Plain(Activations.Operators, "Sigmoid"), [.. Operand("X"), Scale, Zero]),
        Linear("QLinearLeakyRelu", Microsoft, 1, Plain(Activations.Operators, "LeakyRelu"), [.. Operand("X"), Scale, Zero]),
        Linear("QLinearReduceMean", Microsoft, 1, Reductions.Operators.First(o => o.Type == "ReduceMean"), [.. Operand("data"), new("reduced_scale", Constant: true), new("reduced_zero_point", Constant: true, Optional: true)]),
        Linear("QLinearSoftmax", Microsoft, 1, Plain(SoftmaxOperator.Operators, "Softmax"), [.. Operand("X"), Scale, Zero], Normalize, OnnxAttribute.Int("opset").MustBeGiven()),
        new("QLinearWhere", 1)
        {
            Domain = Microsoft,
            Inputs = [new("condition", Constant: true), .. Operand("X"), .. Operand("Y"), new("z_scale", Constant: true), new("z_zero_point", Constant: true)],
            Limits = "As Where.",
            MakesIntegers = true,
            Import = node => Emit(node, node.As(Plain(Conditions.Operators, "Where"), [node.Input(0), Numbers(node, 1), Numbers(node, 4)], $"{node.Name}_choice"), 7),
        },
        Linear("QLinearAveragePool", Microsoft, 1, Plain(Poolings.Operators, "AveragePool"), [.. Operand("X"), Scale, Zero], null, ChannelsLast),
        Linear("QLinearGlobalAveragePool", Microsoft, 1, Plain(Poolings.Operators, "GlobalAveragePool"), [.. Operand("X"), Scale, Zero], null, ChannelsLast),
        Linear("QGemm", Microsoft, 1, Plain(MatrixProducts.Operators, "Gemm"), [.. Operand("A"), .. Operand("B"), new("C", Constant: true, Optional: true), Scale with { Optional = true }, Zero], Gemm),
        new("QLinearConcat", 1)
        {
            Domain = Microsoft,
            Inputs = [Scale, Zero with { Optional = false }, new("input"), .. Operand("input").Skip(1)],
            Variadic = true,
            Attributes = Plain(Joining.Operators, "Concat").Attributes,
            Limits = "As Concat.",
            MakesIntegers = true,
            Import = Concat,
        },
        Integer("ConvInteger", Plain(Convolutions.Operators, "Conv")),
        Integer("MatMulInteger", Plain(MatrixProducts.Operators, "MatMul")),
    ];

    private static OnnxOperator Plain(IEnumerable<OnnxOperator> family, string type) => family.Last(o => o.Type == type);

    private static OnnxInput[] Operand(string name) => [new(name), new($"{name}_scale", Constant: true), new($"{name}_zero_point", Constant: true, Optional: true)];

    private static OnnxOperator Linear(string type, string domain, int since, OnnxOperator plain, OnnxInput[] inputs, Action<OperatorNode, OnnxOperator>? import = null, params OnnxAttribute[] own) => new(type, since)
    {
        Domain = domain,
        Inputs = inputs,
        Attributes = [.. plain.Attributes, .. own],
        Limits = $"As {plain.Type}.",
        MakesIntegers = true,
        Import = node => (import ?? Elementwise)(node, plain),
    };

    /// <summary>Operands one after the other, then scale and zero point of the result.</summary>
    private static void Elementwise(OperatorNode node, OnnxOperator plain)
    {
        var operands = (node.Declaration.Inputs.Count - 2) / 3;
        var numbers = node.As(plain, [.. Enumerable.Range(0, operands).Select(k => Numbers(node, 3 * k))], $"{node.Name}_product");
        Emit(node, numbers, 3 * operands);
    }

    /// <summary>Before version 13 the classes are everything from the axis on.</summary>
    private static void Normalize(OperatorNode node, OnnxOperator plain)
    {
        var version = node.Int("opset") < 13 ? SoftmaxOperator.Operators.First(o => o.Type == plain.Type) : plain;
        Emit(node, node.As(version, [Numbers(node, 0)], $"{node.Name}_probabilities"), 3);
    }

    private static void Convolve(OperatorNode node, OnnxOperator plain)
    {
        var weights = Numbers(node, 3, outputsFirst: true);
        Emit(node, node.As(plain, [Numbers(node, 0), weights, .. Offsets(node, 8, 1)], $"{node.Name}_product"), 6);
    }

    /// <summary>Offsets in steps of products, where there are any: those of the data by those of each output's weights.</summary>
    private static IEnumerable<ImportedValue> Offsets(OperatorNode node, int input, double factor)
    {
        if (node.Optional(input) is null)
        {
            return [];
        }

        var (integers, x, w) = (node.Weight(input), node.Weight(1).Reals[0] * factor, node.Weight(4).Reals);
        return [new ImportedValue(new ConstantTensor(integers.Origin, integers.Shape, [.. integers.Reals.Select((value, i) => value * (x * w[i % w.Length]))]))];
    }

    private static void Gemm(OperatorNode node, OnnxOperator plain)
    {
        var weights = Numbers(node, 3, outputsFirst: node.Has("transB") && node.Int("transB") != 0);
        var numbers = node.As(plain, [Numbers(node, 0), weights, .. Offsets(node, 6, node.Has("alpha") ? node.Float("alpha") : 1)], node.Optional(7) is null ? node.OutputName(0) : $"{node.Name}_product");
        if (node.Optional(7) is null)
        {
            node.Alias(numbers);
        }
        else
        {
            Emit(node, numbers, 7);
        }
    }

    private static void Concat(OperatorNode node)
    {
        var inputs = Enumerable.Range(0, (node.InputCount - 2) / 3)
            .Select(k => LinearQuantization.Numbers(node, node.Input(2 + (3 * k)), Scalar(node, 3 + (3 * k)), node.Optional(4 + (3 * k)) is null ? null : Reshaped(node, node.Weight(4 + (3 * k)), []), $"{node.Name}_numbers_{k}"));
        Emit(node, node.As(Plain(Joining.Operators, "Concat"), [.. inputs], $"{node.Name}_joined"), 0);
    }

    private static ConstantTensor Reshaped(OperatorNode node, ConstantTensor constant, int[] shape) =>
        shape.Aggregate(1L, (product, d) => product * d) == constant.Count ? constant.Reshaped(shape)
        : throw node.Mismatch($"'{NameText.Show(constant.Origin)}' holds {constant.Count} values where shape [{string.Join(',', shape)}] is expected");

    private static ConstantTensor Scalar(OperatorNode node, int input) => node.Weight(input).Count == 1
        ? node.Weight(input).Reshaped([]) : throw node.Unsupported("scales that differ along the data are supported for weights only");

    /// <summary>Operand, scale and zero point from an input on.</summary>
    private static ImportedValue Numbers(OperatorNode node, int first, bool outputsFirst = false)
    {
        var (x, scale, zero) = (node.Input(first), node.Weight(first + 1), node.Optional(first + 2) is null ? null : node.Weight(first + 2));
        int[] shape = outputsFirst && scale.Count > 1 ? [scale.Count, .. Enumerable.Repeat(1, Math.Max(0, x.Rank - 1))] : [.. scale.Shape.Count > 0 && scale.Count == 1 ? [] : scale.Shape];
        return LinearQuantization.Numbers(node, x, Reshaped(node, scale, shape), zero is null ? null : Reshaped(node, zero, zero.Count == 1 ? [] : shape), $"{node.Name}_{node.Declaration.Inputs[first].Name}");
    }

    private static void Emit(OperatorNode node, ImportedValue numbers, int scale)
    {
        var zero = node.Optional(scale + 1) is null ? null : Reshaped(node, node.Weight(scale + 1), []);
        node.Alias(LinearQuantization.Integers(node, numbers, LinearQuantization.QuantizerOf(node, Scalar(node, scale), zero), node.Name));
    }

    private static OnnxOperator Integer(string type, OnnxOperator plain) => new(type, 10)
    {
        Inputs = [new("x"), new("w"), new("x_zero_point", Constant: true, Optional: true), new("w_zero_point", Constant: true, Optional: true)],
        Attributes = plain.Attributes,
        Limits = $"As {plain.Type}.",
        MakesIntegers = true,
        Import = node => node.Alias(node.As(plain, [Shifted(node, 0, false), Shifted(node, 1, plain.Type == "Conv")], node.OutputName(0))),
    };

    private static ImportedValue Shifted(OperatorNode node, int operand, bool outputsFirst)
    {
        var one = new ConstantTensor(node.Name, [], [1.0]);
        var (x, zero) = (node.Input(operand), node.Optional(operand + 2) is null ? null : node.Weight(operand + 2));
        if (x.Constant is null && (zero is null || zero.Reals.All(value => value == 0)))
        {
            return x;
        }

        zero = zero is null || zero.Count == 1 ? zero?.Reshaped([]) : outputsFirst ? zero.Reshaped([zero.Count, .. Enumerable.Repeat(1, Math.Max(0, x.Rank - 1))]) : zero;
        return LinearQuantization.Numbers(node, x, one, zero, $"{node.Name}_{node.Declaration.Inputs[operand].Name}");
    }
}
