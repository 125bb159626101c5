using Hls4Net.Compiler.Configuration;
using Hls4Net.Compiler.TestInputs;
using Hls4Net.Operators;

namespace Hls4Net.Compiler.Passes;

/// <summary>
/// Where the user wants ports with their channels last, takes away the transposition that stands at a port: the port itself has
/// the hardware's layout then. The samples of the user's, which have the model's layout, are turned with it.
/// </summary>
/// <param name="layouts">What the user wants.</param>
/// <param name="samples">The samples of the user's; null for none.</param>
internal sealed class ArrangePorts(PortLayouts layouts, SampleSet? samples) : Pass
{
    /// <inheritdoc/>
    public override void Run(ModelGraph model, PassContext context)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (layouts.Input == PortLayout.ChannelsLast)
        {
            foreach (var (tensor, port) in model.Inputs.Select((tensor, port) => (tensor, port)).ToArray())
            {
                ArrangeInput(model, (Input)tensor.Producer!, port);
            }
        }

        if (layouts.Output == PortLayout.ChannelsLast)
        {
            foreach (var (tensor, port) in model.Outputs.Select((tensor, port) => (tensor, port)).ToArray())
            {
                ArrangeOutput(model, tensor, port);
            }
        }
    }

    private void ArrangeInput(ModelGraph model, Input input, int port)
    {
        var rank = input.Output.Shape.Rank;
        int[] order = [.. Enumerable.Range(1, Math.Max(rank - 1, 0)), 0];
        Layer[] readers = [.. input.Output.Consumers];
        if (rank < 2 || input.Output.IsModelOutput || readers.Length == 0 || !Array.TrueForAll(readers, reader => !reader.Output.IsModelOutput && Turns(reader, order)))
        {
            return;
        }

        var shape = readers[0].Output.Shape;
        samples?.TurnInput(port, input.Output.Shape, order);
        input.Shape = shape;
        model.SetInputs(input, []);
        foreach (var reader in readers)
        {
            model.ReplaceUses(reader.Output, input.Output);
            model.Remove(reader);
        }
    }

    private void ArrangeOutput(ModelGraph model, Tensor output, int port)
    {
        var rank = output.Shape.Rank;
        int[] order = [rank - 1, .. Enumerable.Range(0, Math.Max(rank - 1, 0))];
        var turn = output.Producer!;
        if (rank < 2 || output.Consumers.Count > 0 || model.Outputs.Count(other => other == output) > 1 || !Turns(turn, order)
            || turn.Input.Producer is Input || model.Outputs.Contains(turn.Input))
        {
            return;
        }

        samples?.TurnOutput(port, output.Shape, [.. Enumerable.Range(1, rank - 1), 0]);
        model.ReplaceUses(output, turn.Input);
        model.Remove(turn);
    }

    /// <summary>Whether a layer exchanges axes in that order: moving elements, or (around axes of length 1) only their dimensions.</summary>
    private static bool Turns(Layer layer, int[] order) => layer switch
    {
        Transpose transpose => transpose.Permutation.SequenceEqual(order),
        Reshape => layer.Input.Shape.Rank == order.Length && Transposes.MovesNothing(order, layer.Input.Shape)
            && Transposes.Shape(layer.Input.Shape, order).Equals(layer.Output.Shape),
        _ => false,
    };
}
