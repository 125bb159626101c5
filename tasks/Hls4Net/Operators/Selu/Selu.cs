namespace Hls4Net.Operators;

/// <summary><c>gamma · x</c> where not negative, <c>gamma · alpha · (e^x − 1)</c> elsewhere; the negative side is a table.</summary>
/// <param name="name">The user's name of the node.</param>
/// <param name="alpha">Factor of the exponential.</param>
/// <param name="gamma">Factor of both sides.</param>
public sealed class Selu(string name, double alpha = Selu.DefaultAlpha, double gamma = Selu.DefaultGamma) : ExponentialLayer(name)
{
    /// <summary>ONNX's default <see cref="Alpha"/>.</summary>
    public const double DefaultAlpha = 1.67326319217681884765625;

    /// <summary>ONNX's default <see cref="Gamma"/>.</summary>
    public const double DefaultGamma = 1.05070102214813232421875;

    /// <summary>Factor of the exponential.</summary>
    public double Alpha { get; } = alpha;

    /// <summary>Factor of both sides; its type has the role <c>param</c>.</summary>
    public double Gamma { get; } = gamma;

    /// <inheritdoc/>
    public override IEnumerable<(string Name, object? Value)> Parameters => [("alpha", Alpha), ("gamma", Gamma)];

    /// <summary>The factor of the positive side as hardware holds it, in raw units of <c>Types["param"]</c>.</summary>
    public long GammaRaw => Tables["param"][0];

    /// <inheritdoc/>
    protected override FixedValue PositiveFactor => Parameter("param");

    /// <inheritdoc/>
    protected override double Reference(double x, int element) =>
        Gamma * (x < 0 ? Alpha * (Math.Exp(x) - 1) : x);

    /// <inheritdoc/>
    protected override void FitConstants(PrecisionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        base.FitConstants(context);
        context.FitParameter(this, "param", Gamma, Gamma is >= 0 and < 2 ? new FixedType(16, 1, Signed: false) : null);
    }

    /// <inheritdoc/>
    protected override double CompatibleEntry(int k, int size) => (float)(Gamma * (Alpha * CompatibleExponential(k, size)));
}
