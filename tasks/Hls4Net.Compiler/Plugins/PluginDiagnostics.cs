namespace Hls4Net.Compiler.Plugins;

/// <summary>What can be wrong with backends and the plugins that bring them.</summary>
public static class PluginDiagnostics
{
    /// <summary>HLSN4001.</summary>
    public static readonly DiagnosticDescriptor UnknownBackend = new(
        "HLSN4001", Severity.Error, "Unknown backend",
        "There is no backend '{0}'.{1} Known: {2}. A backend of another package needs a PackageReference to it; `dotnet build -t:Hls4NetSearchBackends` looks for such packages.");

    /// <summary>HLSN4002.</summary>
    public static readonly DiagnosticDescriptor BackendClash = new(
        "HLSN4002", Severity.Error, "Two plugins offer one backend",
        "Backend '{0}' is offered by {1} and by {2}. Remove one of the two references.");

    /// <summary>HLSN4003.</summary>
    public static readonly DiagnosticDescriptor AssemblyNotFound = new(
        "HLSN4003", Severity.Error, "Plugin assembly not found",
        "The assembly '{0}' of {1} does not exist. Build the plugin, or correct {2}.");

    /// <summary>HLSN4004.</summary>
    public static readonly DiagnosticDescriptor NotAnAssembly = new(
        "HLSN4004", Severity.Error, "Plugin is not a .NET assembly",
        "'{0}' of {1} is not a .NET assembly: {2} Build the plugin again, or name the file that its build makes.");

    /// <summary>HLSN4005.</summary>
    public static readonly DiagnosticDescriptor ContractMismatch = new(
        "HLSN4005", Severity.Error, "Plugin built against another contract",
        "{0} was built against Hls4Net {1}; this is Hls4Net {2}. {3}");

    /// <summary>HLSN4006.</summary>
    public static readonly DiagnosticDescriptor NoEntryPoint = new(
        "HLSN4006", Severity.Error, "Plugin entry point not found",
        "{0}: {1} An entry point is a public class with `public static void Register(IPluginRegistry registry)`.");

    /// <summary>HLSN4007.</summary>
    public static readonly DiagnosticDescriptor PluginFailed = new(
        "HLSN4007", Severity.Error, "Plugin failed",
        "{0} failed in {1}: {2}");

    /// <summary>HLSN4008.</summary>
    public static readonly DiagnosticDescriptor NotRegistered = new(
        "HLSN4008", Severity.Error, "Plugin does not register what it promises",
        "{0} was to register {1}, but registers {2}. {3}");

    /// <summary>HLSN4009.</summary>
    public static readonly DiagnosticDescriptor ParentCycle = new(
        "HLSN4009", Severity.Error, "Backends inherit from each other",
        "Backend '{0}' of {2} inherits from itself: {1}. One of them must name no Parent, or another.");

    /// <summary>HLSN4010.</summary>
    public static readonly DiagnosticDescriptor UnusedPlugin = new(
        "HLSN4010", Severity.Warning, "A plugin that no model uses is broken",
        "No model uses it, but it could not be loaded ({0}): {1}");

    /// <summary>HLSN4011.</summary>
    public static readonly DiagnosticDescriptor FileNotFound = new(
        "HLSN4011", Severity.Error, "Data file of a plugin not found",
        "{0} reads its data file '{1}', which is not in '{2}'. In the plugin's project it needs an Hls4NetPluginFile item.");

    /// <summary>HLSN4012.</summary>
    public static readonly DiagnosticDescriptor UnknownParent = new(
        "HLSN4012", Severity.Error, "Parent of a backend not found",
        "Backend '{0}' of {1} inherits from '{2}', which no plugin offers.{3} Known: {4}. Reference the package that offers it.");

    /// <summary>HLSN4013.</summary>
    public static readonly DiagnosticDescriptor FormatClash = new(
        "HLSN4013", Severity.Error, "Two plugins import one model format",
        "Files with the extension '{0}' are imported by {1} and by {2}. Remove one of the two references.");

    /// <summary>HLSN4014.</summary>
    public static readonly DiagnosticDescriptor OperatorClash = new(
        "HLSN4014", Severity.Error, "A plugin declares an operator that exists",
        "Backend '{0}' of {1} declares the ONNX operator {2} from version {3} on, which is built in up to version {4}. A plugin may add operators and later versions, not replace them.");

    /// <summary>HLSN4018; its severity is that of what the plugin reports.</summary>
    public static readonly DiagnosticDescriptor ForeignCode = new(
        "HLSN4018", Severity.Error, "A plugin uses a code of Hls4Net's",
        "{0} reports under {1}, but codes that begin with HLSN are Hls4Net's own; its author has to give it a prefix of the plugin's. It says: {2}");

    /// <summary>HLSN4015.</summary>
    public static readonly DiagnosticDescriptor NotBindable = new(
        "HLSN4015", Severity.Error, "The generated class cannot use a type of a plugin",
        "{0} '{1}' cannot be part of the generated class: {2}. Make it a public class with {3}, or set Binding=\"false\" on the model.");
}
