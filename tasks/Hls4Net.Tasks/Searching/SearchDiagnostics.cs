namespace Hls4Net.Tasks.Searching;

/// <summary>What can go wrong while looking for packages.</summary>
public static class SearchDiagnostics
{
    /// <summary>A feed that does not answer; the others still do.</summary>
    public static readonly DiagnosticDescriptor FeedUnreachable = new(
        "HLSN4030", Severity.Warning, "Feed cannot be searched",
        "The package feed '{0}' ({1}) could not be searched for backends: {2}");
}
