namespace Hls4Net.Operators;

/// <summary>Problems that the layers' own rules find: HLSN3000–3099.</summary>
public static class OperatorDiagnostics
{
    /// <summary>HLSN3000.</summary>
    public static readonly DiagnosticDescriptor ShapeMisfit = new(
        "HLSN3000", Severity.Error, "The inputs of a layer do not fit together", "{0}");

    /// <summary>HLSN3001.</summary>
    public static readonly DiagnosticDescriptor UnsupportedBroadcast = new(
        "HLSN3001", Severity.Error, "A broadcast has no hardware form",
        "Shapes {0} and {1} broadcast in a way that hardware cannot address with one stride: the dimensions that repeat must all stand before or all after the others. Insert a Reshape or an Expand in the model.");

    /// <summary>HLSN3002.</summary>
    public static readonly DiagnosticDescriptor SoftmaxAxis = new(
        "HLSN3002", Severity.Error, "Softmax along an inner axis",
        "Softmax along axis {0} of shape {1} is not supported; only the last axis is. Transpose the tensor in the model.");

    /// <summary>HLSN3003.</summary>
    public static readonly DiagnosticDescriptor UnknownImplementation = new(
        "HLSN3003", Severity.Error, "Unknown implementation of a layer",
        "There is no implementation '{0}' of {1}. Choose one of: {2}.");

    /// <summary>HLSN3004.</summary>
    public static readonly DiagnosticDescriptor TableSizeOutOfLimits = new(
        "HLSN3004", Severity.Error, "Table size out of limits",
        "A table of {0} entries is out of limits. Choose a TableSize from 2 to 1048576.");

    /// <summary>HLSN3005.</summary>
    public static readonly DiagnosticDescriptor LogitsTooWide = new(
        "HLSN3005", Severity.Warning, "Logits too wide for a latency softmax",
        "The inputs of this softmax span {0:G6}: their exponentials need more than {1} bits, and small probabilities are lost. Use Implementation=\"stable\", or give the layer before it a narrower result type.");
}
