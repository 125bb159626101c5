using Hls4Net.Operators;

namespace Hls4Net.Compiler.Passes;

/// <summary>
/// A transposition in front of a layer that works on single elements, or along axes that it can name, moves behind it. Those
/// that importers put around convolutions so meet and vanish; what is left stands at the boundary of the model, or where the
/// model itself mixes its axes.
/// </summary>
public sealed class MoveTransposes : OptimizerPass
{
    /// <inheritdoc/>
    public override bool Match(Layer node) => node.Inputs.Count == 1 && Transposes.Behind(node) is { } transpose && node switch
    {
        ElementwiseLayer or PickLayer => true,
        Dense or Softmax => transpose.Permutation[^1] == transpose.Permutation.Count - 1,
        _ => false,
    };

    /// <inheritdoc/>
    public override bool Transform(ModelGraph model, Layer node)
    {
        var transpose = Transposes.Behind(node)!;
        if (node is PickLayer pick)
        {
            var moved = model.Add(pick.Permuted(Transposes.Inverse(transpose.Permutation)), [transpose.Input], pick.Output.Name);
            moved.Settings = pick.Settings;
            moved.Absorb(pick);
            Transposes.Restore(model, moved, pick.Output, transpose.Permutation);
            model.Remove(pick);
            Transposes.RemoveUnread(model, [transpose]);
            return true;
        }

        if (node is ElementwiseLayer)
        {
            foreach (var weight in node.Weights.Values.ToArray())
            {
                node.SetWeight(Transposes.Permuted(weight, transpose.Sources, transpose.Input.Shape));
            }
        }

        Transposes.Sink(model, node, [transpose.Input], transpose.Permutation);
        return true;
    }
}
