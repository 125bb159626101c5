namespace Hls4Net.Compiler.Synthesis;

/// <summary>What can go wrong between a project and a vendor's tool.</summary>
public static class SynthesisDiagnostics
{
    /// <summary>HLSN5030.</summary>
    public static readonly DiagnosticDescriptor NoTool = new(
        "HLSN5030", Severity.Error, "Backend without a tool",
        "Backend '{0}' writes projects but drives no vendor's tool. Run the tool on '{1}' yourself, or choose another backend.");

    /// <summary>HLSN5031.</summary>
    public static readonly DiagnosticDescriptor ToolNotFound = new(
        "HLSN5031", Severity.Error, "Vendor's tool not found",
        "No tool for backend '{0}' was found. Searched:\n{1}\nInstall one of {2}, put it on PATH, or set property Hls4NetTool to its executable.");

    /// <summary>HLSN5032.</summary>
    public static readonly DiagnosticDescriptor UnknownVersion = new(
        "HLSN5032", Severity.Error, "Version of the tool not supported",
        "Hls4NetTool '{0}' is {1} {2}; its commands are known for {3}. Choose another version, or another of {4}.");

    /// <summary>HLSN5033.</summary>
    public static readonly DiagnosticDescriptor NoSuchStep = new(
        "HLSN5033", Severity.Error, "Step that the tool does not have",
        "{0} has no step '{1}'. Its steps are {2}; name them in SynthesisSteps.");

    /// <summary>HLSN5034.</summary>
    public static readonly DiagnosticDescriptor StepFailed = new(
        "HLSN5034", Severity.Error, "Step of the tool failed",
        "{0} failed in {1} ({2}): {3} Log: {4}{5}");

    /// <summary>HLSN5035.</summary>
    public static readonly DiagnosticDescriptor TimedOut = new(
        "HLSN5035", Severity.Error, "Tool took too long",
        "{0} was stopped in {1} after {2} minutes. Give it more in Hls4NetToolTimeout, or a smaller design. Log: {3}{4}");

    /// <summary>HLSN5036.</summary>
    public static readonly DiagnosticDescriptor LauncherFailed = new(
        "HLSN5036", Severity.Error, "Job ended without its tool",
        "Launcher '{0}' came back with exit code {1}, but {2} did not end in {3}: the job was refused, cancelled or lost, or its machine does not see '{4}'. Log: {5}{6}");

    /// <summary>HLSN5037.</summary>
    public static readonly DiagnosticDescriptor ToolError = new(
        "HLSN5037", Severity.Error, "Error of the vendor's tool", "{0}, {1}: {2}{3}");

    /// <summary>HLSN5038.</summary>
    public static readonly DiagnosticDescriptor ToolWarning = new(
        "HLSN5038", Severity.Warning, "Warning of the vendor's tool", "{0}, {1}: {2}{3}");

    /// <summary>HLSN5039.</summary>
    public static readonly DiagnosticDescriptor CannotStart = new(
        "HLSN5039", Severity.Error, "Program cannot be started",
        "'{0}' cannot be started for {1}: {2} Check Hls4NetTool, Hls4NetToolLauncher and PATH.");

    /// <summary>HLSN5040.</summary>
    public static readonly DiagnosticDescriptor ProjectIncomplete = new(
        "HLSN5040", Severity.Error, "Project is not complete",
        "'{0}' of the project is not there: it was deleted after the conversion. Build again.");
}
