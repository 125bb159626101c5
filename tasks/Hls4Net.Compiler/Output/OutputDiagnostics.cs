namespace Hls4Net.Compiler.Output;

/// <summary>Problems of putting a project on disk.</summary>
public static class OutputDiagnostics
{
    /// <summary>HLSN5010.</summary>
    public static readonly DiagnosticDescriptor CannotWrite = new(
        "HLSN5010", Severity.Error, "Output cannot be written",
        "Cannot write '{0}': {1} Make the folder writable, free space, or set OutputDirectory to another place. What was there before is still there.");

    /// <summary>HLSN5011.</summary>
    public static readonly DiagnosticDescriptor ForeignFile = new(
        "HLSN5011", Severity.Error, "A file of yours is in the way",
        "'{0}' would be overwritten, but was not written by Hls4Net. Move it away, or set OutputDirectory to another place.");

    /// <summary>HLSN5012.</summary>
    public static readonly DiagnosticDescriptor LinkInFolder = new(
        "HLSN5012", Severity.Error, "A link leads out of the output folder",
        "'{0}' is a symbolic link; generated files must stay inside the output folder. Remove the link, or set OutputDirectory to where it leads.");
}
