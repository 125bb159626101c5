namespace Hls4Net.Operators;

/// <summary>x / (1 + |x|).</summary>
/// <param name="name">The user's name of the node.</param>
public sealed class Softsign(string name) : LookupLayer(name)
{
    /// <inheritdoc/>
    private protected override bool HasSlowEnds => true;

    /// <inheritdoc/>
    protected override double Reference(double x, int element) => x / (1 + Math.Abs(x));

    /// <inheritdoc/>
    protected override double CompatibleEntry(int k, int size)
    {
        var x = Edge(16, k, size);
        return x / (MathF.Abs(x) + 1f);
    }
}
