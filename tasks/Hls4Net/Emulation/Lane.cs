namespace Hls4Net.Emulation;

/// <summary>The integer that holds one element of one sample; ordered from narrow to wide.</summary>
public enum Lane
{
    /// <summary>16 bits, <see cref="short"/>.</summary>
    Int16,

    /// <summary>32 bits, <see cref="int"/>.</summary>
    Int32,

    /// <summary>64 bits, <see cref="long"/>.</summary>
    Int64,

    /// <summary>More than 64 bits: no lane; the exact path computes it.</summary>
    Wide,
}
