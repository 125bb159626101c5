namespace Hls4Net.Compiler.Configuration;

/// <summary>Problems with what the user set: HLSN1100 to HLSN1119.</summary>
public static class ConfigurationDiagnostics
{
    /// <summary>The file is missing, locked or too large.</summary>
    public static readonly DiagnosticDescriptor Unreadable = new(
        "HLSN1100", Severity.Error, "Configuration file cannot be read",
        "The configuration file cannot be read: {0}. Check the path in 'Config'.");

    /// <summary>The file is not JSON or YAML.</summary>
    public static readonly DiagnosticDescriptor Syntax = new(
        "HLSN1101", Severity.Error, "Configuration file has a syntax error",
        "The configuration file does not parse: {0}.");

    /// <summary>A text stands where a section belongs, or the other way round.</summary>
    public static readonly DiagnosticDescriptor Structure = new(
        "HLSN1102", Severity.Error, "Configuration has the wrong structure",
        "'{0}' must be {1}.");

    /// <summary>A setting that does not exist.</summary>
    public static readonly DiagnosticDescriptor UnknownKey = new(
        "HLSN1103", Severity.Error, "Unknown setting",
        "'{0}' is no setting of {1}.{2} It takes: {3}.");

    /// <summary>A layer or class that the model does not have.</summary>
    public static readonly DiagnosticDescriptor UnknownLayer = new(
        "HLSN1104", Severity.Error, "Unknown layer",
        "The model has no layer or class '{0}'.{1} Layers: {2}.");

    /// <summary>A value that the setting does not take.</summary>
    public static readonly DiagnosticDescriptor InvalidValue = new(
        "HLSN1105", Severity.Error, "Invalid value of a setting",
        "'{0}' cannot be '{1}': {2}.{3}");

    /// <summary>A type that cannot be read or cannot exist.</summary>
    public static readonly DiagnosticDescriptor InvalidPrecision = new(
        "HLSN1106", Severity.Error, "Invalid precision",
        "'{0}': {1}.");

    /// <summary>A setting that is understood and does nothing in this compiler.</summary>
    public static readonly DiagnosticDescriptor WithoutEffect = new(
        "HLSN1107", Severity.Warning, "Setting without effect",
        "'{0}' has no effect: {1}.");

    /// <summary>Input precisions for an input that the model does not have.</summary>
    public static readonly DiagnosticDescriptor UnknownInput = new(
        "HLSN1108", Severity.Error, "Unknown model input",
        "InputPrecision names '{0}', which is no input of the model.{1} Inputs: {2}.");
}
