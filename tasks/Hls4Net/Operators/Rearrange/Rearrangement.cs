namespace Hls4Net.Operators;

/// <summary>A rearrangement of which only the index table is known: one of any class, read back from a file.</summary>
/// <param name="name">The user's name of the node.</param>
/// <param name="className">The class it had.</param>
/// <param name="shape">Shape of the result.</param>
/// <param name="fill">The constant; null for none.</param>
internal sealed class Rearrangement(string name, string className, TensorShape shape, double? fill) : RearrangeLayer(name)
{
    /// <inheritdoc/>
    public override string ClassName => className;

    /// <inheritdoc/>
    public override double? Fill => fill;

    /// <inheritdoc/>
    protected override TensorShape ResultOf(TensorShape input)
    {
        var (low, high) = (fill is null ? 0 : Constant, input.Count - 1);
        return Tables.TryGetValue("index_table", out var table) && table.Length == shape.Count && Array.TrueForAll(table, i => i >= low && i <= high)
            ? shape : throw ShapeRule.Misfit(this, $"The index table does not belong to {input} and {shape}.");
    }

    /// <inheritdoc/>
    protected override int[] SourcesOf(TensorShape input) => Array.ConvertAll(Tables["index_table"], source => (int)source);
}
