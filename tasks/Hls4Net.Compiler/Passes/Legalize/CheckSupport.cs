using Hls4Net.Operators;

namespace Hls4Net.Compiler.Passes;

/// <summary>Refuses layers that the backend does not take in this interface style or with this strategy, before anything is written.</summary>
/// <param name="backend">The backend.</param>
/// <param name="ioType">The interface style.</param>
/// <param name="alternatives">Who else might take them.</param>
public sealed class CheckSupport(Backend backend, string ioType, Alternatives alternatives) : Pass
{
    /// <inheritdoc/>
    public override void Run(ModelGraph model, PassContext context)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(context);
        foreach (var layer in model.Layers.Where(layer => backend.Support.Count > 0 && layer is not (Input or Reshape)))
        {
            context.Node = layer;
            if (Misses(backend, layer, ioType) is { } missing)
            {
                context.Diagnostics.Report(
                    LegalityDiagnostics.NotTaken, layer.Name, backend.Name, layer.ClassName, missing, Taken(layer),
                    alternatives.Where(other => other.Support.Count > 0 && Misses(other, layer, ioType) is null));
            }
        }
    }

    /// <summary>What of a layer a backend does not take; null: nothing.</summary>
    private static string? Misses(Backend backend, Layer layer, string ioType)
    {
        var declared = Declared(backend, layer);
        if (declared.Length == 0)
        {
            return backend.FindCallTemplate(layer) is null ? "at all" : null;
        }

        return declared.FirstOrDefault(support => support.IOType == ioType) is not { } here ? $"in {ioType}"
            : layer.MatrixProducts.Where(product => !here.Strategies.Contains(product.Strategy)).Select(product => $"with strategy {product.Strategy}").FirstOrDefault();
    }

    private static LayerSupport[] Declared(Backend backend, Layer layer) => [.. backend.Support.Where(support => support.LayerClass == layer.ClassName)];

    private string Taken(Layer layer)
    {
        var declared = Declared(backend, layer);
        return declared.Length == 0 ? "It has no template for this class"
            : "It takes " + string.Join("; ", declared.Select(support => support.IOType + (support.Strategies.Count == 0 ? "" : " with " + string.Join(", ", support.Strategies))));
    }
}
