namespace Hls4Net;

/// <summary>What <see cref="Layer.InferPrecision"/> works with: where problems go, and the rules that all layers share.</summary>
public sealed class PrecisionContext(DiagnosticBag diagnostics)
{
    /// <summary>Where impossible types are reported.</summary>
    public DiagnosticBag Diagnostics { get; } = diagnostics;
}
