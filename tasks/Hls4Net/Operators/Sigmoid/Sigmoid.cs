namespace Hls4Net.Operators;

/// <summary>1 / (1 + e^−x).</summary>
/// <param name="name">The user's name of the node.</param>
public sealed class Sigmoid(string name) : LookupLayer(name)
{
    /// <inheritdoc/>
    protected override double Reference(double x, int element) => 1 / (1 + Math.Exp(-x));

    /// <inheritdoc/>
    protected override double CompatibleEntry(int k, int size) =>
        (float)(1.0 / (1f + MathF.Exp(-Edge(16, k, size))));
}
