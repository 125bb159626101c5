namespace Hls4Net;

/// <summary>How much a <see cref="Diagnostic"/> matters to the build.</summary>
public enum Severity
{
    /// <summary>Shown at normal verbosity; never fails a build.</summary>
    Message,

    /// <summary>Fails the build only where the user says so (<c>TreatWarningsAsErrors</c>, <c>WarningsAsErrors</c>).</summary>
    Warning,

    /// <summary>Fails the build.</summary>
    Error,
}
