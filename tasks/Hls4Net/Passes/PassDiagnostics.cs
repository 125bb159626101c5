namespace Hls4Net;

/// <summary>Problems with placing passes. What passes find in a model is in the compiler.</summary>
public static class PassDiagnostics
{
    /// <summary>A backend wants its pass beside one that does not exist.</summary>
    public static readonly DiagnosticDescriptor UnknownAnchor = new(
        "HLSN3190", Severity.Error, "Unknown pass to stand beside",
        "Pass '{0}' of the backend is placed beside '{1}', which is no pass of the pipeline.{2} There is: {3}.");

    /// <summary>Passes of a backend that each want to stand beside another of them.</summary>
    public static readonly DiagnosticDescriptor AnchorCircle = new(
        "HLSN3191", Severity.Error, "Passes placed in a circle",
        "Passes of the backend wait for each other: {0}. Place at least one of them in a phase, or beside another pass.");
}
