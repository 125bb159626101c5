namespace Hls4Net.Compiler.Estimate;

/// <summary>What the hardware would need more of than the user allows: HLSN3130 to HLSN3139.</summary>
public static class EstimateDiagnostics
{
    /// <summary>A budget that the estimate exceeds.</summary>
    public static readonly DiagnosticDescriptor OverBudget = new(
        "HLSN3130", Severity.Error, "Budget exceeded",
        "The model needs {0} {1}, more than {2}=\"{3}\" allows. The largest share is this layer's: {4}. {5}");

    /// <summary>A target that no legal choice of reuse factors reaches.</summary>
    public static readonly DiagnosticDescriptor TargetMissed = new(
        "HLSN3131", Severity.Warning, "Target not reached",
        "{0}=\"{1}\" is not reached: the nearest choice of reuse factors has an interval of {2} cycles with {3} DSP blocks. {4}");
}
