namespace Hls4Net.Operators;

/// <summary><c>alpha · x + beta</c> limited to [0, 1].</summary>
/// <param name="name">The user's name of the node.</param>
/// <param name="alpha">Slope.</param>
/// <param name="beta">Value at zero.</param>
public sealed class HardSigmoid(string name, double alpha = 0.2, double beta = 0.5) : ElementwiseLayer(name)
{
    /// <summary>Slope, as trained.</summary>
    public double Alpha { get; } = alpha;

    /// <summary>Value at zero, as trained.</summary>
    public double Beta { get; } = beta;

    /// <inheritdoc/>
    protected override double Reference(double x, int element) => Math.Clamp((Alpha * x) + Beta, 0, 1);
}
