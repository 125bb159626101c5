using Hls4Net;

namespace CustomAsic;

/// <summary>What this backend has to say; the codes of plugins begin with letters of their own.</summary>
public static class AsicDiagnostics
{
    /// <summary>ASIC0001.</summary>
    public static readonly DiagnosticDescriptor ClockTooFast = new(
        "ASIC0001", Severity.Error, "Clock too fast for the process",
        "A clock period of {0} ns is too short for {1}, which needs at least {2} ns. Set ClockPeriod higher, or choose another Technology.");
}
