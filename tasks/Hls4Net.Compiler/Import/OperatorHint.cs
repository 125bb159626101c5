namespace Hls4Net.Compiler.Import;

/// <summary>What to do about an operator that is not supported.</summary>
internal static class OperatorHint
{
    private const string Convolution = "Convolutional networks are not read in this version; the nearest supported forms are MatMul and Gemm on flattened data.";
    private const string Quantized = "Quantised networks are not read in this version: export the float model and set its types here.";

    private static readonly Dictionary<string, string> Hints = new(StringComparer.Ordinal)
    {
        ["Abs"] = "The nearest supported form is PRelu with slope -1.",
        ["Celu"] = "The nearest supported form is Elu (equal for alpha = 1).",
        ["Conv"] = Convolution,
        ["ConvTranspose"] = Convolution,
        ["MaxPool"] = Convolution,
        ["AveragePool"] = Convolution,
        ["GlobalAveragePool"] = Convolution,
        ["GlobalMaxPool"] = Convolution,
        ["Quant"] = Quantized,
        ["BipolarQuant"] = Quantized,
        ["QuantizeLinear"] = Quantized,
        ["DequantizeLinear"] = Quantized,
        ["QLinearConv"] = Quantized,
        ["QLinearMatMul"] = Quantized,
        ["ConvInteger"] = Quantized,
        ["MatMulInteger"] = Quantized,
        ["MultiThreshold"] = Quantized,
        ["Einsum"] = "The nearest supported form is MatMul with a constant matrix.",
        ["Gelu"] = "The nearest supported forms are Relu, Elu and Selu; train with one of them.",
        ["HardSwish"] = "Write it as Mul(x, HardSigmoid(x)) with alpha = 1/6.",
        ["LogSoftmax"] = "Export Softmax, or the logits in front of it: the order of classes is the same.",
        ["Max"] = "With a constant, the nearest supported form is Clip.",
        ["Min"] = "With a constant, the nearest supported form is Clip.",
        ["Neg"] = "Write it as Mul by the constant -1.",
        ["Pow"] = "A square can be written as Mul(x, x).",
        ["Reciprocal"] = "Divide by constants instead; Div by a constant is supported.",
        ["Sum"] = "Write it as a chain of Add.",
        ["Swish"] = "Write it as Mul(x, Sigmoid(x)).",
        ["Mish"] = "Write it as Mul(x, Tanh(Softplus(x))).",
        ["ThresholdedRelu"] = "The nearest supported forms are Relu and LeakyRelu.",
        ["ArgMax"] = "End the model before it: Softmax with Implementation=\"argmax\" marks the class.",
        ["FusedMatMul"] = "Export without the runtime's own graph optimisations.",
        ["If"] = "Control flow cannot become hardware: export the branch that inference takes.",
        ["Loop"] = "Control flow cannot become hardware: export with the loop unrolled.",
        ["Scan"] = "Control flow cannot become hardware: export with the loop unrolled.",
    };

    /// <summary>One or two sentences.</summary>
    /// <param name="type">The operator as the model has it.</param>
    /// <param name="isFunction">Whether the model defines it itself.</param>
    /// <param name="catalog">What is supported.</param>
    public static string For(string type, bool isFunction, OperatorCatalog catalog)
    {
        if (isFunction)
        {
            return "The model defines it as a function: inline functions before export (onnx.inliner).";
        }

        if (Hints.TryGetValue(type, out var hint))
        {
            return hint;
        }

        // Only for slips of the pen: operators of ONNX are near to each other in letters without being so in meaning.
        var names = catalog.All.Select(o => o.Type).Distinct(StringComparer.Ordinal);
        return Suggestion.Nearest(type, names) is { } nearest && type.Length >= 4 && Math.Abs(nearest.Length - type.Length) < 2
            ? $"Did you mean '{nearest}' of the default domain?"
            : "Replace it by supported operators (docs/onnx.md lists them), cut the model before it, or add a plugin that reads it.";
    }
}
