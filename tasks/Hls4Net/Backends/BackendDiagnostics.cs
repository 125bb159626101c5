namespace Hls4Net;

/// <summary>Problems with the options of a backend and with what it can write.</summary>
public static class BackendDiagnostics
{
    /// <summary>HLSN1080.</summary>
    public static readonly DiagnosticDescriptor UnknownOption = new(
        "HLSN1080", Severity.Error, "Unknown backend option",
        "Backend '{0}' has no option '{1}'.{2} It takes: {3}.");

    /// <summary>HLSN1081.</summary>
    public static readonly DiagnosticDescriptor BadOption = new(
        "HLSN1081", Severity.Error, "Impossible value of a backend option",
        "{0}=\"{1}\" is not possible for backend '{2}': {3}");

    /// <summary>HLSN1082.</summary>
    public static readonly DiagnosticDescriptor UnsupportedIOType = new(
        "HLSN1082", Severity.Error, "IOType not offered by the backend",
        "Backend '{0}' cannot write IOType '{1}'; it offers: {2}.{3}");

    /// <summary>HLSN1083.</summary>
    public static readonly DiagnosticDescriptor UnknownTemplateClass = new(
        "HLSN1083", Severity.Error, "Template for an unknown class of layers",
        "Hls4NetTemplate '{0}' is for layers of class '{1}', of which backend '{2}' knows nothing.{3} It has templates for: {4}.");

    /// <summary>HLSN5001.</summary>
    public static readonly DiagnosticDescriptor NoTemplate = new(
        "HLSN5001", Severity.Error, "Layer without a template",
        "Backend '{0}' has no template for layers of class '{1}'. Use another backend, or register a FunctionCallTemplate for '{1}' in it.");

    /// <summary>HLSN5002.</summary>
    public static readonly DiagnosticDescriptor MissingSource = new(
        "HLSN5002", Severity.Error, "Header not registered",
        "'{0}' includes \"{1}\", which backend '{2}' has not registered as a source. In a plugin RegisterSource offers it; for one project an Hls4NetSource item does.");

    /// <summary>HLSN5005.</summary>
    public static readonly DiagnosticDescriptor UnusedSource = new(
        "HLSN5005", Severity.Warning, "Source that nothing uses",
        "The Hls4NetSource item for '{0}' replaces no source of backend '{1}', and nothing in the project includes it.{2}");

    /// <summary>HLSN5006.</summary>
    public static readonly DiagnosticDescriptor WholeTensorInStream = new(
        "HLSN5006", Severity.Warning, "A layer of an io_stream project collects a large tensor",
        "In io_stream this layer collects tensor '{0}' of {1} elements before it starts, in memory, because the tool may give up on more than {2} registers; it will be slow. "
        + "The project is written and the emulator runs; make the tensor smaller, for example by a pooling before it.");

    /// <summary>HLSN5003.</summary>
    public static readonly DiagnosticDescriptor NothingWritten = new(
        "HLSN5003", Severity.Error, "The writer wrote no file",
        "The writer of backend '{0}' wrote no file. It overrides at least one of the steps of Writer, or the backend names a parent whose writer it inherits.");

    /// <summary>HLSN5004.</summary>
    public static readonly DiagnosticDescriptor UnknownPlaceholder = new(
        "HLSN5004", Severity.Error, "Unknown placeholder in a template",
        "The template {0}of '{1}' has the placeholder '{2}', which this layer does not have.{3} There is: {4}.");
}
