namespace Hls4Net.Operators;

/// <summary>Hyperbolic tangent.</summary>
/// <param name="name">The user's name of the node.</param>
public sealed class Tanh(string name) : LookupLayer(name)
{
    /// <inheritdoc/>
    protected override double Reference(double x, int element) => Math.Tanh(x);

    /// <inheritdoc/>
    protected override LookupIndex CompatibleIndex(int size) => new(size, 3, size / 2, Truncate: true, size);

    /// <inheritdoc/>
    protected override double CompatibleEntry(int k, int size) => MathF.Tanh(Edge(8, k, size));
}
