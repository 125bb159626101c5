namespace Hls4Net.Compiler.Import;

/// <summary>What to do about an operator that is not supported.</summary>
internal static class OperatorHint
{
    private const string Floats = "Hardware computes in fixed point: quantise to integers (Quant, QuantizeLinear) instead of small floating-point types.";
    private const string Dynamic = "Its scale depends on the data of each sample, which hardware does not know beforehand: use static quantisation (calibrated scales).";

    private static readonly Dictionary<string, string> Hints = new(StringComparer.Ordinal)
    {
        ["Celu"] = "The nearest supported form is Elu (equal for alpha = 1).",
        ["FloatQuant"] = Floats,
        ["DynamicQuantizeLinear"] = Dynamic,
        ["DynamicQuantizeMatMul"] = Dynamic,
        ["Swish"] = "Write it as Mul(x, Sigmoid(x)).",
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
