namespace Hls4Net.Compiler.Configuration;

/// <summary>Names of classes of layers as configurations use them: ours, those of ONNX operators and those of hls4ml.</summary>
internal static class LayerClasses
{
    private static readonly Dictionary<string, string[]> Classes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["MatMul"] = ["Dense", "Einsum"],
        ["Gemm"] = ["Dense"],
        ["ApplyAlpha"] = ["BatchNormalization"],
        ["BatchNormOnnx"] = ["BatchNormalization"],
        ["InputLayer"] = ["Input"],
        ["Activation"] = ["Relu", "Sigmoid", "Tanh", "Softplus", "Softsign", "Selu", "Linear"],
        ["ParametrizedActivation"] = ["LeakyRelu", "Elu"],
        ["HardActivation"] = ["HardSigmoid"],
        ["Conv"] = ["Conv1D", "Conv2D", "DepthwiseConv1D", "DepthwiseConv2D"],
        ["ConvTranspose"] = ["Conv1DTranspose", "Conv2DTranspose"],
        ["MaxPool"] = ["MaxPooling1D", "MaxPooling2D"],
        ["AveragePool"] = ["AveragePooling1D", "AveragePooling2D"],
        ["Pooling1D"] = ["MaxPooling1D", "AveragePooling1D"],
        ["RNN"] = ["SimpleRNN"],
        ["Pooling2D"] = ["MaxPooling2D", "AveragePooling2D"],
    };

    private static readonly string[] Own =
    [
        "Input", "Dense", "BatchNormalization", "Quantize", "MultiThreshold", "Merge", "Relu", "LeakyRelu", "PRelu", "Clip", "HardSigmoid", "Linear", "Sigmoid", "Tanh",
        "Softplus", "Softsign", "Elu", "Selu", "Softmax", "Reshape", "Transpose", "Concatenate", "Conv1D", "Conv2D", "DepthwiseConv1D",
        "DepthwiseConv2D", "Conv1DTranspose", "Conv2DTranspose", "MaxPooling1D", "MaxPooling2D", "AveragePooling1D", "AveragePooling2D",
        "SumPooling1D", "SumPooling2D",
        "Gather", "Resize", "DepthToSpace", "SpaceToDepth", "ZeroPadding1D", "ZeroPadding2D", "Constant", "Embedding",
        "LSTM", "GRU", "SimpleRNN", "LayerNormalization", "InstanceNormalization", "GroupNormalization",
        "Exp", "Log", "Sqrt", "Reciprocal", "Pow", "Erf", "Gelu", "GeluTanh", "Mish", "Swish", "ThresholdedRelu", "ArgMax", "Einsum",
    ];

    /// <summary>What hls4ml's class-wise configurations list besides; a model of today's operators has none of these.</summary>
    private static readonly string[] Elsewhere =
    [
        "Quant", "GlobalPooling1D", "GlobalPooling2D",
    ];

    /// <summary>Every name, for suggestions.</summary>
    public static IEnumerable<string> Names => Own.Concat(Classes.Keys);

    /// <summary>The classes of layers that a name covers; none where it is known and not here; null where it is unknown.</summary>
    public static string[]? Find(string name) =>
        Classes.TryGetValue(name, out var classes) ? classes
        : Array.Find(Own, own => own.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } found ? [found]
        : Array.Exists(Elsewhere, other => other.Equals(name, StringComparison.OrdinalIgnoreCase)) ? [] : null;
}
