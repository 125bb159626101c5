using Hls4Net;
using Hls4Net.Operators;

namespace Aie4Net.Network;

/// <summary>A model as this backend sees it: one input, dense layers one after the other, one output.</summary>
public sealed class DenseChain
{
    private DenseChain(IReadOnlyList<DenseStage> stages) => Stages = stages;

    /// <summary>The layers in order; at least one.</summary>
    public IReadOnlyList<DenseStage> Stages { get; }

    /// <summary>Finds the chain. Layers that tiles cannot compute, and anything that is no chain, are reported by name.</summary>
    /// <returns>The chain; null after a problem.</returns>
    public static DenseChain? Find(ModelGraph model, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(diagnostics);
        var foreign = model.Layers.Where(layer => layer is not (Input or Dense or Relu or Reshape)).ToArray();
        foreach (var layer in foreign)
        {
            diagnostics.Report(AieDiagnostics.UnsupportedLayer, layer.Name, layer.ClassName, layer.Name, RemedyFor(layer));
        }

        if (model.Inputs.Count != 1 || model.Outputs.Count != 1)
        {
            diagnostics.Report(AieDiagnostics.NoChain, null, $"it has {model.Inputs.Count} inputs and {model.Outputs.Count} outputs");
            return null;
        }

        return foreign.Length > 0 ? null : Follow(model.Inputs[0], diagnostics);
    }

    /// <summary>The chain of a model that was found to be one before.</summary>
    /// <exception cref="DiagnosticException">It is none.</exception>
    public static DenseChain Of(ModelGraph model)
    {
        var diagnostics = new DiagnosticBag();
        var chain = Find(model, diagnostics);
        diagnostics.ThrowIfErrors();
        return chain!;
    }

    private static DenseChain? Follow(Tensor tensor, DiagnosticBag diagnostics)
    {
        var stages = new List<DenseStage>();
        while (!tensor.IsModelOutput || tensor.Consumers.Count > 0)
        {
            if (tensor.IsModelOutput || tensor.Consumers.Count != 1)
            {
                diagnostics.Report(AieDiagnostics.NoChain, tensor.Producer?.Name, $"'{tensor.Name}' is read {tensor.Consumers.Count + (tensor.IsModelOutput ? 1 : 0)} times");
                return null;
            }

            var layer = tensor.Consumers[0];
            switch (layer)
            {
                case Dense dense when stages.Count > 0 && dense.NIn != stages[^1].Layer.NOut:
                    diagnostics.Report(
                        AieDiagnostics.UnsupportedLayer, dense.Input.Producer!.Name, dense.Input.Producer.ClassName, dense.Input.Producer.Name,
                        "Between two dense layers rows must stay as they are.");
                    return null;
                case Dense dense:
                    stages.Add(new DenseStage(dense, dense.Output is { IsModelOutput: false, Consumers: [Relu relu] } ? relu : null));
                    tensor = stages[^1].Output;
                    break;
                case Relu:
                    diagnostics.Report(AieDiagnostics.UnsupportedLayer, layer.Name, layer.ClassName, layer.Name, "A ReLU must directly follow a dense layer.");
                    return null;
                default:
                    tensor = layer.Output;
                    break;
            }
        }

        if (stages.Count > 0)
        {
            return new DenseChain(stages);
        }

        diagnostics.Report(AieDiagnostics.NoChain, null, "it has no dense layer");
        return null;
    }

    private static string RemedyFor(Layer layer) => layer switch
    {
        Softmax => "Give it Implementation=\"skip\" and apply it to the results on the host.",
        LookupLayer or Clip => "Train with ReLU, or use another backend.",
        _ => "Use another backend for this model.",
    };
}
