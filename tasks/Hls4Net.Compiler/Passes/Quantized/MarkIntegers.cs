using Hls4Net.Operators;

namespace Hls4Net.Compiler.Passes;

/// <summary>
/// Where a model quantises data, weights that are integers are meant to be: integerised exports store them so, without a quantiser
/// of their own. They are kept exactly, and nothing is folded into them.
/// </summary>
public sealed class MarkIntegers : Pass
{
    private const double Largest = 1L << 31;

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
            if (layer is IWeightedSums { Weight: { IsQuantized: false } weight } && weight.Values.All(value => value == Math.Round(value) && Math.Abs(value) <= Largest))
            {
                layer.SetWeight(new WeightTensor(weight.Name, weight.Shape, [.. weight.Values], weight.Origin)
                {
                    Steps = [.. Enumerable.Repeat(1.0, weight.Values.Count)],
                });
            }
        }
    }
}
