namespace Hls4Net.Serialization;

/// <summary>How the attributes of one layer class are written and how a layer is made from them.</summary>
/// <param name="Write">Writes the attributes.</param>
/// <param name="Read">Makes a layer.</param>
internal sealed record LayerFormat(Action<Layer, GraphWriter> Write, LayerFormat.Reader Read)
{
    /// <summary>Makes a layer of that name and those weights; reads its attributes.</summary>
    public delegate Layer Reader(string name, IReadOnlyDictionary<string, WeightTensor> weights, ref GraphReader reader);

    /// <summary>A class without attributes.</summary>
    public static LayerFormat Plain(Func<string, Layer> create) =>
        new((_, _) => { }, (string name, IReadOnlyDictionary<string, WeightTensor> _, ref GraphReader _) => create(name));

    /// <summary>A class with attributes.</summary>
    public static LayerFormat Of<T>(Action<T, GraphWriter> write, Reader read)
        where T : Layer => new((layer, writer) => write((T)layer, writer), read);
}
