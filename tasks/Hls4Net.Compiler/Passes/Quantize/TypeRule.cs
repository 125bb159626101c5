using Hls4Net.Emulation;
using Hls4Net.Serialization;

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

        // What built-in layers make is checked once, when all of them are done: widths are tried many times.
        if (!precision.Diagnostics.HasErrors && !GraphFile.LayerClasses.Contains(layer.ClassName) && GraphVerifier.VerifyTypes(layer) is [_, ..] problems)
        {
            throw new LayerFailedException(layer, nameof(Layer.InferPrecision), new PluginFaultException(string.Join(" ", problems.Take(3))));
        }
    }
}
