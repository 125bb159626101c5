namespace Hls4Net.Operators;

/// <summary>x where positive, <c>alpha · x</c> elsewhere.</summary>
/// <param name="name">The user's name of the node.</param>
/// <param name="alpha">Slope of the negative side, as trained.</param>
public sealed class LeakyRelu(string name, double alpha) : ElementwiseLayer(name)
{
    /// <summary>Slope of the negative side, as trained.</summary>
    public double Alpha { get; } = alpha;

    /// <inheritdoc/>
    protected override double Reference(double x, int element) => x > 0 ? x : Alpha * x;
}
