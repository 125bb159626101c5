namespace Hls4Net.Tasks.Diagnostics;

/// <summary>What can be wrong with the project's items and options before any model is read.</summary>
public static class SdkDiagnostics
{
    /// <summary>An engine without what the tasks need; raised by the targets, which hold the text.</summary>
    public static readonly DiagnosticDescriptor OldMSBuild = new("HLSN1001", Severity.Error, "MSBuild is too old", "");

    /// <summary>The model file is not there.</summary>
    public static readonly DiagnosticDescriptor ModelNotFound = new(
        "HLSN1002", Severity.Error, "Model file not found",
        "The model file '{0}' does not exist.{1} Correct the Include of the Hls4NetModel item.");

    /// <summary>Two models would have one name.</summary>
    public static readonly DiagnosticDescriptor NameClash = new(
        "HLSN1003", Severity.Error, "Two models of one name",
        "'{0}' and '{1}' would both be called '{2}'. Give one of them another name, e.g. ProjectName=\"{3}\".");

    /// <summary>The project name is no identifier.</summary>
    public static readonly DiagnosticDescriptor BadProjectName = new(
        "HLSN1004", Severity.Error, "ProjectName is not an identifier",
        "ProjectName=\"{0}\" of '{1}' cannot name a C++ function and namespace: {2}. Use letters, digits and '_', e.g. \"{3}\".");

    /// <summary>A metadata value outside what the metadata takes.</summary>
    public static readonly DiagnosticDescriptor BadValue = new(
        "HLSN1005", Severity.Error, "Metadata value not understood",
        "{0}=\"{1}\" of '{2}': {3}.{4}");

    /// <summary>An item that is for a model that is not there.</summary>
    public static readonly DiagnosticDescriptor UnknownModel = new(
        "HLSN1006", Severity.Error, "Item names an unknown model",
        "{0} '{1}' is for Model=\"{2}\", but the project has {3}.{4}");

    /// <summary>A file that a metadata names is not there.</summary>
    public static readonly DiagnosticDescriptor FileNotFound = new(
        "HLSN1007", Severity.Error, "File named by metadata not found",
        "{0}=\"{1}\" of '{2}': the file does not exist.{3}");

    /// <summary>Two models would write into one folder.</summary>
    public static readonly DiagnosticDescriptor OutputClash = new(
        "HLSN1008", Severity.Error, "Two models of one output folder",
        "'{0}' and '{1}' would both write into '{2}'. Give each model an OutputDirectory of its own.");

    /// <summary>No reference to package Hls4Net; raised by the targets.</summary>
    public static readonly DiagnosticDescriptor NoLibrary = new("HLSN1009", Severity.Error, "Package Hls4Net is not referenced", "");

    /// <summary>A target framework that package Hls4Net does not support; raised by the targets.</summary>
    public static readonly DiagnosticDescriptor OldFramework = new("HLSN1010", Severity.Error, "Target framework too old for the generated class", "");

    /// <summary>A name in a plugin's project that its package could not tell; said by targets.</summary>
    public static readonly DiagnosticDescriptor PluginNames = new("HLSN4016", Severity.Error, "Name in a plugin project that no package could tell", "");

    /// <summary>Library and SDK of different versions; raised by the targets.</summary>
    public static readonly DiagnosticDescriptor LibraryMismatch = new("HLSN1012", Severity.Error, "Hls4Net and Hls4Net.Sdk differ in version", "");

    /// <summary>A file of the SDK's own that cannot be read or written.</summary>
    public static readonly DiagnosticDescriptor FileAccess = new(
        "HLSN1013", Severity.Error, "File cannot be read or written",
        "{0} Check that the folder exists and may be written, that no other program holds the file, and that the disk is not full.");

    /// <summary>A configuration file that the user may have edited.</summary>
    public static readonly DiagnosticDescriptor ConfigExists = new(
        "HLSN1014", Severity.Error, "Configuration file exists",
        "'{0}' exists and is not overwritten. Name it in Config to use it; move or delete it to have a new one written.");

    /// <summary>A metadata that an item does not take.</summary>
    public static readonly DiagnosticDescriptor UnknownMetadata = new(
        "HLSN1015", Severity.Error, "Unknown metadata",
        "{0} '{1}' has metadata '{2}', which it does not take.{3} It takes {4}.");

    /// <summary>A metadata that an item cannot do without.</summary>
    public static readonly DiagnosticDescriptor MissingMetadata = new(
        "HLSN1016", Severity.Error, "Metadata missing",
        "{0} '{1}' needs metadata {2}, e.g. {3}.");

    /// <summary>Two files in place of one.</summary>
    public static readonly DiagnosticDescriptor OverrideClash = new(
        "HLSN1017", Severity.Error, "Two items replace one thing",
        "{0} '{1}' and '{2}' both replace {3} of one model. Remove one of them, or give each a Model of its own.");

    /// <summary>A layer to explain that no model has.</summary>
    public static readonly DiagnosticDescriptor NoSuchLayer = new(
        "HLSN1018", Severity.Error, "No layer of that name",
        "No model has a layer or node '{0}'.{1} Without Layer, all layers are explained.");

    /// <summary>A property outside what it takes.</summary>
    public static readonly DiagnosticDescriptor BadProperty = new(
        "HLSN1019", Severity.Error, "Property value not understood", "{0}=\"{1}\": {2}.");

    /// <summary>A generated class needs an assembly that the project does not reference.</summary>
    public static readonly DiagnosticDescriptor PluginNotReferenced = new(
        "HLSN4017", Severity.Error, "Plugin of a generated class not referenced",
        "The generated class {0} makes '{1}', whose assembly '{2}' this project does not reference. Add a PackageReference to the plugin's package, a ProjectReference to its project, or Reference Include=\"{3}\"; or set Binding=\"false\" on the model.");

    /// <summary>A bug.</summary>
    public static readonly DiagnosticDescriptor Internal = new(
        "HLSN9000", Severity.Error, "Internal error",
        "Internal error: {0}: {1} Please report it, with the model if you can; `-v:d` shows where it happened.");
}
