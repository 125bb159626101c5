namespace Hls4Net.Compiler.Passes;

/// <summary>What the hardware or its tool cannot do: HLSN3100 to HLSN3119.</summary>
public static class LegalityDiagnostics
{
    /// <summary>A reuse factor that does not cut the matrix into equal blocks.</summary>
    public static readonly DiagnosticDescriptor ReuseFactorMoved = new(
        "HLSN3100", Severity.Warning, "Reuse factor moved to a legal value",
        "ReuseFactor {0} does not divide the {1}x{2} product evenly; {3} is used. The nearest legal values are {4}: set one of them.");

    /// <summary>The strategy leaves no legal reuse factor.</summary>
    public static readonly DiagnosticDescriptor NoLegalReuseFactor = new(
        "HLSN3101", Severity.Error, "No legal reuse factor",
        "A {0}x{1} product has no legal reuse factor under strategy {2}. Use Strategy=\"Latency\" or \"Resource\" for this layer.");

    /// <summary>A layer too large to unroll whole was given a reuse factor.</summary>
    public static readonly DiagnosticDescriptor MovedToResource = new(
        "HLSN3102", Severity.Warning, "Layer too large to unroll was given a reuse factor",
        "The {0} multiplications ({1}) exceed the {2} that the tool can unroll at once; the layer uses Strategy Resource with " +
        "ReuseFactor {3} ({4} at once). Set Strategy=\"Resource\" and ReuseFactor=\"{3}\" for it to silence this warning.");

    /// <summary>The user's choice unrolls more than the tool accepts.</summary>
    public static readonly DiagnosticDescriptor UnrollLimit = new(
        "HLSN3103", Severity.Error, "Layer unrolls more than the tool accepts",
        "Strategy {0} with ReuseFactor {1} unrolls {2} multiplications ({3}) at once; the tool gives up above {4}. " +
        "Either set Strategy=\"Resource\" ReuseFactor=\"{5}\" for this layer, or remove its Strategy and ReuseFactor so that they are chosen, " +
        "or make the layer smaller.");

    /// <summary>An array of registers larger than the tool accepts.</summary>
    public static readonly DiagnosticDescriptor TensorTooLarge = new(
        "HLSN3104", Severity.Warning, "Tensor larger than the tool partitions",
        "Tensor '{0}' has {1} elements, each a register of its own in io_parallel; the tool may give up above {2}. " +
        "The project is written and the emulator runs; to synthesise it, set IOType=\"io_stream\" or make the tensor smaller.");

    /// <summary>A parallelisation factor that leaves positions over.</summary>
    public static readonly DiagnosticDescriptor ParallelizationMoved = new(
        "HLSN3105", Severity.Warning, "Parallelisation factor moved to a legal value",
        "ParallelizationFactor {0} does not divide the {1} positions of the convolution; {2} is used. The nearest legal values are {3}: set one of them.");

    /// <summary>A parallelisation factor in an io_stream project.</summary>
    public static readonly DiagnosticDescriptor ParallelizationInStream = new(
        "HLSN3106", Severity.Warning, "Parallelisation factor without effect",
        "ParallelizationFactor {0} has no effect in io_stream, where pixels arrive one by one. Remove it, or set IOType=\"io_parallel\".");

    /// <summary>HLSN3120.</summary>
    public static readonly DiagnosticDescriptor NotTaken = new(
        "HLSN3120", Severity.Error, "Layer that the backend does not take",
        "Backend '{0}' does not take {1} {2}. {3}. Backends that take it: {4}.");

    /// <summary>HLSN3121.</summary>
    public static readonly DiagnosticDescriptor TypeNotTaken = new(
        "HLSN3121", Severity.Error, "Type that the backend's tool does not have",
        "Backend '{0}' has no type '{1}', which role '{2}' has here. Set another type, or use a backend that has it: {3}.");
}
