namespace Hls4Net.Operators;

/// <summary>How products with weights are built. The numbers are the same, the hardware is not.</summary>
public enum ProductForm
{
    /// <summary>Input times weight.</summary>
    Multiply,

    /// <summary>Input times the weight's magnitude, then added or subtracted: weights that differ in sign share a multiplier.</summary>
    Magnitude,

    /// <summary>Weights are −1, 0 and 1: the input is added, left out or subtracted.</summary>
    Negate,

    /// <summary>Inputs and weights are −1 and 1: exclusive or, and the ones are counted.</summary>
    Compare,
}
