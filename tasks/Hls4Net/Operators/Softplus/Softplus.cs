namespace Hls4Net.Operators;

/// <summary>log(1 + e^x).</summary>
/// <param name="name">The user's name of the node.</param>
public sealed class Softplus(string name) : LookupLayer(name)
{
    /// <inheritdoc/>
    protected override double Reference(double x, int element) => Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x)));

    /// <inheritdoc/>
    protected override double CompatibleEntry(int k, int size) =>
        (float)Math.Log((double)MathF.Exp(Edge(16, k, size)) + 1.0);
}
