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

    /// <summary>The larger of a and b.</summary>
    Maximum,

    /// <summary>The smaller of a and b.</summary>
    Minimum,

    /// <summary>(a + b) / 2, exact before the result conversion.</summary>
    Average,
}
