namespace Hls4Net.Operators;

/// <summary>The function of a <see cref="MathLayer"/>.</summary>
public enum MathFunction
{
    /// <summary>e^x.</summary>
    Exp,

    /// <summary>The natural logarithm; values that are not positive count as the smallest one that is.</summary>
    Log,

    /// <summary>The square root; values below zero count as zero.</summary>
    Sqrt,

    /// <summary>1 / x; zero counts as the smallest positive value.</summary>
    Reciprocal,

    /// <summary>x to a constant power; where that is no number or infinite, as at the smallest positive value.</summary>
    Pow,

    /// <summary>The error function.</summary>
    Erf,
}
