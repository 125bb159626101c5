namespace Hls4Net;

/// <summary>Problems with placing passes. What passes find in a model is in the compiler.</summary>
public static class PassDiagnostics
{
    /// <summary>A backend wants its pass beside one that does not exist.</summary>
    public static readonly DiagnosticDescriptor UnknownAnchor = new(
        "HLSN3190", Severity.Error, "Unknown pass to stand beside",
        "Pass '{0}' of the backend is placed beside '{1}', which is no pass of the pipeline.{2} There is: {3}.");
}
