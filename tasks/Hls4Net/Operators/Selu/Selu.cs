namespace Hls4Net.Operators;

/// <summary><c>gamma · x</c> where not negative, <c>gamma · alpha · (e^x − 1)</c> elsewhere; the negative side is a table.</summary>
/// <param name="name">The user's name of the node.</param>
/// <param name="alpha">Factor of the exponential.</param>
/// <param name="gamma">Factor of both sides.</param>
public sealed class Selu(string name, double alpha = Selu.DefaultAlpha, double gamma = Selu.DefaultGamma) : LookupLayer(name)
{
    /// <summary>ONNX's default <see cref="Alpha"/>.</summary>
    public const double DefaultAlpha = 1.67326319217681884765625;

    /// <summary>ONNX's default <see cref="Gamma"/>.</summary>
    public const double DefaultGamma = 1.05070102214813232421875;

    /// <summary>Factor of the exponential.</summary>
    public double Alpha { get; } = alpha;

    /// <summary>Factor of both sides.</summary>
    public double Gamma { get; } = gamma;

    /// <inheritdoc/>
    protected override double Reference(double x, int element) =>
        Gamma * (x < 0 ? Alpha * (Math.Exp(x) - 1) : x);
}
