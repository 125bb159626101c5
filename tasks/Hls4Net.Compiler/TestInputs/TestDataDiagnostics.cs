namespace Hls4Net.Compiler.TestInputs;

/// <summary>Problems with test data: HLSN1120 to HLSN1129.</summary>
public static class TestDataDiagnostics
{
    /// <summary>The file is missing, or no array can be read from it.</summary>
    public static readonly DiagnosticDescriptor Unreadable = new(
        "HLSN1120", Severity.Error, "Test data cannot be read",
        "The test data cannot be read: {0}. It must be an .npz or .npy file of NumPy.");

    /// <summary>An input of the model has no array.</summary>
    public static readonly DiagnosticDescriptor MissingInput = new(
        "HLSN1121", Severity.Error, "Test data lacks an input",
        "The test data has no array for input '{0}' of the model; call it '{0}' or 'input{1}'. Arrays: {2}.{3}");

    /// <summary>An array does not have the shape of its tensor.</summary>
    public static readonly DiagnosticDescriptor ShapeMismatch = new(
        "HLSN1122", Severity.Error, "Test data has another shape",
        "Array '{0}' has shape ({1}), but '{2}' of the model needs {3} per sample, {4} values.");

    /// <summary>Arrays disagree on the number of samples, or there is none.</summary>
    public static readonly DiagnosticDescriptor SampleCount = new(
        "HLSN1123", Severity.Error, "Test data disagrees on the number of samples",
        "Array '{0}' has {1} samples, but array '{2}' has {3}; every array needs the same number, at least one.");

    /// <summary>A value is no number.</summary>
    public static readonly DiagnosticDescriptor NotFinite = new(
        "HLSN1124", Severity.Error, "Test data holds NaN or infinity",
        "Array '{0}' holds {1} at element {2}; hardware has no number for it.");
}
