using Hls4Net.Emulation;

namespace Hls4Net.Compiler.Passes;

/// <summary>Runs a layer's own rule of types and checks what came of it before a layer that reads it stumbles.</summary>
internal static class TypeRule
{
    /// <summary>Gives a layer its types.</summary>
    /// <exception cref="LayerFailedException">Its rule threw, or left something out.</exception>
    public static void Run(Layer layer, PrecisionContext precision)
    {
        try
        {
            layer.InferPrecision(precision);
        }
        catch (Exception e) when (e is not (DiagnosticException or OperationCanceledException))
        {
            throw new LayerFailedException(layer, nameof(Layer.InferPrecision), e);
        }

        if (!precision.Diagnostics.HasErrors && GraphVerifier.VerifyTypes(layer) is [_, ..] problems)
        {
            throw new LayerFailedException(layer, nameof(Layer.InferPrecision), new PluginFaultException(string.Join(" ", problems.Take(3))));
        }
    }
}
