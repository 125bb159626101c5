using Hls4Net.Operators;

namespace Hls4Net.Compiler.Passes;

/// <summary>
/// Gives each convolution the number of positions it computes at once: the user's, else 1. It must divide the number of positions;
/// one that does not is moved to the nearest that does, with a warning. In a stream positions follow each other.
/// </summary>
/// <param name="streams">Whether the project is io_stream.</param>
public sealed class LegalizeParallelization(bool streams) : Pass
{
    /// <inheritdoc/>
    public override void Run(ModelGraph model, PassContext context)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(context);
        foreach (var layer in model.Layers.OfType<Convolution>())
        {
            context.Node = layer;
            var wanted = layer.Settings.ParallelizationFactor ?? 1;
            if (streams && wanted != 1)
            {
                context.Diagnostics.Report(LegalityDiagnostics.ParallelizationInStream, layer.Name, wanted);
                continue;
            }

            var legal = LegalReuseFactors.Of(layer.Positions, 1);
            layer.ParallelizationFactor = LegalReuseFactors.Nearest(legal, wanted);
            if (layer.ParallelizationFactor != wanted)
            {
                int[] neighbours = [legal.LastOrDefault(d => d < wanted), legal.FirstOrDefault(d => d > wanted)];
                context.Diagnostics.Report(
                    LegalityDiagnostics.ParallelizationMoved, layer.Name, wanted, layer.Positions, layer.ParallelizationFactor,
                    string.Join(" and ", neighbours.Where(d => d > 0)));
            }
        }
    }
}
