using Hls4Net.Operators;

namespace Hls4Net.Compiler.Passes;

/// <summary>
/// The steps of quantised weights leave the matrix product, which then works on integers: <c>Σ x·(k·s_j) + b_j = s_j · Σ x·k + b_j</c>. The
/// scale joins those that follow and ends in the next quantiser. Steps that are powers of two stay: they cost nothing.
/// </summary>
public sealed class SeparateSteps : OptimizerPass
{
    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Roots => [nameof(Dense), "Conv1D", "Conv2D", "DepthwiseConv1D", "DepthwiseConv2D", "Conv1DTranspose", "Conv2DTranspose"];

    /// <inheritdoc/>
    public override bool Match(Layer node) =>
        node is IWeightedSums { Weight.IsQuantized: true } product && !product.Weight.Steps!.All(IsPowerOfTwo) && Steps(product) is not null
        && !Fusion.IsSet(node, "weight") && !Fusion.IsSet(node, "result");

    /// <inheritdoc/>
    public override bool Transform(ModelGraph model, Layer node)
    {
        var product = (IWeightedSums)node;
        var (steps, weight) = (Steps(product)!, product.Weight);
        node.SetWeight(new WeightTensor(weight.Name, weight.Shape, [.. weight.Values.Select((value, i) => Math.Round(value / steps[i % product.NOut]))], weight.Origin)
        {
            Steps = [.. Enumerable.Repeat(1.0, weight.Values.Count)],
        });
        Scales.Append(model, node, steps, product.Bias?.Values.ToArray(), weight.Origin);
        return true;
    }

    /// <summary>The step of each output; null where weights of one output have different ones.</summary>
    private static double[]? Steps(IWeightedSums product)
    {
        var steps = new double[product.NOut];
        for (var i = 0; i < product.Weight.Steps!.Count; i++)
        {
            var step = product.Weight.Steps[i];
            if (i >= steps.Length && steps[i % steps.Length] != step)
            {
                return null;
            }

            steps[i % steps.Length] = step;
        }

        return steps;
    }

    private static bool IsPowerOfTwo(double step) => (BitConverter.DoubleToInt64Bits(step) & ((1L << 52) - 1)) == 0;
}
