namespace Hls4Net.Operators;

/// <summary>What a <see cref="Pooling"/> makes of its window.</summary>
public enum PoolingOperation
{
    /// <summary>The largest value; padding does not take part.</summary>
    Max,

    /// <summary>The mean.</summary>
    Average,

    /// <summary>The sum: a mean that divides by one.</summary>
    Sum,
}
