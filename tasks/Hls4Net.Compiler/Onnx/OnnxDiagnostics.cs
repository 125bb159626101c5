namespace Hls4Net.Compiler.Onnx;

/// <summary>What can be wrong with an ONNX file as a file (HLSN200x).</summary>
public static class OnnxDiagnostics
{
    /// <summary>The file cannot be opened.</summary>
    public static readonly DiagnosticDescriptor Unreadable = new("HLSN2001", Severity.Error, "Model file cannot be read",
        "The model file {0} cannot be read: {1} Check the path and the permissions.");

    /// <summary>The bytes are not a whole ONNX model.</summary>
    public static readonly DiagnosticDescriptor Malformed = new("HLSN2002", Severity.Error, "Not a whole ONNX model",
        "This is not a whole ONNX model: {0} (at byte {1} of {2}). Export it again, or check that the copy is complete (Git LFS pointers and interrupted downloads look like this).");

    /// <summary>The file holds more than <see cref="OnnxLimits"/> allow.</summary>
    public static readonly DiagnosticDescriptor LimitExceeded = new("HLSN2003", Severity.Error, "Model exceeds a size limit",
        "The model has {0}; at most {1} is accepted. Such a network fits no device; check that the file is what you meant.");

    /// <summary>External data is absent, outside the model's folder, or too short.</summary>
    public static readonly DiagnosticDescriptor ExternalData = new("HLSN2004", Severity.Error, "External data cannot be used",
        "Tensor '{0}' keeps its data in '{1}': {2}. External data must lie in the folder of the model or below it; copy it there.");

    /// <summary>A constant's type, dimensions and data disagree, or its type is not read.</summary>
    public static readonly DiagnosticDescriptor BadTensor = new("HLSN2005", Severity.Error, "Constant tensor cannot be decoded",
        "Constant '{0}' cannot be decoded: {1}.");
}
