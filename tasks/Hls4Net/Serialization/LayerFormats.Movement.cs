using Hls4Net.Operators;

namespace Hls4Net.Serialization;

/// <content>Layers that only move data: their index table says all.</content>
internal static partial class LayerFormats
{
    private static LayerFormat Rearranged(string className) => LayerFormat.Of<RearrangeLayer>(
        (layer, writer) =>
        {
            writer.Shape(layer.Output.Shape);
            writer.Real(layer.Fill ?? double.NaN);
        },
        (name, _, ref reader) => new Rearrangement(name, className, reader.Shape(), Bound(reader.Real())));
}
