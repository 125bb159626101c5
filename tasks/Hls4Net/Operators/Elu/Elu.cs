namespace Hls4Net.Operators;

/// <summary>x where not negative, <c>alpha · (e^x − 1)</c> elsewhere; the negative side is a table.</summary>
/// <remarks>A fitted table includes alpha; beside a compatible one it is a parameter of its own (role <c>param</c>).</remarks>
/// <param name="name">The user's name of the node.</param>
/// <param name="alpha">Factor of the negative side, as trained.</param>
public sealed class Elu(string name, double alpha = 1) : ExponentialLayer(name)
{
    /// <summary>Factor of the negative side, as trained.</summary>
    public double Alpha { get; } = alpha;

    /// <inheritdoc/>
    public override IEnumerable<(string Name, object? Value)> Parameters => [("alpha", Alpha)];

    /// <summary>The factor as hardware holds it, in raw units of <c>Types["param"]</c>; null where the table includes it.</summary>
    public long? AlphaRaw => Tables.TryGetValue("param", out var raw) ? raw[0] : null;

    /// <inheritdoc/>
    protected override FixedValue NegativeFactor => AlphaRaw is null ? FixedValue.One : Parameter("param");

    /// <inheritdoc/>
    protected override double Reference(double x, int element) => x < 0 ? Alpha * (Math.Exp(x) - 1) : x;

    /// <inheritdoc/>
    protected override void FitConstants(PrecisionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        base.FitConstants(context);
        if (IsCompatible)
        {
            context.FitParameter(this, "param", Alpha);
        }
    }

    /// <inheritdoc/>
    protected override double CompatibleEntry(int k, int size) => CompatibleExponential(k, size);
}
