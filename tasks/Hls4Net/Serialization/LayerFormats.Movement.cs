using Hls4Net.Operators;

namespace Hls4Net.Serialization;

/// <content>Layers that move data (their index table says all) and products of data.</content>
internal static partial class LayerFormats
{
    private static void Write(GraphWriter writer, IReadOnlyList<int> labels)
    {
        writer.Count(labels.Count);
        foreach (var label in labels)
        {
            writer.Count(label);
        }
    }

    private static int[] Labels(ref GraphReader reader)
    {
        var labels = new int[reader.Count(1)];
        for (var i = 0; i < labels.Length; i++)
        {
            labels[i] = reader.Count();
        }

        return labels;
    }

    private static LayerFormat Rearranged(string className) => LayerFormat.Of<RearrangeLayer>(
        (layer, writer) =>
        {
            writer.Shape(layer.Output.Shape);
            writer.Real(layer.Fill ?? double.NaN);
        },
        (name, _, ref reader) => new Rearrangement(name, className, reader.Shape(), Bound(reader.Real())));
}
