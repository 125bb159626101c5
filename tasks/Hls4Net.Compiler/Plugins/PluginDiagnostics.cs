namespace Hls4Net.Compiler.Plugins;

/// <summary>What can be wrong with backends and the plugins that bring them.</summary>
public static class PluginDiagnostics
{
    /// <summary>HLSN4001.</summary>
    public static readonly DiagnosticDescriptor UnknownBackend = new(
        "HLSN4001", Severity.Error, "Unknown backend",
        "There is no backend '{0}'.{1} Known: {2}. A backend of another package needs a PackageReference to it.");

    /// <summary>HLSN4002.</summary>
    public static readonly DiagnosticDescriptor BackendClash = new(
        "HLSN4002", Severity.Error, "Two plugins offer one backend",
        "Backend '{0}' is offered by {1} and by {2}. Remove one of the two references.");

    /// <summary>HLSN4003.</summary>
    public static readonly DiagnosticDescriptor AssemblyNotFound = new(
        "HLSN4003", Severity.Error, "Plugin assembly not found",
        "The assembly '{0}' of {1} does not exist. Build the plugin, or correct the Assembly metadata of the Hls4NetBackend item.");

    /// <summary>HLSN4004.</summary>
    public static readonly DiagnosticDescriptor NotAnAssembly = new(
        "HLSN4004", Severity.Error, "Plugin is not a .NET assembly",
        "'{0}' of {1} is not a .NET assembly: {2}");

    /// <summary>HLSN4005.</summary>
    public static readonly DiagnosticDescriptor ContractMismatch = new(
        "HLSN4005", Severity.Error, "Plugin built against another contract",
        "{0} was built against Hls4Net {1}; this is Hls4Net {2}. {3}");

    /// <summary>HLSN4006.</summary>
    public static readonly DiagnosticDescriptor NoEntryPoint = new(
        "HLSN4006", Severity.Error, "Plugin entry point not found",
        "{0}: {1} An entry point is a public static class with `public static void Register(IPluginRegistry registry)`.");

    /// <summary>HLSN4007.</summary>
    public static readonly DiagnosticDescriptor RegistrationFailed = new(
        "HLSN4007", Severity.Error, "Plugin failed",
        "{0} failed in {1}: {2}: {3}");

    /// <summary>HLSN4008.</summary>
    public static readonly DiagnosticDescriptor NotRegistered = new(
        "HLSN4008", Severity.Error, "Plugin does not register what it promises",
        "{0} was to register {1} '{2}', but registers only {3}.");

    /// <summary>HLSN4009.</summary>
    public static readonly DiagnosticDescriptor ParentCycle = new(
        "HLSN4009", Severity.Error, "Backends inherit from each other",
        "Backend '{0}' inherits from itself: {1}.");
}
