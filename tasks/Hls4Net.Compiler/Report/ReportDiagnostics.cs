namespace Hls4Net.Compiler.Report;

/// <summary>Problems that the comparison with the float reference finds.</summary>
public static class ReportDiagnostics
{
    /// <summary>HLSN3200.</summary>
    public static readonly DiagnosticDescriptor ToleranceExceeded = new(
        "HLSN3200", Severity.Error, "Deviation above the tolerance",
        "Output '{0}' deviates by up to {1:G4} from the float reference over {2} samples of TestData; Tolerance allows {3:G4}. " +
        "The largest step happens at '{4}' ({5}). Give that layer more bits, widen Precision, or raise Tolerance.");

    /// <summary>HLSN3201.</summary>
    public static readonly DiagnosticDescriptor InputsSaturated = new(
        "HLSN3201", Severity.Warning, "Test data outside the input type",
        "{0} values of TestData lie outside the type of the inputs ({1}) and were saturated. Widen InputPrecision.");

    /// <summary>HLSN3202.</summary>
    public static readonly DiagnosticDescriptor BadTolerance = new(
        "HLSN3202", Severity.Error, "Impossible tolerance",
        "Tolerance=\"{0}\" is not possible: a number not below zero is wanted, e.g. 0.05.");

    /// <summary>HLSN3204.</summary>
    public static readonly DiagnosticDescriptor Overflows = new(
        "HLSN3204", Severity.Warning, "A type overflows on the test data",
        "{0} values of '{1}' lie outside its type {2} over {3} samples of TestData, the furthest {4:G5} in channel {5}: they wrap around. " +
        "Give the layer at least {6} integer bits, use a saturating type, or leave its Precision to the compiler (auto).");

    /// <summary>HLSN3203.</summary>
    public static readonly DiagnosticDescriptor AccuracyLost = new(
        "HLSN3203", Severity.Warning, "Types that lose the accuracy",
        "Over {0} {1} samples output '{2}' deviates from the float reference by {3:G3} on average, {4:P0} of its largest value; " +
        "most of it arises at '{5}' ({6}). Name TestData so that types follow your data, set InputPrecision close to the range of " +
        "your inputs, or give that layer more bits.");

    /// <summary>HLSN3205.</summary>
    public static readonly DiagnosticDescriptor ReferenceOverflows = new(
        "HLSN3205", Severity.Warning, "Values beyond floating point",
        "Over {0} {1} samples values of '{2}' are infinite or not a number, so how far output '{3}' deviates from the float reference is unknown. " +
        "The network as trained computes them from these inputs: name TestData with inputs it was made for, or set InputPrecision close to their range.");
}
