namespace Hls4Net.Compiler.Widths;

/// <summary>What stands in the way of choosing widths: HLSN3140 to HLSN3149.</summary>
public static class WidthDiagnostics
{
    /// <summary>There is nothing to measure errors on.</summary>
    public static readonly DiagnosticDescriptor NeedsTestData = new(
        "HLSN3140", Severity.Error, "Nothing to choose widths by",
        "{0} lets the compiler choose the width of every type by the errors it measures on TestData, and there is none. Name a file with typical inputs in TestData, or remove {0}.");

    /// <summary>An error that no choice of widths keeps within.</summary>
    public static readonly DiagnosticDescriptor OutOfReach = new(
        "HLSN3141", Severity.Error, "Error not reached",
        "MaxError=\"{0}\" is not reached: the least error is {1:G4}, with {2:F1} bits per value. {3}");

    /// <summary>A value that says nothing.</summary>
    public static readonly DiagnosticDescriptor BadTarget = new(
        "HLSN3142", Severity.Error, "Impossible target",
        "{0}=\"{1}\" is not possible: {2} is wanted.");
}
