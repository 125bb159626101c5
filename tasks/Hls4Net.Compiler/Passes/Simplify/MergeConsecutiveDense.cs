using Hls4Net.Operators;

namespace Hls4Net.Compiler.Passes;

/// <summary>
/// Two dense layers without an activation in between are one matrix product. Merged where that takes no more
/// multiplications, and where the user set nothing for the first that would be lost.
/// </summary>
public sealed class MergeConsecutiveDense : OptimizerPass
{
    private static readonly string[] Roles = ["result", "weight", "bias", "accum"];

    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Roots => [nameof(Dense)];

    /// <inheritdoc/>
    public override bool Match(Layer node) =>
        node is Dense { Weight.IsQuantized: false } second
        && Fusion.OnlyProducer<Dense>(node) is { Weight.IsQuantized: false } first
        && (long)first.NIn * second.NOut <= ((long)first.NIn * first.NOut) + ((long)second.NIn * second.NOut)
        && !first.Settings.Trace
        && (first.Settings.ReuseFactor is null || first.Settings.ReuseFactor == second.Settings.ReuseFactor)
        && (first.Settings.Strategy is null || first.Settings.Strategy == second.Settings.Strategy)
        && !Array.Exists(Roles, role => Fusion.IsSet(first, role))
        && Fusion.MayBecome(second, "weight", () => Weights(first, second))
        && Fusion.MayBecome(second, "bias", () => Bias(first, second));

    /// <inheritdoc/>
    public override bool Transform(ModelGraph model, Layer node)
    {
        var second = (Dense)node;
        var first = (Dense)second.Input.Producer!;
        var (weights, bias) = (Weights(first, second), Bias(first, second));
        if ((first.Bias ?? second.Bias) is { } origin)
        {
            second.SetWeight(new WeightTensor("bias", new TensorShape(second.NOut), bias, origin.Origin));
        }

        second.SetWeight(new WeightTensor("weight", new TensorShape(first.NIn, second.NOut), weights, second.Weight.Origin));
        second.Absorb(first);
        model.SetInput(second, 0, first.Input);
        model.Remove(first);
        return true;
    }

    private static double[] Weights(Dense first, Dense second) => Product(first.Weight.Values, first.NIn, second);

    private static double[] Bias(Dense first, Dense second)
    {
        var bias = first.Bias is { } shift ? Product(shift.Values, 1, second) : new double[second.NOut];
        for (var j = 0; j < bias.Length; j++)
        {
            bias[j] += second.Bias?.Values[j] ?? 0;
        }

        return bias;
    }

    private static double[] Product(IReadOnlyList<double> left, int rows, Dense right)
    {
        var (inner, columns) = (right.NIn, right.NOut);
        var weights = right.Weight.Values;
        var result = new double[rows * columns];
        for (var i = 0; i < rows; i++)
        {
            for (var k = 0; k < inner; k++)
            {
                var factor = left[(i * inner) + k];
                for (var j = 0; j < columns; j++)
                {
                    result[(i * columns) + j] += factor * weights[(k * columns) + j];
                }
            }
        }

        return result;
    }
}
