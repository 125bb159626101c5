namespace Hls4Net;

/// <summary>How a matrix product becomes hardware.</summary>
public enum Strategy
{
    /// <summary>Everything unrolled, pipelined with II = reuse factor.</summary>
    Latency,

    /// <summary>Weights in memory, <c>reuse factor</c> steps over blocks of multipliers.</summary>
    Resource,

    /// <summary>The resource order as straight-line code; zero weights cost nothing.</summary>
    ResourceUnrolled,
}
