using Hls4Net;
using Hls4Net.Operators;

namespace Aie4Net.Network;

/// <summary>A model as this backend sees it: one input, dense layers one after the other, one output.</summary>
public sealed class DenseChain
{
    private DenseChain(IReadOnlyList<DenseStage> stages) => Stages = stages;

    /// <summary>The layers in order; at least one.</summary>
    public IReadOnlyList<DenseStage> Stages { get; }

    /// <summary>Finds the chain. What stands where tiles have no place for it, and anything that is no chain, is reported by name.</summary>
    /// <returns>The chain; null after a problem.</returns>
    public static DenseChain? Find(ModelGraph model, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(diagnostics);
        if (model.Inputs.Count != 1 || model.Outputs.Count != 1)
        {
            diagnostics.Report(AieDiagnostics.NoChain, null, $"it has {model.Inputs.Count} inputs and {model.Outputs.Count} outputs");
            return null;
        }

        return Follow(model.Inputs[0], diagnostics);
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
        while (tensor.Consumers.Count > 0)
        {
            var layer = tensor.Consumers[0];
            switch (layer)
            {
                case Layer when tensor.IsModelOutput || tensor.Consumers.Count > 1:
                    diagnostics.Report(AieDiagnostics.NoChain, tensor.Producer?.Name, $"tensor '{tensor.Name}' goes to several places");
                    return null;
                case Dense dense when stages.Count == 0 || dense.NIn == stages[^1].Layer.NOut:
                    stages.Add(new DenseStage(dense, dense.Output is { IsModelOutput: false, Consumers: [Relu relu] } ? relu : null));
                    tensor = stages[^1].Output;
                    break;
                case Reshape:
                    tensor = layer.Output;
                    break;
                default:
                    var (stray, rule) = layer is Dense ? (tensor.Producer!, "Between two dense layers rows stay as they are.")
                        : (layer, layer is Relu ? "A ReLU directly follows a dense layer."
                            : "Quantisers have one step for the whole tensor, a power of two, no zero point, and all of 8 or 16 bits.");
                    diagnostics.Report(AieDiagnostics.UnsupportedLayer, stray.Name, stray.ClassName, stray.Name, rule);
                    return null;
            }
        }

        if (stages.Count > 0)
        {
            return new DenseChain(stages);
        }

        diagnostics.Report(AieDiagnostics.NoChain, null, "it has no dense layer");
        return null;
    }
}
