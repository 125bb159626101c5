namespace Hls4Net.Operators;

/// <summary>An elementary function that hardware reads from a table fitted to the values that occur.</summary>
/// <param name="name">The user's name of the node.</param>
/// <param name="function">The function.</param>
/// <param name="exponent">The power of <see cref="MathFunction.Pow"/>.</param>
public sealed class MathLayer(string name, MathFunction function, double exponent = 1) : LookupLayer(name)
{
    /// <inheritdoc/>
    public override string ClassName => Function.ToString();

    /// <summary>The function.</summary>
    public MathFunction Function { get; } = function;

    /// <summary>The power of <see cref="MathFunction.Pow"/>.</summary>
    public double Exponent { get; } = exponent;

    /// <inheritdoc/>
    public override IEnumerable<(string Name, object? Value)> Parameters => Function == MathFunction.Pow ? [("exponent", Exponent)] : [];

    /// <inheritdoc/>
    protected override bool IsMonotone => false;

    /// <summary>The error function, to double precision.</summary>
    /// <remarks>Its Taylor series where that converges quickly, else the continued fraction of its complement (Abramowitz and Stegun 7.1.5, 7.1.14).</remarks>
    public static double Erf(double x)
    {
        var z = Math.Abs(x);
        if (z < 2.5)
        {
            var (term, sum) = (z, z);
            for (var n = 1; Math.Abs(term) > 1e-17 * sum; n++)
            {
                term *= -z * z / n;
                sum += term / ((2 * n) + 1);
            }

            return Math.CopySign(2 / Math.Sqrt(Math.PI) * sum, x);
        }

        var fraction = 0.0;
        for (var n = 60; n > 0; n--)
        {
            fraction = n / 2.0 / (z + fraction);
        }

        return Math.CopySign(1 - (Math.Exp(-z * z) / (Math.Sqrt(Math.PI) * (z + fraction))), x);
    }

    /// <inheritdoc/>
    protected override double Reference(double x, int element) => Function switch
    {
        MathFunction.Exp => Math.Exp(x),
        MathFunction.Log => Math.Log(x),
        MathFunction.Sqrt => Math.Sqrt(x),
        MathFunction.Reciprocal => 1 / x,
        MathFunction.Pow => Math.Pow(x, Exponent),
        _ => Erf(x),
    };

    /// <inheritdoc/>
    protected override double TableFunction(double x)
    {
        var step = Input.Type.Step;
        var value = Function switch
        {
            MathFunction.Log => Math.Log(Math.Max(x, step)),
            MathFunction.Sqrt => Math.Sqrt(Math.Max(x, 0)),
            _ => Reference(x, 0),
        };
        return double.IsFinite(value) ? value : Reference(step, 0);
    }
}
