using Hls4Net.Operators;

namespace Hls4Net.Compiler.Passes;

/// <summary>
/// A transposition of what a <see cref="Dense"/> makes — reshaped to an image, with elementwise layers in between — becomes
/// another order of the weights' columns: decoders start this way.
/// </summary>
public sealed class FoldTransposeIntoProducer : OptimizerPass
{
    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Roots => [nameof(Transpose)];

    /// <inheritdoc/>
    public override bool Match(Layer node) => !Fusion.IsSet(node, "result") && ChainOf(node) is not null;

    /// <inheritdoc/>
    public override bool Transform(ModelGraph model, Layer node)
    {
        var chain = ChainOf(node)!;
        var (dense, shape) = ((Dense)chain[^1], node.Output.Shape);
        var placeOf = Transposes.Inverse(((Transpose)node).Sources);
        Permute(dense, placeOf);

        // From the dense layer on: what is reshaped now takes the transposed shape.
        var tensor = dense.Output;
        foreach (var layer in chain.Reverse().Skip(1))
        {
            if (layer is Reshape)
            {
                tensor = model.Add(new Reshape(layer.Name, shape), [tensor], $"{layer.Output.Name}_transposed").Output;
                continue;
            }

            foreach (var weight in layer.Weights.Values.ToArray())
            {
                layer.SetWeight(Transposes.Permuted(weight, placeOf, shape));
            }

            model.SetInputs(layer, [tensor]);
            tensor = layer.Output;
        }

        model.ReplaceUses(node.Output, tensor);
        Transposes.RemoveUnread(model, [node, .. chain]);
        return true;
    }

    private static void Permute(Dense dense, int[] placeOf)
    {
        var columns = dense.NOut;
        var places = new int[dense.Weight.Values.Count];
        for (var i = 0; i < places.Length; i++)
        {
            places[(i / columns * columns) + placeOf[i % columns]] = i;
        }

        dense.SetWeight(dense.Weight.Picked(places));
        if (dense.Bias is { } bias)
        {
            var offsets = new double[columns];
            for (var i = 0; i < columns; i++)
            {
                offsets[placeOf[i]] = bias.Values[i];
            }

            dense.SetWeight(new WeightTensor("bias", bias.Shape, offsets, bias.Origin));
        }
    }

    /// <summary>The layers from the transposition back to a dense layer of one row, each read by the next only; null where there is no such chain.</summary>
    private static Layer[]? ChainOf(Layer node)
    {
        var chain = new List<Layer>();
        var reshapes = 0;
        for (var tensor = node.Input; tensor.Consumers.Count == 1 && !tensor.IsModelOutput; tensor = tensor.Producer!.Input)
        {
            var layer = tensor.Producer!;
            chain.Add(layer);
            switch (layer)
            {
                case Dense dense:
                    return dense.Positions == 1 && reshapes > 0 ? [.. chain] : null;
                case Reshape:
                    reshapes++;
                    break;
                case ElementwiseLayer:
                    break;
                default:
                    return null;
            }
        }

        return null;
    }
}
