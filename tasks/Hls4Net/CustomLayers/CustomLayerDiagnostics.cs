namespace Hls4Net;

/// <summary>Problems with the attributes and weights of plugins' layers: HLSN3030–3039.</summary>
public static class CustomLayerDiagnostics
{
    /// <summary>HLSN3030.</summary>
    public static readonly DiagnosticDescriptor ImpossibleAttribute = new(
        "HLSN3030", Severity.Error, "Impossible attribute of a plugin's layer",
        "{0} = {1} is not possible for layers of class '{2}': {3}.");

    /// <summary>HLSN3031.</summary>
    public static readonly DiagnosticDescriptor MissingWeight = new(
        "HLSN3031", Severity.Error, "A plugin's layer lacks a weight",
        "Layers of class '{0}' need the constant '{1}' of shape {2}. In an ONNX file it is a constant input of the node, in the order in which the class declares its weights.");

    /// <summary>HLSN3032.</summary>
    public static readonly DiagnosticDescriptor WeightShape = new(
        "HLSN3032", Severity.Error, "Weight of a plugin's layer has another shape",
        "Layers of class '{0}' need '{1}' of shape {2}, which their attributes decide; the model has {3}.");
}
