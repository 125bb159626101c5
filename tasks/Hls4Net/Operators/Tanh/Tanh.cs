namespace Hls4Net.Operators;

/// <summary>Hyperbolic tangent.</summary>
/// <param name="name">The user's name of the node.</param>
public sealed class Tanh(string name) : LookupLayer(name)
{
    /// <inheritdoc/>
    protected override double Reference(double x, int element) => Math.Tanh(x);
}
