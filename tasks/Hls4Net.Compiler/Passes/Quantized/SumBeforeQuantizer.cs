using Hls4Net.Operators;

namespace Hls4Net.Compiler.Passes;

/// <summary>
/// A mean of integers becomes their sum and a scale, which joins the next quantiser: no quotient is rounded in between, and no
/// divider is built.
/// </summary>
public sealed class SumBeforeQuantizer : OptimizerPass
{
    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Roots => ["AveragePooling1D", "AveragePooling2D"];

    /// <inheritdoc/>
    public override bool Match(Layer node) =>
        node is Pooling { Operation: PoolingOperation.Average } pooling && Scales.IsInteger(node.Input) && !Fusion.IsSet(node, "result") && !Fusion.IsSet(node, "accum")
        && Divisor(pooling) is not null;

    /// <inheritdoc/>
    public override bool Transform(ModelGraph model, Layer node)
    {
        var pooling = (Pooling)node;
        var divisor = Divisor(pooling)!.Value;
        var sum = model.Replace(node, new Pooling(node.Name, PoolingOperation.Sum, pooling.Window, pooling.RoundsUp, pooling.CountsPadding) { Settings = node.Settings });
        Scales.Behind(model, sum, new BatchNormalization($"{node.Name}_mean", new WeightTensor("scale", new TensorShape(1), [1.0 / divisor], node.Name), null));
        return true;
    }

    /// <summary>What every mean divides by; null where they differ at the borders.</summary>
    private static int? Divisor(Pooling pooling)
    {
        var grid = pooling.Grid;
        var first = pooling.DivisorAt(grid, 0);
        return Enumerable.Range(1, grid.Positions - 1).All(position => pooling.DivisorAt(grid, position) == first) ? first : null;
    }
}
