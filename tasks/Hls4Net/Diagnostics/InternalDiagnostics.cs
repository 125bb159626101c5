namespace Hls4Net;

/// <summary>Errors of ours, never of the user's: HLSN9xxx.</summary>
public static class InternalDiagnostics
{
    /// <summary>An exception that nobody expected, with the pass and the node it happened at.</summary>
    public static readonly DiagnosticDescriptor PassFailed = new(
        "HLSN9001", Severity.Error, "Internal error in a pass",
        "Internal error in {0} at {1}. Please report it with the model: {2}");

    /// <summary>Rewrites undo each other for ever.</summary>
    public static readonly DiagnosticDescriptor PassesPingPong = new(
        "HLSN9002", Severity.Error, "Rewrites go in circles",
        "The rewrites {0} undo each other; stopped at {1}. Please report it with the model.");

    /// <summary>A pass left a graph that does not hold together.</summary>
    public static readonly DiagnosticDescriptor GraphBroken = new(
        "HLSN9003", Severity.Error, "A pass broke the graph",
        "After {0} the graph does not hold together: {1} Please report it with the model.");
}
