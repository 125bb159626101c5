namespace Hls4Net.Operators;

/// <summary>The function of a <see cref="RampLayer"/>.</summary>
public enum RampFunction
{
    /// <summary>x · (1 + erf(x / √2)) / 2.</summary>
    Gelu,

    /// <summary>x · (1 + tanh(√(2/π) · (x + 0.044715 · x³))) / 2.</summary>
    GeluTanh,

    /// <summary>x · tanh(ln(1 + e^x)).</summary>
    Mish,

    /// <summary>x / (1 + e^−x).</summary>
    Swish,
}
