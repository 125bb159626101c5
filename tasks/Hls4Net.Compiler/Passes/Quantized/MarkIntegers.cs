using Hls4Net.Operators;

namespace Hls4Net.Compiler.Passes;

/// <summary>
/// Where a model quantises data, weights that are integers, or a few binary digits behind the point, are meant to be: integerised exports store them so,
/// without a quantiser of their own, and interpolation between pixels has such weights. They are kept exactly, and nothing is folded into them.
/// </summary>
public sealed class MarkIntegers : Pass
{
    private const double Largest = 1L << 31;
    private const int MostDigits = 6;

    /// <inheritdoc/>
    public override void Run(ModelGraph model, PassContext context)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (!model.Layers.Any(layer => layer is Quantize or MultiThreshold))
        {
            return;
        }

        foreach (var layer in model.Layers)
        {
            if (layer is IWeightedSums { Weight: { IsQuantized: false } weight } && DigitsOf(weight) is { } digits)
            {
                layer.SetWeight(new WeightTensor(weight.Name, weight.Shape, [.. weight.Values], weight.Origin)
                {
                    Steps = [.. Enumerable.Repeat(Math.ScaleB(1, -digits), weight.Values.Count)],
                });
            }
        }
    }

    /// <summary>The binary digits behind the point that all weights have at most; null where that is not a few.</summary>
    private static int? DigitsOf(WeightTensor weight)
    {
        for (var digits = 0; digits <= MostDigits; digits++)
        {
            if (weight.Values.All(value => Math.ScaleB(value, digits) is var raw && raw == Math.Round(raw) && Math.Abs(raw) <= Largest))
            {
                return digits;
            }
        }

        return null;
    }
}
