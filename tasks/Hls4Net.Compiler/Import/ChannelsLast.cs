using Hls4Net.Import;
using Hls4Net.Operators;

namespace Hls4Net.Compiler.Import;

/// <summary>
/// Layers that work on images take <c>[height, width, channels]</c>; ONNX puts the channels first. An importer wraps such a
/// layer in two transpositions; passes push them through the graph until they meet and vanish.
/// </summary>
internal static class ChannelsLast
{
    /// <summary>Number of dimensions of the images: 1 or 2.</summary>
    /// <exception cref="DiagnosticException">The data is no batch of images with channels.</exception>
    public static int Dimensions(OperatorNode node, ImportedValue x)
    {
        if (x.Rank is not (3 or 4))
        {
            throw node.Unsupported($"data of shape [{string.Join(',', x.Shape)}] is not supported; [batch, channels, length] and [batch, channels, height, width] are");
        }

        return x.BatchAxis == 0 || (x.BatchAxis < 0 && x.Shape[0] == 1) ? x.Rank - 2
            : throw node.Unsupported($"the first of the dimensions [{string.Join(',', x.Shape)}] must be the batch");
    }

    /// <summary>The images with their channels last.</summary>
    public static Tensor Of(OperatorNode node, ImportedValue x, string suffix = "")
    {
        var sample = node.Reshaped(x.Tensor!, new TensorShape([.. x.Shape.Skip(1)]));
        return node.EmitInner(new Transpose($"{node.Name}_to_channels_last{suffix}", [.. Enumerable.Range(1, x.Rank - 2), 0]), sample);
    }

    /// <summary>
    /// Adds a layer whose output has the channels last, and hands out the layout of ONNX. The user's name stays with what the
    /// layer computes; at the boundary of the model it goes to what leaves there.
    /// </summary>
    public static void Emit(OperatorNode node, Layer layer, params IReadOnlyList<Tensor> inputs)
    {
        var made = node.EmitInner(layer, node.OutputName(0), inputs);
        var rank = made.Shape.Rank;
        int[] order = [rank - 1, .. Enumerable.Range(0, rank - 1)];
        int[] shape = [1, .. order.Select(axis => made.Shape[axis])];
        var restored = node.EmitInner(new Transpose($"{node.Name}_to_channels_first", order), $"{made.Name}_channels_first", made);
        var batch = node.Data(0).BatchAxis;
        node.Alias(new ImportedValue(node.Reshaped(restored, ImportedValue.SampleShape(shape, batch)), shape, batch));
    }

    /// <summary>At the boundary of the model: gives the user's name to what leaves, and takes it from what only a transposition reads.</summary>
    public static void TakeName(Tensor output, string name)
    {
        for (var made = output; made.Producer is Transpose or Reshape; made = made.Producer.Input)
        {
            if (output.Name != name && made.Producer.Input.Name == name && made.Producer.Input.Producer is not Input)
            {
                ModelGraph.ExchangeNames(output, made.Producer.Input);
            }
        }
    }
}
