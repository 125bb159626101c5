namespace Hls4Net.Operators;

/// <summary>How hardware computes a <see cref="Softmax"/>.</summary>
public enum SoftmaxImplementation
{
    /// <summary>Subtracts the maximum before the exponential; the default.</summary>
    Stable,

    /// <summary>Exponential of the value itself: shorter, but accurate only for small logits.</summary>
    Latency,

    /// <summary>One at the first maximum, zero elsewhere.</summary>
    Argmax,

    /// <summary>One over the sum of the exponentials of all differences: no maximum, but n² exponentials, and numbers between −8 and 8 only. What hls4ml had first.</summary>
    Legacy,

    /// <summary>No softmax in hardware: a pass removes the layer.</summary>
    Skip,
}
