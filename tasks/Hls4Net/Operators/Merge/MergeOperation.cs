namespace Hls4Net.Operators;

/// <summary>What a <see cref="Merge"/> does with two values.</summary>
public enum MergeOperation
{
    /// <summary>a + b.</summary>
    Add,

    /// <summary>a − b.</summary>
    Subtract,

    /// <summary>a · b.</summary>
    Multiply,
}
