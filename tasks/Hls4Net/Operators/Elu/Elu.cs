namespace Hls4Net.Operators;

/// <summary>x where not negative, <c>alpha · (e^x − 1)</c> elsewhere; the negative side is a table.</summary>
/// <param name="name">The user's name of the node.</param>
/// <param name="alpha">Factor of the negative side, as trained.</param>
public sealed class Elu(string name, double alpha = 1) : LookupLayer(name)
{
    /// <summary>Factor of the negative side, as trained.</summary>
    public double Alpha { get; } = alpha;

    /// <inheritdoc/>
    protected override double Reference(double x, int element) => x < 0 ? Alpha * (Math.Exp(x) - 1) : x;
}
